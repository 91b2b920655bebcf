import { createRoute } from '@hono/zod-openapi';
import { knowledgeStatus } from '../app/index.ts';
import { type RegionView, type StatusView, regionViewSchema, statusSchema } from './api-schema.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';

const regionRoute = createRoute({
  method: 'get',
  path: '/api/region',
  summary: 'What the page needs to know of the region',
  responses: {
    200: { description: 'The region', content: { 'application/json': { schema: regionViewSchema } } },
    ...problems(403),
  },
});

const statusRoute = createRoute({
  method: 'get',
  path: '/api/status',
  summary: 'What the service is doing and with what',
  responses: {
    200: { description: 'The state', content: { 'application/json': { schema: statusSchema } } },
    ...problems(403, 500, 503),
  },
});

/** Adds `GET /api/region` and `GET /api/status`. */
export function addStatusRoutes(app: ServerApp, { workspace }: ServerContext): void {
  app.openapi(regionRoute, (c) => c.json(viewRegion(workspace), 200));
  app.openapi(statusRoute, async (c) => c.json(await viewStatus(workspace), 200));
}

function viewRegion({ region, config }: ServerContext['workspace']): RegionView {
  const { id, version, hash, name, varieties, interfaceWords } = region;
  return {
    id,
    version,
    hash,
    name,
    varieties: [...varieties],
    ...(config.operator !== undefined && { operator: config.operator }),
    uploads: config.uploads,
    uploadMegabytes: config.uploadMegabytes,
    words: Object.fromEntries(interfaceWords),
  };
}

async function viewStatus(workspace: ServerContext['workspace']): Promise<StatusView> {
  const { chat, embedding } = workspace.models.states();
  const { documents, passages, embedded } = await knowledgeStatus(workspace);
  return {
    version: workspace.version,
    chat: { ...chat },
    embedding: { ...embedding },
    knowledge: { documents, passages, embedded },
  };
}
