import { createRoute } from '@hono/zod-openapi';
import { bundleSchema } from '../app/index.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';

const constitutionRoute = createRoute({
  method: 'get',
  path: '/api/constitution',
  summary: 'The rules in force, what they rest on, and the hash that pins them',
  responses: {
    200: {
      description: 'The constitution under the profile in use',
      content: { 'application/json': { schema: bundleSchema } },
    },
    ...problems(403),
  },
});

/** Adds `GET /api/constitution`. */
export function addConstitutionRoute(app: ServerApp, { workspace }: ServerContext): void {
  app.openapi(constitutionRoute, (c) => c.json(workspace.region.constitution, 200));
}
