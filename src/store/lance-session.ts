import type { Table } from '@lancedb/lancedb';
import { Index } from '@lancedb/lancedb';
import type { DocumentRecord, IngestSession, PassageToStore } from '../knowledge/spec.ts';
import {
  type DocumentRow,
  type LanceTables,
  type PassageRow,
  compact,
  findDocuments,
  keyOf,
  sqlIn,
  termIndex,
  tidyVectors,
} from './lance-tables.ts';
import { collectGarbage } from './collect-garbage.ts';
import { takeWriterLock } from './writer-lock.ts';

/** When more than this share of the passages was removed, the full-text index is made anew. */
const rebuildShare = 0.02;

/** A store of so many passages may keep so many, in so many fragments, out of its index for a while. */
const lazyIndexing = { from: 50_000, rows: 2048, share: 0.02, fragments: 16 };

/**
 * Documents are looked up at each write. After this many their keys are indexed anew, which reads the keys
 * alone; joining their fragments would read and write everything that is stored, again and again.
 */
const commitsPerIndexing = 32;

/** A writing session that can also remove documents. */
export interface LanceSession extends IngestSession {
  /** Removes documents by their keys, with their passages and vectors. */
  remove(documentKeys: readonly string[]): Promise<void>;
}

/**
 * Opens a writing session on the embedded store. Passages are appended under a revision that no
 * document names yet; `commit` names it; what no document names is cleared away at the end, or, when
 * the process died, by the next session.
 */
export async function openLanceSession(tables: LanceTables, lockPath: string): Promise<LanceSession> {
  const lock = await takeCleanLock(tables, lockPath);
  const uncommitted = new Set<string>();
  let commits = 0;
  let removed = 0;
  return {
    async find(collection, documentIds) {
      const keys = documentIds.map((id) => keyOf(collection, id));
      const found = await findDocuments(tables.documents, keys);
      return new Map(Array.from(found.values(), ({ record }) => [record.documentId, record]));
    },
    async addPassages(passages) {
      if (passages.length === 0) return;
      for (const { revision } of passages) uncommitted.add(revision);
      await tables.passages.add(passages.map((passage) => ({ ...toRow(passage) })));
    },
    async commit(documents) {
      if (documents.length === 0) return;
      const keys = documents.map(({ record }) => keyOf(record.collection, record.documentId));
      const earlier = await findDocuments(tables.documents, keys);
      // A passage may keep its key and change its text. Its vector goes first: killed in between, it is
      // without one and gets it again; killed the other way round, it would keep one that is not true.
      await deleteVectors(tables, Array.from(earlier.keys()));
      await writeDocuments(tables.documents, documents, earlier.size > 0);
      for (const { revision } of documents) uncommitted.delete(revision);
      const stale = Array.from(earlier.values(), (entry) => entry.revision);
      if (stale.length > 0) await tables.passages.delete(sqlIn('revision', stale));
      // Vectors are written without the lock: one of the old text may have come meanwhile.
      await deleteVectors(tables, Array.from(earlier.keys()));
      commits += 1;
      if (commits % commitsPerIndexing === 0) {
        await indexDocuments(tables.documents);
        collectGarbage();
      }
    },
    async remove(documentKeys) {
      // The document row goes first: from then on none of its passages is visible.
      await tables.documents.delete(sqlIn('key', documentKeys));
      removed += (await tables.passages.delete(sqlIn('documentKey', documentKeys))).numDeletedRows;
      await deleteVectors(tables, documentKeys);
    },
    async finish() {
      if (uncommitted.size > 0) await tables.passages.delete(sqlIn('revision', Array.from(uncommitted)));
      if (commits >= commitsPerIndexing) collectGarbage();
      await refreshIndexes(tables, removed);
      await lock.release();
    },
    async abandon() {
      let dirty = true;
      try {
        if (uncommitted.size > 0) await tables.passages.delete(sqlIn('revision', Array.from(uncommitted)));
        dirty = false;
      } finally {
        // On a full disk even deleting fails; then the next session clears up.
        await lock.release({ dirty });
      }
    },
  };
}

/** Takes the lock, and clears up after a session that died with it. */
async function takeCleanLock(tables: LanceTables, lockPath: string) {
  const lock = await takeWriterLock(lockPath);
  try {
    if (lock.inherited) await clearUnfinished(tables);
  } catch (error) {
    await lock.release({ dirty: true });
    throw error;
  }
  return lock;
}

