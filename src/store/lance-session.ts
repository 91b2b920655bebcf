import type { Table } from '@lancedb/lancedb';
import { Index } from '@lancedb/lancedb';
import type { DocumentRecord, IngestSession, PassageToStore } from '../knowledge/spec.ts';
import {
  type DocumentRow,
  type LanceTables,
  type PassageRow,
  findDocuments,
  keyOf,
  sqlIn,
  termIndex,
} from './lance-tables.ts';
import { takeWriterLock } from './writer-lock.ts';

/** Old versions of the tables are kept this long, so that readers in other processes can finish. */
const keepVersionsMs = 10 * 60 * 1000;

/** Small fragments slow every scan; after this many writes the document table is compacted. */
const commitsPerCompaction = 64;

/**
 * Opens a writing session on the embedded store. Passages are appended under a revision that no
 * document names yet; `commit` names it; what no document names is cleared away at the end, or, when
 * the process died, by the next session.
 */
export async function openLanceSession(tables: LanceTables, lockPath: string): Promise<IngestSession> {
  const lock = await takeWriterLock(lockPath);
  const uncommitted = new Set<string>();
  let commits = 0;
  try {
    if (lock.inherited) await clearUnfinished(tables);
  } catch (error) {
    await lock.release({ dirty: true });
    throw error;
  }
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
      await writeDocuments(tables.documents, documents, earlier.size > 0);
      for (const { revision } of documents) uncommitted.delete(revision);
      const stale = Array.from(earlier.values(), (entry) => entry.revision);
      if (stale.length > 0) await deleteRevisions(tables, Array.from(earlier.keys()), stale);
      commits += 1;
      if (commits % commitsPerCompaction === 0) await compact(tables.documents);
    },
    async finish() {
      if (uncommitted.size > 0) await tables.passages.delete(sqlIn('revision', Array.from(uncommitted)));
      await refreshIndexes(tables);
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

async function deleteRevisions(
  tables: LanceTables,
  documentKeys: readonly string[],
  revisions: readonly string[],
) {
  await tables.passages.delete(sqlIn('revision', revisions));
  // A passage may have kept its key and changed its text: its vector is no longer true.
  for (const table of await tables.allVectors()) await table.delete(sqlIn('documentKey', documentKeys));
}

/** Removes what a dead session left: passages that no document names, vectors without a passage. */
async function clearUnfinished(tables: LanceTables): Promise<void> {
  const named = new Set<string>();
  for await (const batch of tables.documents.query().select(['revision'])) {
    for (const row of batch.toArray()) named.add(String(row['revision']));
  }
  const orphans = new Set<string>();
  for await (const batch of tables.passages.query().select(['revision'])) {
    for (const row of batch.toArray()) {
      const revision = String(row['revision']);
      if (!named.has(revision)) orphans.add(revision);
    }
  }
  const list = Array.from(orphans);
  for (let at = 0; at < list.length; at += 1000) {
    await tables.passages.delete(sqlIn('revision', list.slice(at, at + 1000)));
  }
}

async function refreshIndexes(tables: LanceTables): Promise<void> {
  if ((await tables.passages.countRows()) === 0) return;
  const indexed = new Set((await tables.passages.listIndices()).map((index) => index.columns[0]));
  if (!indexed.has('terms')) await tables.passages.createIndex('terms', { config: termIndex() });
  if (!indexed.has('key')) await tables.passages.createIndex('key', { config: Index.btree() });
  if ((await tables.documents.listIndices()).length === 0) {
    await tables.documents.createIndex('key', { config: Index.btree() });
  }
  await compact(tables.passages);
  await compact(tables.documents);
}

async function compact(table: Table): Promise<void> {
  await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) });
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
