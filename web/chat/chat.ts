import { type Turn, stopTurn } from './turn.ts';

/** A conversation. */
export interface Chat {
  readonly id: string;
  /** ISO 8601 time of its last change. */
  readonly updatedAt: string;
  /** Oldest first. */
  readonly turns: readonly Turn[];
}

/** An id that is unique in this browser; pages from plain http have no `randomUUID`. */
export function makeId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (word) => word.toString(36)).join('');
}

/** An empty conversation. */
export function newChat(): Chat {
  return { id: makeId(), updatedAt: new Date().toISOString(), turns: [] };
}

/** What a chat is called in the list: its first question on one line. */
export function chatTitle({ turns }: Chat): string {
  const line = (turns[0]?.question ?? '').replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= 80 ? line : `${characters.slice(0, 79).join('')}…`;
}

/** Changes one turn; a chat without it stays as it is. */
export function changeTurn(chat: Chat, turnId: string, change: (turn: Turn) => Turn): Chat {
  const turns = chat.turns.map((turn) => (turn.id === turnId ? change(turn) : turn));
  return { ...chat, turns };
}

/** Reads a chat that was kept, as JSON gave it; work that the end of a page cut off is stopped. */
export function reviveChat(value: unknown): Chat | undefined {
  if (!isRecord(value)) return undefined;
  const { id, updatedAt, turns } = value;
  if (typeof id !== 'string' || typeof updatedAt !== 'string' || !Array.isArray(turns)) return undefined;
  const known = turns.filter(isTurn).map(stopTurn);
  return known.length === 0 ? undefined : { id, updatedAt, turns: known };
}

function isTurn(value: unknown): value is Turn {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    typeof value['question'] === 'string' &&
    ['working', 'done', 'stopped', 'failed'].includes(String(value['state'])) &&
    hasLists(value, ['sentences', 'citations']) &&
    (value['answer'] === undefined ? value['state'] !== 'done' : isAnswer(value['answer']))
  );
}

function isAnswer(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['text'] === 'string' &&
    hasLists(value, ['sentences', 'citations', 'nearest', 'decisions', 'trace'])
  );
}

function hasLists(value: Partial<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => Array.isArray(value[key]));
}

function isRecord(value: unknown): value is Partial<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
