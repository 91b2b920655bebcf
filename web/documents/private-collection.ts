import type { BrowserStore } from '../page/browser-store.ts';

const key = 'lionrock.collection';
const shape = /^private:[0-9a-f]{32}$/;

/** The reader's own collection, if this browser has one. */
export function readPrivateCollection(store: BrowserStore): string | undefined {
  const name = store.read(key);
  return name !== undefined && shape.test(name) ? name : undefined;
}

/**
 * Gives the reader's own collection, made at the first call: who does not know its name cannot ask for
 * it, and 128 random bits cannot be guessed.
 */
export function openPrivateCollection(store: BrowserStore): string {
  const known = readPrivateCollection(store);
  if (known !== undefined) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const name = `private:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  store.write(key, name);
  return name;
}
