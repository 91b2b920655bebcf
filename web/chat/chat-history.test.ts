import { describe, expect, it } from 'vitest';
import { type BrowserStore, openMemoryStore } from '../page/browser-store.ts';
import type { Chat } from './chat.ts';
import { deleteAllChats, deleteChat, historyKey, readChats, saveChat } from './chat-history.ts';
import { beginTurn, stopTurn } from './turn.ts';

function chat(id: string, questions: readonly string[] = ['q']): Chat {
  const turns = questions.map((question, index) => stopTurn(beginTurn(`${id}-${index}`, question)));
  return { id, updatedAt: '2026-05-01T00:00:00Z', turns };
}

function ids(store: BrowserStore): string[] {
  return readChats(store).map(({ id }) => id);
}

/** A store that holds only so many characters, as a browser with a full disk does. */
function smallStore(room: number): BrowserStore {
  const store = openMemoryStore();
  return { ...store, write: (key, value) => value.length <= room && store.write(key, value) };
}

describe('saveChat', () => {
  it('puts a chat first, and a changed one in the place of the old', () => {
    const store = openMemoryStore();
    saveChat(store, chat('a'));
    saveChat(store, chat('b'));
    saveChat(store, chat('a', ['q', 'r']));
    expect(ids(store)).toEqual(['a', 'b']);
    expect(readChats(store)[0]?.turns).toHaveLength(2);
  });

  it('keeps the latest 50', () => {
    const store = openMemoryStore();
    for (let index = 0; index < 60; index += 1) saveChat(store, chat(String(index)));
    expect(ids(store)).toHaveLength(50);
    expect(ids(store)[0]).toBe('59');
    expect(ids(store).at(-1)).toBe('10');
  });

  it('drops the oldest at two million characters', () => {
    const store = openMemoryStore();
    for (let index = 0; index < 5; index += 1) saveChat(store, chat(String(index), ['x'.repeat(600_000)]));
    expect(ids(store)).toEqual(['4', '3', '2']);
    expect(store.read(historyKey)?.length).toBeLessThanOrEqual(2_000_000);
  });

  it('drops the oldest when the browser has no room', () => {
    const store = smallStore(1000);
    for (const id of ['a', 'b', 'c']) saveChat(store, chat(id, ['x'.repeat(300)]));
    expect(ids(store)).toEqual(['c', 'b']);
  });

  it('drops the oldest turns of a chat that is too large by itself', () => {
    const store = smallStore(1000);
    const kept = saveChat(
      store,
      chat(
        'a',
        ['1', '2', '3'].map((start) => start + 'x'.repeat(300)),
      ),
    );
    expect(kept[0]?.turns.map((turn) => turn.question[0])).toEqual(['2', '3']);
    expect(readChats(store)).toEqual(kept);
  });

  it('gives up quietly when nothing fits', () => {
    const store = smallStore(10);
    expect(saveChat(store, chat('a'))).toEqual([]);
    expect(readChats(store)).toEqual([]);
  });
});

describe('readChats', () => {
  it.each(['', '{', 'null', '{}', '[1, null]'])('is empty for %j', (text) => {
    const store = openMemoryStore();
    store.write(historyKey, text);
    expect(readChats(store)).toEqual([]);
  });
});

describe('deleteChat', () => {
  it('deletes one, or all', () => {
    const store = openMemoryStore();
    for (const id of ['a', 'b', 'c']) saveChat(store, chat(id));
    expect(deleteChat(store, 'b').map(({ id }) => id)).toEqual(['c', 'a']);
    expect(ids(store)).toEqual(['c', 'a']);
    deleteAllChats(store);
    expect(ids(store)).toEqual([]);
    expect(store.read(historyKey)).toBeUndefined();
  });
});
