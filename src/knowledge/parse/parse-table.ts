import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Options } from 'csv-parse';
import iconv from 'iconv-lite';
import { inputError, LionrockError } from '../../base/index.ts';
import type { Block, ParsedDocument } from '../spec.ts';
import { decodeSource, type ReadingOptions } from './decode-source.ts';
import { detectEncoding } from './detect-encoding.ts';
import { mediaTypes } from './detect-format.ts';
import type { OpenSource } from './open-source.ts';
import type { ParseFailure, ParseResult } from './parse-failure.ts';
import { rowText } from './row-text.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';
import { cleanCells, findHead, headRows, type TableHead } from './table-head.ts';

/** Longest record, in characters: a quote that is never closed would swallow the rest of the file. */
const longestRecord = 1024 * 1024;

/**
 * Parses a table (comma, tab, semicolon, caret or bar) as one document with a row block for each data
 * row, read while they are consumed. Lines above the names of the columns are paragraphs, and the
 * first of them is the title. Rows with more or fewer cells than there are names are kept; a failure
 * `knowledge.ragged-rows` after the document says how many.
 *
 * @throws While blocks are consumed: `knowledge.table-damaged`, and what `decodeText` throws.
 */
export async function* parseTable(source: OpenSource, options: ReadingOptions): AsyncGenerator<ParseResult> {
  const sample = sampleText(source, options);
  const delimiter = sniffDelimiter(sample);
  const [title] = (await sampleHead(sample, delimiter)).preamble;
  const count: RowCount = { rows: 0, ragged: 0, firstRagged: 0, group: '' };
  yield {
    documentId: source.documentId,
    mediaType: delimiter === '\t' ? 'text/tab-separated-values' : mediaTypes.table,
    source: source.source,
    metadata: {
      title: title !== undefined && title.length <= 120 ? title : source.title,
      ...(source.url !== undefined && { url: source.url }),
    },
    blocks: { [Symbol.asyncIterator]: () => tableBlocks(source, options, { delimiter, count }) },
  } satisfies ParsedDocument;
  if (count.ragged > 0) yield raggedRows(source, count);
}

interface RowCount {
  rows: number;
  ragged: number;
  firstRagged: number;
  /** What the first, nameless column said last: the group that rows without it belong to. */
  group: string;
}

async function* tableBlocks(
  source: OpenSource,
  options: ReadingOptions,
  table: { readonly delimiter: string; readonly count: RowCount },
): AsyncGenerator<Block> {
  const { count } = table;
  Object.assign(count, { rows: 0, ragged: 0, firstRagged: 0, group: '' });
  let waiting: string[][] | undefined = [];
  let names: readonly string[] = [];
  for await (const cells of readRows(source, options, table.delimiter)) {
    if (waiting === undefined) {
      yield* rowBlock(cells, names, count);
      continue;
    }
    waiting.push(cells);
    if (waiting.length < headRows) continue;
    const head = findHead(waiting);
    names = head.names;
    waiting = undefined;
    yield* headBlocks(head, count);
  }
  if (waiting !== undefined) yield* headBlocks(findHead(waiting), count);
}

function* headBlocks(head: TableHead, count: RowCount): Generator<Block> {
  for (const text of head.preamble) yield { kind: 'paragraph', text };
  for (const cells of head.rows) yield* rowBlock(cells, head.names, count);
}

function* rowBlock(cells: readonly string[], names: readonly string[], count: RowCount): Generator<Block> {
  const text = rowText(withGroup(cells, names, count), names);
  if (text === '') return;
  count.rows += 1;
  if (names.length > 0 && cells.length !== names.length) {
    if (count.ragged === 0) count.firstRagged = count.rows;
    count.ragged += 1;
  }
  yield { kind: 'row', row: count.rows, text };
}

/** Fills in the label of a group that stands only before its first row. */
function withGroup(cells: readonly string[], names: readonly string[], count: RowCount): readonly string[] {
  const [label = '', sublabel = ''] = cells;
  if (names[0] !== '' || names[1] !== '') return cells;
  if (label !== '') count.group = sublabel === '' ? '' : label;
  return label === '' && sublabel !== '' && count.group !== '' ? [count.group, ...cells.slice(1)] : cells;
}

async function* readRows(
  source: OpenSource,
  options: ReadingOptions,
  delimiter: string,
): AsyncGenerator<string[]> {
  const parser = parse(parserOptions(delimiter));
  const feeding = pipeline(Readable.from(decodeSource(source, options)), parser);
  // The error reaches the reader through the parser; a second, unhandled one would end the process.
  feeding.catch(() => undefined);
  try {
    for await (const record of parser) {
      if (Array.isArray(record)) yield cleanCells(record.map(String));
    }
  } catch (error) {
    throw tableError(error, source.name);
  } finally {
    parser.destroy();
  }
}

function parserOptions(delimiter: string): Options {
  return {
    delimiter,
    // Quotes inside an unquoted cell are characters like others.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  };
}

function tableError(error: unknown, name: string): unknown {
  if (LionrockError.isInstance(error) || !(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : undefined;
  return inputError({
    code: 'knowledge.table-damaged',
    message: `${name} is damaged as a table${line === undefined ? '' : ` at line ${line}`} (${reasonOf(error)}).`,
    cure: 'Close the quotes there, or export the table again.',
    data: { reason: error.code, ...(line !== undefined && { line }) },
    cause: error,
  });
}

function reasonOf(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
    ? 'a quote is not closed'
    : 'the quotes are misplaced';
}

function raggedRows(source: OpenSource, count: RowCount): ParseFailure {
  return {
    source: source.source,
    documentId: source.documentId,
    error: inputError({
      code: 'knowledge.ragged-rows',
      message: `${source.name}: ${count.ragged} of ${count.rows} rows have not as many cells as there are columns, first row ${count.firstRagged}. They were kept.`,
      cure: 'Check these rows: a value may stand under the wrong column.',
      data: { ragged: count.ragged, rows: count.rows, first: count.firstRagged },
    }),
  };
}

function sampleText(source: OpenSource, options: ReadingOptions): string {
  const detected =
    options.encoding ?? detectEncoding(source.head, { ended: source.head.length === source.size });
  const encoding = detected !== undefined && iconv.encodingExists(detected) ? detected : 'utf-8';
  return iconv.decode(source.head, encoding);
}

/** The head as the first bytes show it. What is wrong with them is reported when they are read in earnest. */
async function sampleHead(sample: string, delimiter: string): Promise<TableHead> {
  const rows: string[][] = [];
  try {
    const parser = Readable.from([sample]).pipe(parse({ ...parserOptions(delimiter), to: headRows }));
    for await (const record of parser) if (Array.isArray(record)) rows.push(cleanCells(record.map(String)));
  } catch {
    // Cut in the middle of a quoted cell, most likely.
  }
  return findHead(rows);
}
