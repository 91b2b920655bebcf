import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { inputError, type LionrockError } from '../base/index.ts';
import { byteOrderMark, detectEncoding } from './parse/detect-encoding.ts';

/** How to decode a stream of bytes whose encoding may be unknown. */
export interface DecodeOptions {
  /** The encoding, as the user says. It wins over every other evidence but a byte-order mark. */
  readonly encoding?: string;
  /** The encoding that the document or its server declares: tried first, and left when it does not fit. */
  readonly declared?: string;
  /** What the bytes are called in error messages. */
  readonly name: string;
}

/** Bytes looked at before the encoding is decided. */
export const sampleSize = 64 * 1024;

/**
 * Decodes a stream of bytes into text, piece by piece. Unless the encoding is given it is found by
 * {@link detectEncoding}: UTF-8, UTF-16 with or without a byte-order mark, Big5, GB18030 (with GBK
 * and GB2312), windows-1252 and what `chardet` knows. ASCII at the start is handed on before the
 * decision, which falls at the first byte beyond it. A byte-order mark is dropped. Never more than a
 * sample and one chunk are held.
 *
 * @throws `knowledge.not-text` for binary content; `knowledge.unknown-encoding` for an `encoding`
 *   that does not exist; `knowledge.wrong-encoding` when a good part of the text cannot be decoded.
 * @example for await (const piece of decodeText(createReadStream(path), { name: path })) …
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: DecodeOptions,
): AsyncGenerator<string> {
  const given = checkedEncoding(options);
  let decoder: TextDecoding | undefined;
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (decoder !== undefined) {
      yield decoder.write(bytes);
      continue;
    }
    waiting.push(bytes);
    size += bytes.length;
    if (size < sampleSize) continue;
    const sample = Buffer.concat(waiting);
    const start = given === undefined ? asciiPrefix(sample) : 0;
    if (start > 0) {
      yield sample.toString('latin1', 0, start);
      waiting = [sample.subarray(start)];
      size = sample.length - start;
      continue;
    }
    decoder = openDecoder(sample, { ...options, given, ended: false });
    yield decoder.write(sample);
  }
  if (decoder === undefined) {
    const rest = Buffer.concat(waiting);
    decoder = openDecoder(rest, { ...options, given, ended: true });
    yield decoder.write(rest);
  }
  yield decoder.end();
}

/** Decodes bytes that are all there. @see decodeText for behaviour and errors */
export async function decodeBytes(bytes: Uint8Array, options: DecodeOptions): Promise<string> {
  let text = '';
  for await (const piece of decodeText([bytes], options)) text += piece;
  return text;
}

/** Fewest bytes of plain ASCII after which a text cannot be UTF-16 any more. */
const leastAscii = 1024;

/** Length of the start that reads the same in every encoding; 0 when it is too short to be sure. */
function asciiPrefix(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length && isAscii(bytes[at])) at += 1;
  return at < leastAscii ? 0 : at;
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0 && byte < 128;
}

function checkedEncoding(options: DecodeOptions): string | undefined {
  const { encoding } = options;
  if (encoding === undefined || exists(encoding)) return encoding;
  throw inputError({
    code: 'knowledge.unknown-encoding',
    message: `${options.name}: the encoding “${encoding}” is not known.`,
    cure: 'Use a name such as utf-8, utf-16le, big5 or gb18030, or leave it out to have it detected.',
    data: { encoding },
  });
}

function exists(encoding: string): boolean {
  return iconv.encodingExists(encoding);
}

interface TextDecoding {
  write(bytes: Buffer): string;
  end(): string;
}

interface Opening extends DecodeOptions {
  readonly given: string | undefined;
  readonly ended: boolean;
}

function openDecoder(sample: Buffer, opening: Opening): TextDecoding {
  const encoding =
    byteOrderMark(sample) ??
    opening.given ??
    fittingDeclaration(sample, opening) ??
    detected(sample, opening);
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  const guard = createGuard(encoding, opening.name);
  return {
    write: (bytes) => guard(decoder.write(bytes), bytes),
    end: () => decoder.end() ?? '',
  };
}

function detected(sample: Buffer, opening: Opening): string {
  const encoding = detectEncoding(sample, opening);
  if (encoding === undefined) throw notText(opening.name);
  return encoding;
}

/** A declared encoding, when the sample can be read in it. */
function fittingDeclaration(sample: Buffer, opening: Opening): string | undefined {
  const { declared } = opening;
  if (declared === undefined || !exists(declared) || sample.includes(0)) return undefined;
  // Single-byte declarations fit everything, also what is UTF-8 in truth.
  if (isUtf8(sample)) return 'utf-8';
  const text = iconv.decode(sample, declared);
  const damaged = countDamage(text);
  // The last character may be cut in two.
  return damaged <= 1 + text.length / 200 ? declared : undefined;
}

/** Makes the error for bytes that are no text. */
export function notText(name: string): LionrockError {
  return inputError({
    code: 'knowledge.not-text',
    message: `${name} holds binary data, not text.`,
    cure: 'Give the file its true extension, or export it as text, PDF, DOCX or HTML.',
  });
}

/** Share of the characters beyond ASCII that may be undecodable before the encoding counts as wrong. */
const allowedDamage = 0.1;

function createGuard(encoding: string, name: string): (text: string, bytes: Buffer) => string {
  let damaged = 0;
  let beyond = 0;
  return (text, bytes) => {
    for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) beyond += 1;
    // U+FFFD that stands in the source as such is valid UTF-8 and no sign of a wrong encoding.
    if (encoding !== 'utf-8' || !isUtf8(bytes)) damaged += countDamage(text);
    if (damaged >= 3 && damaged > beyond * allowedDamage) throw wrongEncoding(encoding, name);
    return text;
  };
}

function countDamage(text: string): number {
  let damaged = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) damaged += 1;
  return damaged;
}

function wrongEncoding(encoding: string, name: string): LionrockError {
  return inputError({
    code: 'knowledge.wrong-encoding',
    message: `${name} cannot be read as ${encoding}: many of its characters do not exist in it.`,
    cure: 'Leave the encoding out to have it detected, or name the right one (for instance big5 or gb18030).',
    data: { encoding },
  });
}
