import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';

/** What a request carries beside its HTTP: the connection, when there is one. */
export interface ServerEnv {
  Bindings: Partial<HttpBindings>;
}

/** The app as the route files see it. */
export type ServerApp = OpenAPIHono<ServerEnv>;
