import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { inputError, type LionrockError } from './error.ts';

/** Longest line read from JSON Lines, in UTF-16 code units. A longer one is an error in its place. */
export const maxLineLength = 32 * 1024 * 1024;

/** One line of a text stream: its 1-based number, and its text or why it has none. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly error: LionrockError };

/**
 * Splits a stream into lines without ever holding more than one of them: an over-long line is
 * skipped to its end and reported in its place. A byte-order mark at the start is dropped;
 * `\r\n` counts as one break; a last line without a break counts.
 */
export async function* readLines(
  chunks: AsyncIterable<string | Uint8Array>,
  limit: number = maxLineLength,
): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let number = 0;
  let dropping = false;
  let first = true;
  for await (const chunk of chunks) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    if (first && text !== '') {
      first = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      const piece = text.slice(start, end);
      start = end + 1;
      number += 1;
      if (dropping || rest.length + piece.length > limit) yield tooLong(number, limit);
      else yield { number, text: stripReturn(rest + piece) };
      rest = '';
      dropping = false;
    }
    if (!dropping) rest += text.slice(start);
    if (rest.length > limit) {
      dropping = true;
      rest = '';
    }
  }
  rest += decoder.end();
  if (dropping) yield tooLong(number + 1, limit);
  else if (rest !== '') yield { number: number + 1, text: stripReturn(rest) };
}

function stripReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function tooLong(number: number, limit: number): Line {
  return {
    number,
    error: inputError({
      code: 'jsonl.line-too-long',
      message: `Line ${number} is longer than ${limit} characters.`,
      cure: 'Split the record into smaller ones.',
      data: { line: number, limit },
    }),
  };
}

/** One record of a JSON Lines file, or the error that stands in its place. Blank lines are left out. */
export type JsonlRecord =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly error: LionrockError };

/** Parses JSON Lines one record at a time; a bad line yields an error in its place and the rest still comes. */
export async function* readJsonl(
  chunks: AsyncIterable<string | Uint8Array>,
  limit?: number,
): AsyncGenerator<JsonlRecord> {
  for await (const line of readLines(chunks, limit)) {
    if ('error' in line) {
      yield { line: line.number, error: line.error };
      continue;
    }
    if (line.text.trim() === '') continue;
    yield parseJsonLine(line.number, line.text);
  }
}

function parseJsonLine(line: number, text: string): JsonlRecord {
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/"[^"]{40,}"/g, '…') : 'not JSON';
    return {
      line,
      error: inputError({
        code: 'jsonl.not-json',
        message: `Line ${line} is not JSON (${reason}).`,
        cure: 'Each line must be one complete JSON value.',
        data: { line },
      }),
    };
  }
}

/** Opens a JSON Lines file for {@link readJsonl}. */
export function openJsonl(path: string): AsyncGenerator<JsonlRecord> {
  return readJsonl(createReadStream(path));
}

/** The first record of every JSON Lines file of ours. */
export interface JsonlHeader {
  /** What the records are, e.g. `fact-cards`, `feedback`. */
  readonly kind: string;
  /** Version of the records' shape; rises when it changes. */
  readonly schema: number;
  /** Version of the content (semver) or of the program that wrote it. */
  readonly version: string;
  /** Id of the region the records belong to. */
  readonly region: string;
  /** ISO 8601 day or instant. */
  readonly createdAt: string;
}
