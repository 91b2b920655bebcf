import type { ChatEvent, IngestEvent } from '../../src/server/api-schema.ts';
import { RequestFailed } from './problem.ts';

const chatEvents: readonly string[] = [
  'status',
  'sources',
  'sentence',
  'answer',
  'error',
] satisfies ChatEvent['type'][];

const ingestEvents: readonly string[] = [
  'progress',
  'outcome',
  'done',
  'error',
] satisfies IngestEvent['type'][];

/**
 * Parses the data of an event of `POST /api/chat`.
 *
 * @returns undefined for an event this page does not know: a newer server may send more
 * @throws RequestFailed for data that is no event at all
 */
export function decodeChatEvent(data: string): ChatEvent | undefined {
  const value = parse(data);
  return chatEvents.includes(value.type) ? (value as ChatEvent) : undefined;
}

/**
 * Parses the data of an event of `POST /api/knowledge`.
 *
 * @returns undefined for an event this page does not know
 * @throws RequestFailed for data that is no event at all
 */
export function decodeIngestEvent(data: string): IngestEvent | undefined {
  const value = parse(data);
  return ingestEvents.includes(value.type) ? (value as IngestEvent) : undefined;
}

function parse(data: string): { type: string } {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string')
      return { ...value, type: value.type };
  } catch {
    // Said below, for broken JSON and for JSON that is no event alike.
  }
  throw new RequestFailed({ kind: 'server', code: 'page.unreadable-event' });
}
