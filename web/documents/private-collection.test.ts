import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../page/browser-store.ts';
import { openPrivateCollection, readPrivateCollection } from './private-collection.ts';

describe('openPrivateCollection', () => {
  it('makes one unguessable name and keeps it', () => {
    const store = openMemoryStore();
    expect(readPrivateCollection(store)).toBeUndefined();
    const name = openPrivateCollection(store);
    expect(name).toMatch(/^private:[0-9a-f]{32}$/);
    expect(openPrivateCollection(store)).toBe(name);
    expect(readPrivateCollection(store)).toBe(name);
    expect(openPrivateCollection(openMemoryStore())).not.toBe(name);
  });

  it('does not trust a name that someone shortened', () => {
    const store = openMemoryStore();
    store.write('lionrock.collection', 'private:1');
    expect(readPrivateCollection(store)).toBeUndefined();
    expect(openPrivateCollection(store)).toMatch(/^private:[0-9a-f]{32}$/);
  });
});
