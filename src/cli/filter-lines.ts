import {
  inputError,
  readLines,
  reportError,
  toLionrockError,
  type LionrockError,
  type Line,
} from '../base/index.ts';
import { type CliIo, writeTo } from './cli-io.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readStdin } from './read-stdin.ts';

/** One record on its way through a filter, without its id. */
export type FilterRecord = Readonly<Record<string, unknown>>;

/** What a filter does with its records. */
export interface Filter {
  /** The field that a record must have, a text. */
  readonly field: string;
  /** Turns one record into the fields that go out behind its id. */
  handle(text: string, record: FilterRecord): Promise<object> | object;
  /** Longest line, in UTF-16 code units. @default base's */
  readonly maxLine?: number;
}

/**
 * Runs a filter over JSON Lines: one line in, one line out, in the same order, in flat memory. A line
 * that is blank, not JSON, or without what the filter needs gives `{id?, line, error}` in its place.
 * A header record on the first line goes through unchanged.
 *
 * @returns `fixable` when a line was bad, `internal` when a defect of ours made one so, else `done`
 */
export async function filterLines(io: CliIo, filter: Filter): Promise<ExitCode> {
  let bad = 0;
  let code: ExitCode = exitCodes.done;
  for await (const line of readLines(readStdin(io), filter.maxLine)) {
    io.signal.throwIfAborted();
    const result = await filterLine(line, filter);
    if ('error' in result) {
      // Ctrl-C is not the fault of the line that was being worked on.
      io.signal.throwIfAborted();
      const { category, ...error } = reportError(result.error);
      bad += 1;
      if (code !== exitCodes.internal)
        code = category === 'internal' ? exitCodes.internal : exitCodes.fixable;
      const report = { ...idOf(result.record), line: line.number, error };
      await writeTo(io.stdout, `${JSON.stringify(report)}\n`);
    } else {
      await writeTo(io.stdout, `${result.text}\n`);
    }
  }
  if (bad > 0) {
    const what = bad === 1 ? '1 line was bad' : `${bad} lines were bad`;
    await writeTo(io.stderr, `lionrock: ${what}; see "error" in its place.\n`);
  }
  return code;
}

type Filtered = { readonly text: string } | { readonly error: LionrockError; readonly record?: FilterRecord };

async function filterLine(line: Line, filter: Filter): Promise<Filtered> {
  if ('error' in line) return { error: line.error };
  let record: FilterRecord | undefined;
  try {
    record = parseRecord(line.number, line.text);
    if (line.number === 1 && isHeader(record, filter.field)) return { text: line.text };
    const id = checkId(line.number, record);
    const text = needText(line.number, record, filter.field);
    return { text: JSON.stringify({ ...id, ...(await filter.handle(text, record)) }) };
  } catch (error) {
    return { error: toLionrockError(error), ...(record !== undefined && { record }) };
  }
}

function parseRecord(line: number, text: string): FilterRecord {
  if (text.trim() === '') {
    throw badLine('jsonl.blank-line', `Line ${line} is blank.`, 'Every line must be one JSON object.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message would quote the text.
    throw badLine(
      'jsonl.not-json',
      `Line ${line} is not JSON.`,
      'Every line must be one complete JSON object.',
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as FilterRecord;
  throw badLine(
    'jsonl.not-an-object',
    `Line ${line} is JSON, but not an object.`,
    'Every line must be one JSON object.',
  );
}

/** A stream of records may begin with a header, which says what they are and is none of them. */
function isHeader(record: FilterRecord, field: string): boolean {
  return typeof record['kind'] === 'string' && typeof record['schema'] === 'number' && !(field in record);
}

function checkId(line: number, record: FilterRecord): { id?: string | number } {
  const { id } = record;
  if (id === undefined) return {};
  if (typeof id === 'string' || typeof id === 'number') return { id };
  throw badLine(
    'jsonl.bad-id',
    `The id of line ${line} is neither a text nor a number.`,
    'Correct it, or leave it out.',
  );
}

function idOf(record: FilterRecord | undefined): { id?: string | number } {
  const id = record?.['id'];
  return typeof id === 'string' || typeof id === 'number' ? { id } : {};
}

function needText(line: number, record: FilterRecord, field: string): string {
  const value = record[field];
  if (typeof value === 'string') return value;
  throw badLine(
    'jsonl.missing-field',
    `Line ${line} has no "${field}", or it is not a text.`,
    `Give every record a "${field}".`,
  );
}

function badLine(code: string, message: string, cure: string): LionrockError {
  return inputError({ code, message, cure });
}
