import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { upstreamError, type LionrockError } from '../base/index.ts';
import { endpointError } from './endpoint-error.ts';
import type { ChatPart, TokenLogprob, TokenUsage } from './spec.ts';

// Only what is used, and laxly: servers differ in what they leave out or set to null.
const logprobsSchema = z
  .object({ content: z.array(z.object({ token: z.string(), logprob: z.number() })).nullish() })
  .nullish();
const usageSchema = z
  .object({ prompt_tokens: z.number(), completion_tokens: z.number().default(0) })
  .nullish();
const contentSchema = z.object({ content: z.string().nullish() }).nullish();

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        index: z.number().nullish(),
        delta: contentSchema,
        message: contentSchema,
        finish_reason: z.string().nullish(),
        logprobs: logprobsSchema,
      }),
    )
    .nullish(),
  usage: usageSchema,
  error: z.unknown().optional(),
});
type Chunk = z.output<typeof chunkSchema>;

/**
 * Reads the server-sent events of an OpenAI-compatible chat stream. Only the first choice is read;
 * `reasoning_content` and tool calls are passed over. A stream without `[DONE]` is complete when it
 * gave a `finish_reason`.
 *
 * @param chunks - Bytes as they come; they may break anywhere, also inside a character.
 * @throws `models.reply-cut-off` when the stream ends early; `models.endpoint-bad-reply` for other
 *   than the expected JSON; what {@link endpointError} makes of an error inside the stream.
 */
export async function* readChatStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ChatPart> {
  const ending: Ending = {};
  for await (const data of readEvents(chunks)) {
    if (data === '[DONE]') {
      ending.finish ??= 'other';
      break;
    }
    yield* readChunk(parseChunk(data), ending);
  }
  if (ending.finish === undefined) throw cutOff();
  yield toEnd(ending.finish, ending.usage);
}

/** The data of each server-sent event. */
async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void events.push(data) });
  const feed = (text: string): string[] => {
    events = [];
    parser.feed(text);
    return events;
  };
  for await (const bytes of chunks) yield* feed(decoder.decode(bytes, { stream: true }));
  yield* feed('\n\n'); // some servers leave out the blank line after the last event
}

/**
 * Reads a chat completion that was sent whole, by a server that does not stream.
 *
 * @throws like {@link readChatStream}.
 */
export async function* readWholeChat(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ChatPart> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of chunks) text += decoder.decode(bytes, { stream: true });
  const ending: Ending = {};
  yield* readChunk(parseChunk(text), ending);
  if (ending.finish === undefined) throw cutOff();
  yield toEnd(ending.finish, ending.usage);
}

/** What the last part will say; the server tells it piece by piece. */
interface Ending {
  finish?: 'stop' | 'length' | 'other';
  usage?: TokenUsage;
}

function* readChunk(chunk: Chunk, ending: Ending): Generator<ChatPart> {
  if (chunk.error !== undefined && chunk.error !== null) {
    throw endpointError({ status: 200, body: chunk });
  }
  if (chunk.usage) {
    ending.usage = {
      promptTokens: chunk.usage.prompt_tokens,
      completionTokens: chunk.usage.completion_tokens,
    };
  }
  const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
  if (choice === undefined) return;
  const text = (choice.delta ?? choice.message)?.content ?? '';
  const logprobs: readonly TokenLogprob[] = choice.logprobs?.content ?? [];
  if (text !== '' || logprobs.length > 0)
    yield { type: 'text', text, ...(logprobs.length > 0 && { logprobs }) };
  if (choice.finish_reason) ending.finish = toFinish(choice.finish_reason);
}

function toFinish(reason: string): 'stop' | 'length' | 'other' {
  return reason === 'stop' || reason === 'length' ? reason : 'other';
}

function toEnd(finish: 'stop' | 'length' | 'other', usage: TokenUsage | undefined): ChatPart {
  return { type: 'end', finish, ...(usage && { usage }) };
}

function parseChunk(data: string): Chunk {
  try {
    return chunkSchema.parse(JSON.parse(data));
  } catch {
    // Without the cause: its message may repeat the reply.
    throw upstreamError({
      code: 'models.endpoint-bad-reply',
      message: 'The model endpoint sent something other than a chat completion.',
      cure: 'Check that the address is that of an OpenAI-compatible API.',
    });
  }
}

function cutOff(): LionrockError {
  return upstreamError({
    code: 'models.reply-cut-off',
    message: 'The model endpoint ended its stream before the reply was complete.',
    cure: 'Try again; if it happens again, look at the log of the model server.',
  });
}