async function writeDocuments(
  table: Table,
  documents: readonly { readonly record: DocumentRecord; readonly revision: string }[],
  replaces: boolean,
): Promise<void> {
  const rows = documents.map(({ record, revision }) => ({
    key: keyOf(record.collection, record.documentId),
    collection: record.collection,
    documentId: record.documentId,
    revision,
    record: JSON.stringify(record),
  })) satisfies DocumentRow[];
  // Merging reads the whole table; new documents need no more than appending.
  if (!replaces) await table.add(rows);
  else await table.mergeInsert('key').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(rows);
}

async function deleteVectors(tables: LanceTables, documentKeys: readonly string[]): Promise<void> {
  if (documentKeys.length === 0) return;
  for (const table of await tables.allVectors()) await table.delete(sqlIn('documentKey', documentKeys));
}

/** Removes what a dead session left: passages that no document names, vectors without a document. */
async function clearUnfinished(tables: LanceTables): Promise<void> {
  const [keys, revisions] = [new Set<string>(), new Set<string>()];
  for await (const batch of tables.documents.query().select(['key', 'revision'])) {
    for (const row of batch.toArray()) {
      keys.add(String(row['key']));
      revisions.add(String(row['revision']));
    }
  }
  await deleteOthers(tables.passages, 'revision', revisions);
  for (const table of await tables.allVectors()) await deleteOthers(table, 'documentKey', keys);
}

/** Deletes the rows whose column holds none of the values. */
async function deleteOthers(table: Table, column: string, kept: ReadonlySet<string>): Promise<void> {
  const others = new Set<string>();
  for await (const batch of table.query().select([column])) {
    for (const row of batch.toArray()) {
      const value = String(row[column]);
      if (!kept.has(value)) others.add(value);
    }
  }
  const list = Array.from(others);
  for (let at = 0; at < list.length; at += 1000) {
    await table.delete(sqlIn(column, list.slice(at, at + 1000)));
  }
}

/** Fragments are joined before the indexes are made: made before, they would have to be read again. */
async function refreshIndexes(tables: LanceTables, removed: number): Promise<void> {
  const { passages, documents } = tables;
  for (const table of await tables.allVectors()) await tidyVectors(table);
  await refreshDocuments(documents);
  const count = await passages.countRows();
  const outdated = removed > count * rebuildShare;
  if (count === 0 || (!outdated && (await isNearlyIndexed(passages, count)))) return;
  await compact(passages);
  const indexed = new Set((await passages.listIndices()).map((index) => index.columns[0]));
  // New rows make the index forget removed ones; without them it would count those for ever.
  if (!indexed.has('terms') || outdated) await passages.createIndex('terms', { config: termIndex() });
  if (!indexed.has('key')) await passages.createIndex('key', { config: Index.btree() });
}

/** True when a search of the few rows that the index lacks costs less than reading all of a large index again. */
async function isNearlyIndexed(passages: Table, count: number): Promise<boolean> {
  if (count < lazyIndexing.from) return false;
  const terms = (await passages.listIndices()).find((index) => index.columns[0] === 'terms');
  const lacking = terms?.numUnindexedRows ?? count;
  if (lacking > Math.min(lazyIndexing.rows, lazyIndexing.share * count)) return false;
  return (await passages.stats()).fragmentStats.numFragments <= lazyIndexing.fragments;
}

async function refreshDocuments(documents: Table): Promise<void> {
  await compact(documents);
  if ((await documents.listIndices()).length === 0) await indexDocuments(documents);
}

async function indexDocuments(documents: Table): Promise<void> {
  if ((await documents.countRows()) > 0) await documents.createIndex('key', { config: Index.btree() });
}

function toRow(passage: PassageToStore): PassageRow {
  return {
    key: keyOf(passage.collection, passage.passageId),
    documentKey: keyOf(passage.collection, passage.documentId),
    collection: passage.collection,
    documentId: passage.documentId,
    passageId: passage.passageId,
    ordinal: passage.ordinal,
    text: passage.text,
    locator: JSON.stringify(passage.locator),
    variety: passage.variety,
    keywords: passage.keywords ?? '',
    terms: passage.terms.join(' '),
    revision: passage.revision,
  };
}
