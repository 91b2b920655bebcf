import type { ChatEvent, ChatRequestBody } from '../../src/server/api-schema.ts';
import { postChat } from './api-client.ts';
import { decodeChatEvent } from './decode-event.ts';
import { RequestFailed } from './problem.ts';
import { readEvents } from './read-events.ts';

/**
 * Asks a question and gives the events of its answer as they come. The last is `answer` or `error`.
 *
 * @throws RequestFailed when the server refuses, cannot be reached or the stream is cut off
 */
export async function* streamChat(request: ChatRequestBody, signal: AbortSignal): AsyncGenerator<ChatEvent> {
  const { body } = await postChat(request, signal);
  if (body === null) throw new RequestFailed({ kind: 'network' });
  for await (const { data } of readEvents(body)) {
    const event = decodeChatEvent(data);
    if (event !== undefined) yield event;
    if (event?.type === 'answer' || event?.type === 'error') return;
  }
  throw new RequestFailed({ kind: 'network' });
}
