import { inputError, readJsonl, toLionrockError, type LionrockError } from '../../base/index.ts';
import { cleanText } from './clean-text.ts';
import { decodeSource, decodeWhole, type ReadingOptions } from './decode-source.ts';
import { mediaTypes } from './detect-format.ts';
import { checkJsonDepth, flattenJson } from './flatten-json.ts';
import type { OpenSource, SizeLimit } from './open-source.ts';
import { isParseFailure, type ParseFailure, type ParseResult } from './parse-failure.ts';
import { emptyDocument } from './parse-html.ts';
import { isHeaderRecord, isRecord, readRecord, type RecordPlace } from './read-record.ts';

/** Largest JSON file that is read as a whole. JSON Lines has no limit. */
const jsonLimit: SizeLimit = {
  bytes: 64 * 1024 * 1024,
  format: 'JSON',
  cure: 'Convert it to JSON Lines with one record a line.',
};

/**
 * Parses JSON: a record, or a list of records, becomes a document each; anything else one document of
 * readable rows.
 *
 * @throws `knowledge.not-json`; `knowledge.json-too-deep`; `knowledge.empty`; `knowledge.file-too-large`.
 */
export async function* parseJson(source: OpenSource, options: ReadingOptions): AsyncGenerator<ParseResult> {
  const value = parseWhole(await decodeWhole(source, jsonLimit, options), source.name);
  if (Array.isArray(value) && value.length > 0 && value.filter(isRecord).length >= value.length / 2) {
    let number = 0;
    for (const item of value as readonly unknown[]) {
      number += 1;
      options.signal?.throwIfAborted();
      yield recordResult(item, { source, format: 'json', number });
    }
  } else if (isRecord(value)) yield readRecord(value, { source, format: 'json' });
  else yield genericDocument(value, source);
}

/** How many bad lines at the start of a file show that it is no JSON Lines. */
const mostBadLines = 100;

/**
 * Parses JSON Lines record by record in constant memory. The header record of our own files is left
 * out; a line that is no record is a failure in its place, and the rest still comes.
 *
 * @throws `knowledge.not-jsonl` when the first lines, a hundred of them, are all bad.
 */
export async function* parseJsonl(source: OpenSource, options: ReadingOptions): AsyncGenerator<ParseResult> {
  let first = true;
  let own = false;
  let bad = 0;
  for await (const entry of readJsonl(decodeSource(source, options))) {
    if (first && 'value' in entry && isHeaderRecord(entry.value)) own = true;
    else {
      const result =
        'error' in entry
          ? failure(source, entry.error, entry.line)
          : recordResult(entry.value, { source, format: 'jsonl', number: entry.line, own });
      yield result;
      bad = isParseFailure(result) ? bad + 1 : -Infinity;
      if (bad >= mostBadLines) throw notJsonl(source.name);
    }
    first = false;
  }
}

function recordResult(value: unknown, place: RecordPlace & { readonly number: number }): ParseResult {
  try {
    return readRecord(value, place);
  } catch (error) {
    return failure(place.source, toLionrockError(error), place.number);
  }
}

function failure(source: OpenSource, error: LionrockError, line: number): ParseFailure {
  return { source: source.source, error, line };
}

function genericDocument(value: unknown, source: OpenSource): ParseResult {
  checkJsonDepth(value, source.name);
  if (flattenJson(value).next().done === true) throw emptyDocument(source.name);
  const named = typeof value === 'object' && value !== null && 'title' in value ? value.title : undefined;
  const title = typeof named === 'string' && named.trim() !== '' ? cleanText(named.trim()) : source.title;
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.json,
    source: source.source,
    metadata: { title, ...(source.url !== undefined && { url: source.url }) },
    // Rows are made while they are read: a list of numbers has more of them than bytes.
    blocks: { [Symbol.iterator]: () => flattenJson(value) },
  };
}

function notJsonl(name: string): LionrockError {
  return inputError({
    code: 'knowledge.not-jsonl',
    message: `${name} is not JSON Lines: none of its first ${mostBadLines} lines is a record.`,
    cure: 'Give the file its true extension.',
  });
}

function parseWhole(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw inputError({
      code: 'knowledge.not-json',
      message: `${name} is not valid JSON${whereOf(cause)}.`,
      cure: 'Repair it there; a file with one record a line must be named .jsonl.',
      cause,
    });
  }
}

/** The place of a syntax error, without the text around it. */
function whereOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined ? '' : ` (at character ${position})`;
}
