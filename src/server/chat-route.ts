import { createRoute } from '@hono/zod-openapi';
import { chatEventSchema, chatRequestSchema, type ChatRequestBody } from './api-schema.ts';
import { type AskRequest, sharedCollections } from '../app/index.ts';
import { readPrivateCollections } from './collection-rights.ts';
import { logFailure } from './log-requests.ts';
import { readFailure } from './read-failure.ts';
import { problems } from './send-problem.ts';
import type { AssistantEvent } from './assistant.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';
import { streamFrames, toFrame } from './stream-frames.ts';
import { watchRequest } from './watch-request.ts';

const chatRoute = createRoute({
  method: 'post',
  path: '/api/chat',
  summary: 'Ask a question; the answer comes as server-sent events',
  description: 'Each event is named by its `type`. The last is `answer` or `error`.',
  request: { body: { required: true, content: { 'application/json': { schema: chatRequestSchema } } } },
  responses: {
    200: {
      description: 'Only sentences that are checked and released are part of it.',
      content: { 'text/event-stream': { schema: chatEventSchema } },
    },
    ...problems(400, 403, 413, 415, 503),
  },
});

/** Adds `POST /api/chat`. */
export function addChatRoute(app: ServerApp, context: ServerContext): void {
  app.openapi(chatRoute, async (c) => {
    const request = await toAskRequest(c.req.valid('json'), context);
    return watchRequest(c, context, async ({ signal, stop }) =>
      streamFrames(toFrames(context.answer({ ...request, signal }), context), stop),
    );
  });
}

async function toAskRequest(body: ChatRequestBody, { workspace }: ServerContext): Promise<AskRequest> {
  const { question, variety, interfaceVariety, history } = body;
  const own = readPrivateCollections(body.collections);
  return {
    text: question,
    collections: [...(await sharedCollections(workspace)), ...own],
    ...(variety !== undefined && { forced: variety }),
    ...(interfaceVariety !== undefined && { interfaceVariety }),
    ...(history !== undefined && { history: history.map(toTurn) }),
  };
}

function toTurn({ question, answer }: NonNullable<ChatRequestBody['history']>[number]) {
  return { question, ...(answer !== undefined && { answer }) };
}

async function* toFrames(
  events: AsyncGenerator<AssistantEvent>,
  { log }: ServerContext,
): AsyncGenerator<string> {
  try {
    for await (const event of events) yield toFrame(event, event.type);
  } catch (error) {
    logFailure(log, error, 'answer');
    const { code, message } = readFailure(error);
    yield toFrame({ type: 'error', code, message }, 'error');
  }
}
