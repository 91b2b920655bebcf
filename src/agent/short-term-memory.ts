import type { Memory, Turn } from './spec.ts';

/** How much short-term memory holds. */
export interface ShortTermMemoryOptions {
  /** Turns kept of one conversation. @default 6 */
  readonly turns?: number;
  /** Conversations kept; the one unused for longest goes first. @default 1000 */
  readonly conversations?: number;
}

/**
 * Keeps the last turns of conversations in memory, never on disk: what a user asked is theirs.
 *
 * @see paper §5.1 (short-term memory)
 */
export function createShortTermMemory(options: ShortTermMemoryOptions = {}): Memory {
  const keepTurns = options.turns ?? 6;
  const keepConversations = options.conversations ?? 1000;
  const conversations = new Map<string, readonly Turn[]>();
  return {
    recall: (sessionId) => Promise.resolve(conversations.get(sessionId) ?? []),
    remember(sessionId, turn) {
      const turns = [...(conversations.get(sessionId) ?? []), turn].slice(-keepTurns);
      // A map keeps the order of insertion: setting anew makes it the latest.
      conversations.delete(sessionId);
      conversations.set(sessionId, turns);
      const oldest = conversations.keys().next();
      if (conversations.size > keepConversations && oldest.done !== true) conversations.delete(oldest.value);
      return Promise.resolve();
    },
  };
}
