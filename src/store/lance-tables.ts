import { type Connection, Index, type Table, connect } from '@lancedb/lancedb';
import { Field, FixedSizeList, Float32, Int32, Schema, Utf8 } from 'apache-arrow';
import { setupError, toLionrockError } from '../base/index.ts';
import type { DocumentRecord } from '../knowledge/spec.ts';
import { limitLanceMemory } from './limit-lance-memory.ts';

/** A row of the table `passages`. */
export interface PassageRow {
  readonly key: string;
  readonly documentKey: string;
  readonly collection: string;
  readonly documentId: string;
  readonly passageId: string;
  readonly ordinal: number;
  readonly text: string;
  /** JSON of a `Locator`. */
  readonly locator: string;
  readonly variety: string;
  readonly keywords: string;
  /** Folded, segmented terms joined by spaces: the indexed column. */
  readonly terms: string;
  readonly revision: string;
}

/** A row of the table `documents`. */
export interface DocumentRow {
  readonly key: string;
  readonly collection: string;
  readonly documentId: string;
  /** The revision whose passages are visible. */
  readonly revision: string;
  /** JSON of a `DocumentRecord`. */
  readonly record: string;
}

/** What a document row says: the visible revision and the record. */
export interface DocumentEntry {
  readonly revision: string;
  readonly record: DocumentRecord;
}

/** Rows keep their ids when fragments are joined: otherwise the whole full-text index is read and rewritten. */
const stableRows = { new_table_enable_stable_row_ids: 'true' };

const text = (name: string) => new Field(name, new Utf8(), false);

const passageSchema = new Schema([
  ...['key', 'documentKey', 'collection', 'documentId', 'passageId'].map(text),
  new Field('ordinal', new Int32(), false),
  ...['text', 'locator', 'variety', 'keywords', 'terms', 'revision'].map(text),
]);

const documentSchema = new Schema(['key', 'collection', 'documentId', 'revision', 'record'].map(text));

/** The tables of one embedded store, opened or created on demand. */
export interface LanceTables {
  readonly passages: Table;
  readonly documents: Table;
  /** The vectors of one model, or undefined when there are none yet and `dimensions` is not given. */
  vectors(model: string, dimensions?: number): Promise<Table | undefined>;
  /** Every table of vectors. */
  allVectors(): Promise<Table[]>;
  close(): void;
}

/**
 * Opens the tables in a folder. Every read sees the newest committed state, whoever wrote it.
 *
 * @throws `store.damaged` when what is in the folder cannot be read
 */
export async function openLanceTables(folder: string): Promise<LanceTables> {
  try {
    const tables = await openTables(folder);
    await checkReadable(tables);
    return tables;
  } catch (error) {
    const known = toLionrockError(error);
    // A full disk or a missing right is no damage.
    if (known.code !== 'internal.unexpected') throw known;
    throw setupError({
      code: 'store.damaged',
      message: `The knowledge store in ${folder} cannot be read: it is damaged, or of a newer version.`,
      cure: 'Put it back from a backup, or delete that folder and add your documents again.',
      data: { folder },
      cause: error,
    });
  }
}

/** Reads a little of each table, so that damage is told at the start and not in the middle of an answer. */
async function checkReadable({ documents, passages }: LanceTables): Promise<void> {
  const [document] = await documents.query().limit(1).toArray();
  const [passage] = await passages.query().limit(1).toArray();
  if (document !== undefined && passage === undefined) throw new Error('the documents have no passages');
}

async function openTables(folder: string): Promise<LanceTables> {
  const connection = await connect(folder, { readConsistencyInterval: 0 }, limitLanceMemory());
  const names = new Set(await connection.tableNames());
  const open = (name: string, schema: Schema, storageOptions: Record<string, string> = {}) =>
    names.has(name)
      ? connection.openTable(name)
      : connection.createEmptyTable(name, schema, { mode: 'create', existOk: true, storageOptions });
  const passages = await open('passages', passageSchema, stableRows);
  const documents = await open('documents', documentSchema);
  const vectors = new Map<string, Promise<Table | undefined>>();
  return {
    passages,
    documents,
    vectors(model, dimensions) {
      const name = vectorTableName(model);
      const known = vectors.get(name);
      if (known !== undefined) return known;
      const opening = openVectors(connection, name, dimensions);
      vectors.set(name, opening);
      // A table that is not there yet may be there at the next call.
      void opening.then(
        (table) => table === undefined && vectors.delete(name),
        () => vectors.delete(name),
      );
      return opening;
    },
    async allVectors() {
      const existing = (await connection.tableNames()).filter((name) => name.startsWith('vectors_'));
      return Promise.all(existing.map((name) => connection.openTable(name)));
    },
    close() {
      connection.close();
    },
  };
}

async function openVectors(connection: Connection, name: string, dimensions: number | undefined) {
  if ((await connection.tableNames()).includes(name)) return connection.openTable(name);
  if (dimensions === undefined) return undefined;
  const schema = new Schema([
    ...['key', 'documentKey', 'collection', 'variety'].map(text),
    new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)), false),
  ]);
  return connection.createEmptyTable(name, schema, { mode: 'create', existOk: true });
}

function vectorTableName(model: string): string {
  return `vectors_${model.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}

/** The full-text index: terms are segmented already, so that the index only splits at spaces. */
export function termIndex(): Index {
  return Index.fts({
    baseTokenizer: 'whitespace',
    withPosition: false,
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    maxTokenLength: 128,
  });
}

/** A text as an SQL literal. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `column IN (…)`; false for an empty list. */
export function sqlIn(column: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${column} IN (${values.map(sqlText).join(', ')})`;
}

/** The key of a document or passage in every table. */
export function keyOf(collection: string, id: string): string {
  return `${collection}/${id}`;
}

/** Reads document rows by key. */
export async function findDocuments(
  table: Table,
  keys: readonly string[],
): Promise<Map<string, DocumentEntry>> {
  const found = new Map<string, DocumentEntry>();
  if (keys.length === 0) return found;
  const rows: DocumentRow[] = await table
    .query()
    .where(sqlIn('key', keys))
    .select(['key', 'revision', 'record'])
    .toArray();
  for (const { key, revision, record } of rows) {
    found.set(key, { revision, record: JSON.parse(record) as DocumentRecord });
  }
  return found;
}

/** Old versions of the tables are kept this long, so that readers in other processes can finish. */
const keepVersionsMs = 10 * 60 * 1000;

/** Joins the fragments that writes leave, brings the table's indexes up to date and clears old versions. */
export async function compact(table: Table): Promise<void> {
  await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) });
}

/** Joins the fragments of vectors, unless somebody writes them at this moment: they need no lock. */
export async function tidyVectors(table: Table): Promise<void> {
  // Nothing is lost by that; what is amiss with the disk, the next write tells.
  await compact(table).catch(() => undefined);
}
