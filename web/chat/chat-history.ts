import type { BrowserStore } from '../page/browser-store.ts';
import { type Chat, reviveChat } from './chat.ts';

/** Where the chats lie in the browser's store. */
export const historyKey = 'lionrock.chats';

/** Most chats that are kept. */
const mostChats = 50;
/** Room for all of them, in UTF-16 code units of JSON: well below the 5 million that browsers give. */
const mostText = 2_000_000;

/** The chats of this browser, the latest first. Chats that cannot be read are passed over. */
export function readChats(store: BrowserStore): readonly Chat[] {
  try {
    const value: unknown = JSON.parse(store.read(historyKey) ?? '[]');
    return Array.isArray(value) ? value.map(reviveChat).filter((chat) => chat !== undefined) : [];
  } catch {
    return [];
  }
}

/**
 * Keeps a chat, as the latest. The oldest are dropped when there are too many or there is no room; a
 * chat that is too large by itself loses its oldest turns.
 *
 * Reads the store anew, since another tab may have written.
 *
 * @returns the chats as they are now
 */
export function saveChat(store: BrowserStore, chat: Chat): readonly Chat[] {
  const others = readChats(store).filter((other) => other.id !== chat.id);
  return writeChats(store, [chat, ...others].slice(0, mostChats));
}

/** Deletes a chat; returns the rest. */
export function deleteChat(store: BrowserStore, id: string): readonly Chat[] {
  return writeChats(
    store,
    readChats(store).filter((chat) => chat.id !== id),
  );
}

/** Deletes them all. */
export function deleteAllChats(store: BrowserStore): void {
  store.remove(historyKey);
}

function writeChats(store: BrowserStore, chats: readonly Chat[]): readonly Chat[] {
  let kept = chats;
  while (kept.length > 0) {
    const text = JSON.stringify(kept);
    if (text.length <= mostText && store.write(historyKey, text)) return kept;
    kept = dropOldest(kept);
  }
  deleteAllChats(store);
  return [];
}

function dropOldest(chats: readonly Chat[]): readonly Chat[] {
  const [latest, ...others] = chats;
  if (latest === undefined || others.length > 0) return chats.slice(0, -1);
  return latest.turns.length > 1 ? [{ ...latest, turns: latest.turns.slice(1) }] : [];
}
