import { createRoute, z } from '@hono/zod-openapi';
import { problems } from './send-problem.ts';
import type { ServerApp } from './server-env.ts';

const documentRoute = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This description',
  responses: {
    200: {
      description: 'OpenAPI 3.1',
      content: { 'application/json': { schema: z.record(z.string(), z.any()) } },
    },
    ...problems(403),
  },
});

/** Adds `GET /api/openapi.json`: made from the very schemas that requests are checked against. */
export function addDocumentRoute(app: ServerApp, version: string): void {
  app.openapi(documentRoute, (c) => {
    const document = app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Lionrock',
        version,
        description: 'Governed answers from cited sources.',
        license: { name: 'Apache-2.0' },
      },
    });
    return c.json({ ...document }, 200);
  });
}
