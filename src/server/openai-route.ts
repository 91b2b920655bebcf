import { randomUUID } from 'node:crypto';
import { createRoute } from '@hono/zod-openapi';
import { type AskRequest, joinSentences, sharedCollections } from '../app/index.ts';
import { readPrivateCollections } from './collection-rights.ts';
import { logFailure } from './log-requests.ts';
import {
  type CompletionRequest,
  completionChunkSchema,
  completionRequestSchema,
  completionSchema,
} from './openai-schema.ts';
import { readFailure } from './read-failure.ts';
import { type Conversation, readMessages } from './read-messages.ts';
import { openAiProblems } from './send-problem.ts';
import type { AssistantAnswer, AssistantEvent } from './assistant.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';
import { streamFrames, toFrame } from './stream-frames.ts';
import {
  type CompletionHead,
  countTokens,
  strictestAction,
  writeChunk,
  writeCompletion,
  writeLastChunk,
  writeUsageChunk,
} from './write-completion.ts';
import { watchRequest } from './watch-request.ts';

/** Names the strictest decision about the answer. */
const decisionHeader = 'x-lionrock-decision';
/** Its value while a stream has begun that is not decided to its end; the last chunk tells. */
const pending = 'pending';

const completionRoute = createRoute({
  method: 'post',
  path: '/v1/chat/completions',
  summary: 'Ask in OpenAI’s shape',
  description:
    'The header `x-lionrock-decision` names the strictest decision about the answer; in a stream it is ' +
    '`pending` when sentences come before all are decided, and the last chunk tells. ' +
    'Fields that are not described are passed over.',
  request: { body: { required: true, content: { 'application/json': { schema: completionRequestSchema } } } },
  responses: {
    200: {
      description: 'The answer, whole or as a stream that ends with `[DONE]`.',
      content: {
        'application/json': { schema: completionSchema },
        'text/event-stream': { schema: completionChunkSchema },
      },
    },
    ...openAiProblems(400, 403, 413, 415, 500, 502, 503),
  },
});

/** Adds `POST /v1/chat/completions`. */
export function addCompletionRoute(app: ServerApp, context: ServerContext): void {
  app.openapi(completionRoute, async (c) => {
    const body = c.req.valid('json');
    const conversation = readMessages(body.messages);
    const request = await toAskRequest(body, conversation, context);
    const head = makeHead(body, conversation, context);
    return watchRequest(c, context, async ({ signal, stop }) => {
      const events = context.answer({ ...request, signal });
      if (body.stream === true) {
        const opening = await readOpening(events);
        const frames = toFrames(opening, head, { body, context });
        return streamFrames(frames, stop, { [decisionHeader]: opening.decision });
      }
      const answer = await readAnswer(events);
      c.header(decisionHeader, strictestAction(answer));
      return c.json(writeCompletion(answer, head), 200);
    });
  });
}

async function toAskRequest(
  body: CompletionRequest,
  conversation: Conversation,
  { workspace }: ServerContext,
): Promise<AskRequest> {
  const own = readPrivateCollections(body.collections);
  return {
    ...conversation,
    collections: [...(await sharedCollections(workspace)), ...own],
    ...(body.variety !== undefined && { forced: body.variety }),
  };
}

function makeHead(
  { n }: CompletionRequest,
  { text, history }: Conversation,
  { workspace }: ServerContext,
): CompletionHead {
  const earlier = history.flatMap(({ question, answer = '' }) => [question, answer]);
  return {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor(workspace.clock().getTime() / 1000),
    choices: n ?? 1,
    promptTokens: countTokens([...earlier, text].join('\n')),
  };
}

async function readAnswer(events: AsyncGenerator<AssistantEvent>): Promise<AssistantAnswer> {
  for await (const event of events) if (event.type === 'answer') return event.answer;
  throw new Error('the stream of an answer ended without it');
}

/** An answer that has begun: what has come of it so far, and the rest. */
interface Opening {
  readonly first: readonly AssistantEvent[];
  readonly rest: AsyncGenerator<AssistantEvent>;
  readonly decision: string;
}

/**
 * Waits until the question is understood and judged. What fails by then is an HTTP error, and what is
 * withheld as a whole is named in the header.
 */
async function readOpening(rest: AsyncGenerator<AssistantEvent>): Promise<Opening> {
  const first: AssistantEvent[] = [];
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) return { first, rest, decision: pending };
    first.push(value);
    if (value.type === 'answer') return { first, rest, decision: strictestAction(value.answer) };
    if (value.type !== 'status' || value.step !== 'understand') return { first, rest, decision: pending };
  }
}

async function* toFrames(
  { first, rest }: Opening,
  head: CompletionHead,
  { body, context }: { readonly body: CompletionRequest; readonly context: ServerContext },
): AsyncGenerator<string> {
  try {
    yield toFrame(writeChunk(head, { role: 'assistant', content: '' }));
    let sent = '';
    const sentences: Extract<AssistantEvent, { type: 'sentence' }>['sentence'][] = [];
    for await (const event of chain(first, rest)) {
      if (event.type === 'sentence') {
        sentences.push(event.sentence);
        const text = joinSentences(sentences);
        yield toFrame(writeChunk(head, { content: text.slice(sent.length) }));
        sent = text;
      }
      if (event.type !== 'answer') continue;
      const { answer } = event;
      if (answer.text.length > sent.length)
        yield toFrame(writeChunk(head, { content: answer.text.slice(sent.length) }));
      yield toFrame(writeLastChunk(answer, head));
      if (body.stream_options?.include_usage === true) yield toFrame(writeUsageChunk(answer, head));
    }
    yield 'data: [DONE]\n\n';
  } catch (error) {
    logFailure(context.log, error, 'answer');
    const { code, message } = readFailure(error);
    yield toFrame({ error: { message, type: 'server_error', param: null, code } });
  }
}

async function* chain<Item>(first: readonly Item[], rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  yield* first;
  yield* rest;
}
