import { join } from 'node:path';
import { MatchQuery } from '@lancedb/lancedb';
import { pickMetadata } from '../knowledge/index.ts';
import type {
  DocumentRecord,
  FoundPassage,
  Passage,
  PassageStore,
  PassageVector,
  ScoredPassage,
  SearchFilter,
  StoreStatus,
  VectorQuery,
} from '../knowledge/spec.ts';
import { type LanceSession, openLanceSession } from './lance-session.ts';
import { DocumentEntries } from './document-entries.ts';
import { LanceCounts } from './lance-counts.ts';
import {
  type LanceTables,
  type PassageRow,
  keyOf,
  openLanceTables,
  sqlIn,
  sqlText,
  tidyVectors,
} from './lance-tables.ts';

/**
 * Opens, or creates, the embedded passage store in a folder.
 *
 * @throws `store.damaged` when what is in the folder cannot be read
 */
export async function openLanceStore(folder: string): Promise<PassageStore> {
  return new LancePassageStore(folder, await openLanceTables(join(folder, 'tables')));
}

/** Small fragments slow every search; after this many writes of vectors they are joined. */
const vectorWritesPerTidying = 64;

/** Each column is read for itself, so none that follows from others. */
const passageColumns = [
  'collection',
  'documentId',
  'passageId',
  'ordinal',
  'text',
  'locator',
  'variety',
  'keywords',
  'revision',
];

type FoundRow = Omit<PassageRow, 'key' | 'documentKey' | 'terms'>;

class LancePassageStore implements PassageStore {
  readonly #folder: string;
  readonly #tables: LanceTables;
  readonly #documents: DocumentEntries;
  readonly #counts: LanceCounts;
  #vectorWrites = 0;

  constructor(folder: string, tables: LanceTables) {
    this.#folder = folder;
    this.#tables = tables;
    this.#documents = new DocumentEntries(tables.documents);
    this.#counts = new LanceCounts(tables);
  }

