import type { Table } from '@lancedb/lancedb';
import { type DocumentEntry, findDocuments } from './lance-tables.ts';

/** Entries kept, about a kilobyte each: the searches for one question find the same documents again. */
const mostEntries = 4096;

/** Reads document rows by key and keeps them as long as nobody writes to their table. */
export class DocumentEntries {
  readonly #table: Table;
  #version: number | undefined;
  #known = new Map<string, DocumentEntry>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** The entries of those keys that are stored, by key. */
  async find(keys: readonly string[]): Promise<Map<string, DocumentEntry>> {
    if (keys.length === 0) return new Map();
    const version = await this.#table.version();
    if (version !== this.#version || this.#known.size > mostEntries) {
      this.#version = version;
      this.#known = new Map();
    }
    const known = this.#known;
    const missing = keys.filter((key) => !known.has(key));
    const found = await findDocuments(this.#table, missing);
    for (const key of keys) {
      const entry = known.get(key);
      if (entry !== undefined) found.set(key, entry);
    }
    for (const [key, entry] of found) known.set(key, entry);
    return found;
  }
}
