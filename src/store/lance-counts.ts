import type { Table } from '@lancedb/lancedb';
import type { StoreStatus } from '../knowledge/spec.ts';
import type { LanceTables } from './lance-tables.ts';

/**
 * Counts what the tables hold, once for each of their versions: every question asks, and a version is
 * read in a twentieth of a millisecond, also when another process wrote it.
 */
export class LanceCounts {
  readonly #tables: LanceTables;
  #collections: { readonly version: number; readonly counts: ReadonlyMap<string, number> } | undefined;

  constructor(tables: LanceTables) {
    this.#tables = tables;
  }

  async status(model: string | undefined): Promise<StoreStatus> {
    const vectors = model === undefined ? undefined : await this.#tables.vectors(model);
    // Rows are counted from the table's description; only names have to be read.
    const [passages, embedded, counts] = await Promise.all([
      this.#tables.passages.countRows(),
      vectors?.countRows() ?? 0,
      this.#countByCollection(),
    ]);
    const collections = Array.from(counts, ([name, documents]) => ({ name, documents }));
    return {
      documents: collections.reduce((sum, { documents }) => sum + documents, 0),
      passages,
      embedded,
      collections: collections.sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  }

  async #countByCollection(): Promise<ReadonlyMap<string, number>> {
    // Read before the rows: what is written in between is counted again at the next call.
    const version = await this.#tables.documents.version();
    if (this.#collections?.version === version) return this.#collections.counts;
    const counts = await countValues(this.#tables.documents, 'collection');
    this.#collections = { version, counts };
    return counts;
  }
}

async function countValues(table: Table, column: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const batch of table.query().select([column])) {
    for (const value of batch.getChild(column) ?? []) {
      const name = String(value);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}
