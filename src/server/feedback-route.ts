import { createRoute, z } from '@hono/zod-openapi';
import { type FeedbackBody, feedbackRequestSchema } from './api-schema.ts';
import { invalidRequest } from './read-failure.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';

type Feedback = Parameters<ServerContext['workspace']['feedback']['append']>[0];

const feedbackRoute = createRoute({
  method: 'post',
  path: '/api/feedback',
  summary: 'Say what an answer was worth, or correct it',
  request: { body: { required: true, content: { 'application/json': { schema: feedbackRequestSchema } } } },
  responses: {
    201: {
      description: 'Stored.',
      content: { 'application/json': { schema: z.object({ id: z.string() }) } },
    },
    ...problems(400, 403, 413, 415, 503),
  },
});

/** Adds `POST /api/feedback`. */
export function addFeedbackRoute(app: ServerApp, { workspace, metrics }: ServerContext): void {
  app.openapi(feedbackRoute, async (c) => {
    const body = c.req.valid('json');
    const corrects = body.kind === 'correction';
    if (corrects && (body.correction ?? '').trim() === '')
      throw invalidRequest('A correction needs the right answer under `correction`.', 'correction');
    const id = await workspace.feedback.append(toFeedback(body));
    metrics.countFeedback(body.kind);
    return c.json({ id }, 201);
  });
}

/** Absent stays absent: the store writes what it is given. */
function toFeedback(body: FeedbackBody): Feedback {
  const { kind, question, answer, correction, comment, variety, model, mode, sources } = body;
  return {
    kind,
    question,
    answer,
    ...(correction !== undefined && { correction }),
    ...(comment !== undefined && { comment }),
    ...(variety !== undefined && { variety }),
    ...(model !== undefined && { model }),
    ...(mode !== undefined && { mode }),
    ...(sources !== undefined && { sources }),
  };
}
