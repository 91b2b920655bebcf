import { createRoute, z } from '@hono/zod-openapi';
import { setupError } from '../base/index.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';

/** A store that has not answered by then does not count as ready, in milliseconds. */
const patience = 2000;

const stateSchema = z.object({ status: z.enum(['live', 'ready']) }).openapi('Health');

const liveRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the process answers',
  responses: {
    200: { description: 'It does.', content: { 'application/json': { schema: stateSchema } } },
    ...problems(403),
  },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether questions can be answered: the workspace is open and its store answers',
  responses: {
    200: { description: 'They can.', content: { 'application/json': { schema: stateSchema } } },
    ...problems(403, 503),
  },
});

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  summary: 'Counts and durations for Prometheus; nothing that a person wrote',
  responses: {
    200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
    ...problems(403),
  },
});

/** Adds `/healthz`, `/readyz` and `/metrics`. */
export function addHealthRoutes(app: ServerApp, context: ServerContext): void {
  app.openapi(liveRoute, (c) => c.json({ status: 'live' as const }, 200));
  app.openapi(readyRoute, async (c) => {
    if (context.closing.aborted || !(await storeAnswers(context))) throw notReady();
    return c.json({ status: 'ready' as const }, 200);
  });
  app.openapi(metricsRoute, async (c) => {
    const { text, contentType } = await context.metrics.print();
    return c.text(text, 200, { 'content-type': contentType });
  });
}

async function storeAnswers({ workspace }: ServerContext): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const answered = workspace.store.status().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}

function notReady(): Error {
  return setupError({
    code: 'server.not-ready',
    message: 'The knowledge store does not answer.',
    cure: 'Look into the log of the server.',
  });
}
