import { join } from 'node:path';
import { MatchQuery } from '@lancedb/lancedb';
import { pickMetadata } from '../knowledge/index.ts';
import type {
  DocumentRecord,
  FoundPassage,
  IngestSession,
  Passage,
  PassageStore,
  PassageVector,
  ScoredPassage,
  SearchFilter,
  StoreStatus,
  VectorQuery,
} from '../knowledge/spec.ts';
import { openLanceSession } from './lance-session.ts';
import {
  type DocumentEntry,
  type LanceTables,
  type PassageRow,
  findDocuments,
  keyOf,
  openLanceTables,
  sqlIn,
  sqlText,
} from './lance-tables.ts';

/** Opens, or creates, the embedded passage store in a folder. */
export async function openLanceStore(folder: string): Promise<PassageStore> {
  return new LancePassageStore(folder, await openLanceTables(join(folder, 'tables')));
}

const passageColumns = [
  'key',
  'documentKey',
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

class LancePassageStore implements PassageStore {
  readonly #folder: string;
  readonly #tables: LanceTables;

  constructor(folder: string, tables: LanceTables) {
    this.#folder = folder;
    this.#tables = tables;
  }

  openSession(): Promise<IngestSession> {
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
    return (await this.#documents([keyOf(collection, documentId)])).get(keyOf(collection, documentId))
      ?.record;
  }

  async getPassages(collection: string, documentId: string): Promise<Passage[]> {
    const key = keyOf(collection, documentId);
    const entry = (await this.#documents([key])).get(key);
    if (entry === undefined) return [];
    const rows = (await this.#tables.passages
      .query()
      .where(`documentKey = ${sqlText(key)} AND revision = ${sqlText(entry.revision)}`)
      .select(passageColumns)
      .toArray()) as PassageRow[];
    return rows.toSorted((a, b) => a.ordinal - b.ordinal).map(toPassage);
  }

  async getPassage(collection: string, passageId: string): Promise<FoundPassage | undefined> {
    const where = `key = ${sqlText(keyOf(collection, passageId))}`;
    const rows = await this.#tables.passages.query().where(where).select(passageColumns).toArray();
    return (await this.#visible(rows as PassageRow[])).at(0)?.passage;
  }

  async removeDocuments(collection: string, documentIds: readonly string[]): Promise<number> {
    const keys = documentIds.map((id) => keyOf(collection, id));
    const found = await this.#documents(keys);
    if (found.size === 0) return 0;
    const session = await this.openSession();
    try {
      const existing = Array.from(found.keys());
      // The document row goes first: from then on none of its passages is visible.
      await this.#tables.documents.delete(sqlIn('key', existing));
      await this.#tables.passages.delete(sqlIn('documentKey', existing));
      for (const table of await this.#tables.allVectors()) await table.delete(sqlIn('documentKey', existing));
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
    const query = this.#tables.passages
      .query()
      .fullTextSearch(new MatchQuery(distinct.join(' '), 'terms'))
      .select([...passageColumns, '_score'])
      .limit(overfetch(limit));
    const rows = (await limitTo(query, whereOf(filter)).toArray()) as (PassageRow & { _score: number })[];
    const scored = await this.#visible(rows, (row) => row._score);
    return scored.sort(byScore).slice(0, limit);
  }

  async searchVector({ model, vector, limit, filter = {} }: VectorQuery): Promise<ScoredPassage[]> {
    const table = await this.#tables.vectors(model);
    if (table === undefined || limit <= 0) return [];
    const query = table
      .query()
      .nearestTo(vector)
      .distanceType('cosine')
      .select(['key', '_distance'])
      .limit(overfetch(limit));
    const near = (await limitTo(query, whereOf(filter)).toArray()) as { key: string; _distance: number }[];
    const similarity = new Map(near.map((row) => [row.key, 1 - row._distance]));
    const rows = await this.#passagesByKey(Array.from(similarity.keys()));
    const scored = await this.#visible(rows, (row) => similarity.get(row.key) ?? 0);
    return scored.sort(byScore).slice(0, limit);
  }

  async *withoutVector(model: string): AsyncGenerator<FoundPassage> {
    const batches = this.#tables.passages.query().select(passageColumns);
    for await (const batch of batches) {
      const rows = batch.toArray().map((row) => row.toJSON()) as PassageRow[];
      for (let at = 0; at < rows.length; at += 500) {
        const part = rows.slice(at, at + 500);
        const table = await this.#tables.vectors(model);
        const where = sqlIn('key', part.map((row) => row.key)); // prettier-ignore
        const have = (await table?.query().where(where).select(['key']).toArray()) as
          { key: string }[] | undefined;
        const known = new Set(have?.map((row) => row.key));
        const missing = part.filter((row) => !known.has(row.key));
        for (const { passage } of await this.#visible(missing)) yield passage;
      }
    }
  }

  async putVectors(model: string, vectors: readonly PassageVector[]): Promise<void> {
    const dimensions = vectors[0]?.vector.length;
    if (dimensions === undefined) return;
    const table = await this.#tables.vectors(model, dimensions);
    const byKey = new Map(vectors.map((entry) => [keyOf(entry.collection, entry.passageId), entry.vector]));
    const rows = await this.#passagesByKey(Array.from(byKey.keys()));
    if (table === undefined || rows.length === 0) return;
    await table
      .mergeInsert('key')
      .whenMatchedUpdateAll()
      .whenNotMatchedInsertAll()
      .execute(
        rows.map(({ key, documentKey, collection, variety }) => ({
          key,
          documentKey,
          collection,
          variety,
          vector: Array.from(byKey.get(key) ?? []),
        })),
      );
  }

  async status(model?: string): Promise<StoreStatus> {
    const vectors = model === undefined ? undefined : await this.#tables.vectors(model);
    const rows = (await this.#tables.documents.query().select(['collection']).toArray()) as {
      collection: string;
    }[];
    const counts = new Map<string, number>();
    for (const { collection } of rows) counts.set(collection, (counts.get(collection) ?? 0) + 1);
    return {
      documents: rows.length,
      passages: await this.#tables.passages.countRows(),
      embedded: (await vectors?.countRows()) ?? 0,
      collections: Array.from(counts, ([name, documents]) => ({ name, documents })).sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
    };
  }

  close(): Promise<void> {
    this.#tables.close();
    return Promise.resolve();
  }

  async #passagesByKey(keys: readonly string[]): Promise<PassageRow[]> {
    if (keys.length === 0) return [];
    return (await this.#tables.passages
      .query()
      .where(sqlIn('key', keys))
      .select(passageColumns)
      .toArray()) as PassageRow[];
  }

  async #documents(keys: readonly string[]): Promise<Map<string, DocumentEntry>> {
    return findDocuments(this.#tables.documents, keys);
  }

  /** Drops passages that no document shows (a session that is not committed) and adds the metadata. */
  async #visible<Row extends PassageRow>(
    rows: readonly Row[],
    score: (row: Row) => number = () => 0,
  ): Promise<ScoredPassage[]> {
    const documents = await this.#documents(Array.from(new Set(rows.map((row) => row.documentKey))));
    return rows.flatMap((row) => {
      const entry = documents.get(row.documentKey);
      if (entry === undefined || entry.revision !== row.revision) return [];
      return [{ passage: { ...pickMetadata(entry.record), ...toPassage(row) }, score: score(row) }];
    });
  }
}

/** Some rows of a search may belong to states that are no longer, or not yet, visible. */
function overfetch(limit: number): number {
  return limit + Math.max(20, limit);
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

function toPassage(row: PassageRow): Passage {
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