  openSession(): Promise<LanceSession> {
    return openLanceSession(this.#tables, join(this.#folder, 'writer.lock'));
  }

  async listDocuments(filter: SearchFilter = {}): Promise<DocumentRecord[]> {
    const query = this.#tables.documents.query().select(['record']);
    const rows = await limitTo(query, whereOf({ collections: filter.collections })).toArray();
    return rows
      .map((row: { record: string }) => JSON.parse(row.record) as DocumentRecord)
      .toSorted((a, b) => (keyOf(a.collection, a.documentId) < keyOf(b.collection, b.documentId) ? -1 : 1));
  }

  async getDocument(collection: string, documentId: string): Promise<DocumentRecord | undefined> {
    return (await this.#documents.find([keyOf(collection, documentId)])).get(keyOf(collection, documentId))
      ?.record;
  }

  async getPassages(collection: string, documentId: string): Promise<Passage[]> {
    const key = keyOf(collection, documentId);
    const entry = (await this.#documents.find([key])).get(key);
    if (entry === undefined) return [];
    const rows = (await this.#tables.passages
      .query()
      .where(`documentKey = ${sqlText(key)} AND revision = ${sqlText(entry.revision)}`)
      .select(passageColumns)
      .toArray()) as FoundRow[];
    return rows.toSorted((a, b) => a.ordinal - b.ordinal).map(toPassage);
  }

  async getPassage(collection: string, passageId: string): Promise<FoundPassage | undefined> {
    const where = `key = ${sqlText(keyOf(collection, passageId))}`;
    const rows = await this.#tables.passages.query().where(where).select(passageColumns).toArray();
    return (await this.#visible(rows as FoundRow[])).at(0)?.passage;
  }

  async removeDocuments(collection: string, documentIds: readonly string[]): Promise<number> {
    const keys = documentIds.map((id) => keyOf(collection, id));
    const found = await this.#documents.find(keys);
    if (found.size === 0) return 0;
    const session = await this.openSession();
    try {
      await session.remove(Array.from(found.keys()));
    } finally {
      await session.finish();
    }
    return found.size;
  }

  async searchTerms(
    terms: readonly string[],
    limit: number,
    filter: SearchFilter = {},
  ): Promise<ScoredPassage[]> {
    const distinct = Array.from(new Set(terms));
    if (distinct.length === 0 || limit <= 0) return [];
    return this.#fetchVisible(limit, async (count) => {
      const query = this.#tables.passages
        .query()
        .fullTextSearch(new MatchQuery(distinct.join(' '), 'terms'))
        .select([...passageColumns, '_score'])
        .limit(count);
      const rows = (await limitTo(query, whereOf(filter)).toArray()) as (FoundRow & { _score: number })[];
      return { read: rows.length, visible: await this.#visible(rows, (row) => row._score) };
    });
  }

  async searchVector({ model, vector, limit, filter = {} }: VectorQuery): Promise<ScoredPassage[]> {
    const table = await this.#tables.vectors(model);
    if (table === undefined || limit <= 0) return [];
    return this.#fetchVisible(limit, async (count) => {
      const query = table
        .query()
        .nearestTo(vector)
        .distanceType('cosine')
        .select(['key', '_distance'])
        .limit(count);
      const near = (await limitTo(query, whereOf(filter)).toArray()) as { key: string; _distance: number }[];
      const similarity = new Map(near.map((row) => [row.key, 1 - row._distance]));
      const rows = await this.#passagesByKey(Array.from(similarity.keys()));
      const score = (row: FoundRow) => similarity.get(passageKeyOf(row)) ?? 0;
      return { read: near.length, visible: await this.#visible(rows, score) };
    });
  }

  async *withoutVector(model: string): AsyncGenerator<FoundPassage> {
    const batches = this.#tables.passages.query().select(passageColumns);
    for await (const batch of batches) {
      const rows = batch.toArray().map((row) => row.toJSON()) as FoundRow[];
      for (let at = 0; at < rows.length; at += 500) {
        const part = rows.slice(at, at + 500);
        const table = await this.#tables.vectors(model);
        const where = sqlIn('key', part.map(passageKeyOf));
        const have = (await table?.query().where(where).select(['key']).toArray()) as
          { key: string }[] | undefined;
        const known = new Set(have?.map((row) => row.key));
        const missing = part.filter((row) => !known.has(passageKeyOf(row)));
        for (const { passage } of await this.#visible(missing)) yield passage;
      }
    }
  }

  async putVectors(model: string, vectors: readonly PassageVector[]): Promise<void> {
    const dimensions = vectors[0]?.vector.length;
    if (dimensions === undefined) return;
    const table = await this.#tables.vectors(model, dimensions);
    const byKey = new Map(vectors.map((entry) => [keyOf(entry.collection, entry.passageId), entry.vector]));
    // Of two states with the same key, only the one that is shown gets the vector.
    const found = await this.#visible(await this.#passagesByKey(Array.from(byKey.keys())));
    if (table === undefined || found.length === 0) return;
    const rows = found.map(({ passage }) => {
      const { collection, documentId, passageId, variety } = passage;
      const key = keyOf(collection, passageId);
      const vector = Array.from(byKey.get(key) ?? []);
      return { key, documentKey: keyOf(collection, documentId), collection, variety, vector };
    });
    await table.mergeInsert('key').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows);
    this.#vectorWrites += 1;
    if (this.#vectorWrites % vectorWritesPerTidying === 0) await tidyVectors(table);
  }

  status(model?: string): Promise<StoreStatus> {
    return this.#counts.status(model);
  }

  close(): Promise<void> {
    this.#tables.close();
    return Promise.resolve();
  }

  async #passagesByKey(keys: readonly string[]): Promise<FoundRow[]> {
    if (keys.length === 0) return [];
    return (await this.#tables.passages
      .query()
      .where(sqlIn('key', keys))
      .select(passageColumns)
      .toArray()) as FoundRow[];
  }

  /** Most rows are visible; only when too many are not is the search made again for more. */
  async #fetchVisible(
    limit: number,
    search: (count: number) => Promise<{ readonly read: number; readonly visible: ScoredPassage[] }>,
  ): Promise<ScoredPassage[]> {
    const count = limit + spareRows;
    let { read, visible } = await search(count);
    if (visible.length < limit && read === count) ({ visible } = await search(2 * count));
    return visible.sort(byScore).slice(0, limit);
  }

  /** Drops passages that no document shows (a session that is not committed) and adds the metadata. */
  async #visible<Row extends FoundRow>(
    rows: readonly Row[],
    score: (row: Row) => number = () => 0,
  ): Promise<ScoredPassage[]> {
    const documents = await this.#documents.find(Array.from(new Set(rows.map(documentKeyOf))));
    return rows.flatMap((row) => {
      const entry = documents.get(documentKeyOf(row));
      if (entry === undefined || entry.revision !== row.revision) return [];
      return [{ passage: { ...pickMetadata(entry.record), ...toPassage(row) }, score: score(row) }];
    });
  }
}

/** Some rows of a search may belong to states that are no longer, or not yet, visible. */
const spareRows = 10;

function passageKeyOf({ collection, passageId }: FoundRow): string {
  return keyOf(collection, passageId);
}

function documentKeyOf({ collection, documentId }: FoundRow): string {
  return keyOf(collection, documentId);
}

function limitTo<Query extends { where(predicate: string): Query }>(query: Query, where: string): Query {
  return where === '' ? query : query.where(where);
}

function whereOf(filter: {
  collections?: readonly string[] | undefined;
  varieties?: readonly string[] | undefined;
}) {
  const parts: string[] = [];
  if (filter.collections !== undefined) parts.push(sqlIn('collection', filter.collections));
  if (filter.varieties !== undefined) parts.push(sqlIn('variety', filter.varieties));
  return parts.join(' AND ');
}

function byScore(a: ScoredPassage, b: ScoredPassage): number {
  return b.score - a.score || (a.passage.passageId < b.passage.passageId ? -1 : 1);
}

function toPassage(row: FoundRow): Passage {
  return {
    passageId: row.passageId,
    documentId: row.documentId,
    collection: row.collection,
    ordinal: row.ordinal,
    text: row.text,
    locator: JSON.parse(row.locator) as Passage['locator'],
    variety: row.variety as Passage['variety'],
    ...(row.keywords !== '' && { keywords: row.keywords }),
  };
}
