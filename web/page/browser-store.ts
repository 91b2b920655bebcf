/** Where the page keeps what must outlive it. */
export interface BrowserStore {
  read(key: string): string | undefined;
  /** Returns false when there is no room; nothing has changed then. */
  write(key: string, value: string): boolean;
  remove(key: string): void;
}

/**
 * Keeps values in `localStorage`; in memory where the browser forbids that (private windows, policies),
 * so that the page works all the same until it is closed.
 */
export function openBrowserStore(): BrowserStore {
  const storage = reachStorage();
  return storage === undefined ? openMemoryStore() : openStorage(storage);
}

/** A store that forgets everything when the page is closed. */
export function openMemoryStore(): BrowserStore {
  const values = new Map<string, string>();
  return {
    read: (key) => values.get(key),
    write: (key, value) => values.set(key, value).has(key),
    remove: (key) => void values.delete(key),
  };
}

function openStorage(storage: Storage): BrowserStore {
  return {
    read: (key) => storage.getItem(key) ?? undefined,
    write: (key, value) => {
      try {
        storage.setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
    remove: (key) => storage.removeItem(key),
  };
}

function reachStorage(): Storage | undefined {
  try {
    const probe = 'lionrock.probe';
    localStorage.setItem(probe, probe);
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return undefined;
  }
}
