import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { commonHan } from './common-han.ts';

/**
 * Finds the character encoding of a sample of bytes, or undefined when they are not text.
 *
 * Order of evidence: byte-order mark, NUL bytes (UTF-16 or binary), strict UTF-8, then the sample is decoded
 * in every Chinese encoding and the most plausible Chinese wins (below {@link leastPlausible} none
 * does), and last the statistics of `chardet`. The names are those of `iconv-lite`; `big5` includes
 * the supplementary characters that public bodies use.
 *
 * @param sample - The start of the text, or its part from the first byte that is not ASCII.
 * @param options - `ended`: the sample is the whole rest of the text, so a character cut in two at
 *   its end counts as an error.
 * @example detectEncoding(Buffer.from('你好'), { ended: true }) // 'utf-8'
 */
export function detectEncoding(sample: Uint8Array, options: { readonly ended: boolean }): string | undefined {
  const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return mark;
  const census = countBytes(bytes);
  if (census.nul > 0) {
    const wide = mostPlausible(bytes, ['utf-16le', 'utf-16be']);
    if (wide !== undefined) return wide;
    // A stray NUL is an accident, many are a binary file.
    if (census.nul > bytes.length / 1000) return undefined;
  }
  const readable = census.control <= bytes.length / 20;
  if (readable && looksLikeUtf8(bytes, options.ended) && !isChineseInDisguise(bytes)) return 'utf-8';
  const chinese = mostPlausible(bytes, ['big5', 'gb18030', 'utf-16le', 'utf-16be']);
  if (chinese !== undefined) return chinese;
  return readable ? westernOrOther(bytes, census) : undefined;
}

/** Least plausibility, in [-1, 1], at which a sample is taken for Chinese; real text has 0.6 to 1. */
const leastPlausible = 0.42;

/** The encoding a byte-order mark stands for. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

interface ByteCensus {
  readonly nul: number;
  /** Control bytes that no text holds. */
  readonly control: number;
  readonly high: number;
  /** High bytes that are punctuation or accents in Western text: 0x80–0x9F, £, §, °, é and the like. */
  readonly western: number;
}

function countBytes(bytes: Uint8Array): ByteCensus {
  let nul = 0;
  let control = 0;
  let high = 0;
  let western = 0;
  for (const byte of bytes) {
    if (byte === 0) nul += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1;
    else if (byte > 127) {
      high += 1;
      if (westernBytes.has(byte)) western += 1;
    }
  }
  return { nul, control: control + nul, high, western };
}

const westernBytes: ReadonlySet<number> = new Set([
  // Curly quotes, dashes, bullet, ellipsis, euro, no-break space, pound, section, copyright, degree, middle dot.
  0x91,
  0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x85, 0x80, 0xa0, 0xa3, 0xa7, 0xa9, 0xae, 0xb0, 0xb7, 0xbd,
  // Accented vowels, ç and ñ.
  0xe0, 0xe1, 0xe2, 0xe4, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xed, 0xef, 0xf1, 0xf3, 0xf4, 0xf6, 0xfa, 0xfc, 0xc9,
]);

function looksLikeUtf8(bytes: Buffer, ended: boolean): boolean {
  const whole = ended ? bytes : bytes.subarray(0, bytes.length - cutTail(bytes));
  if (isUtf8(whole)) return true;
  const { valid, invalid } = countUtf8(whole);
  // A damaged byte here and there does not make it another encoding.
  return valid >= 20 * invalid;
}

/** Bytes at the end that may belong to a character cut in two. */
function cutTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return back;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function countUtf8(bytes: Uint8Array): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const follow = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    let good = follow > 0 && byte < 0xf5;
    for (let next = 1; good && next <= follow; next += 1) good = ((bytes[at + next] ?? 0) & 0xc0) === 0x80;
    if (good) {
      valid += 1;
      at += follow;
    } else invalid += 1;
  }
  return { valid, invalid };
}

/** Bytes decoded to weigh the candidates: enough for certainty, few enough to be quick. */
const weighedBytes = 16 * 1024;

function mostPlausible(bytes: Buffer, candidates: readonly string[]): string | undefined {
  const first = bytes.findIndex((byte) => byte > 127);
  let best: { name: string; score: number } | undefined;
  for (const name of candidates) {
    // UTF-16 has its pairs at even places and never an odd length.
    const wide = name.startsWith('utf-16');
    if (wide && bytes.length % 2 === 1 && bytes.length < weighedBytes) continue;
    const from = wide ? 0 : Math.max(0, first);
    const text = iconv.decode(bytes.subarray(from, from + weighedBytes), name);
    const score = plausibilityOfChinese(text, { countAscii: wide });
    if (score >= leastPlausible && (best === undefined || score > best.score)) best = { name, score };
  }
  return best?.name;
}

/**
 * Short Chinese text in GB18030 can be valid UTF-8 by accident, as pairs of Cyrillic or accented
 * letters. It is Chinese when such letters stand side by side and all decode to common characters.
 */
function isChineseInDisguise(bytes: Buffer): boolean {
  if (bytes.length > 64) return false;
  const text = bytes.toString('utf8');
  if (!/[\u0080-\u07ff]{2}/.test(text) || /[\u0800-\uffff]/.test(text)) return false;
  return ['gb18030', 'big5'].some((name) => plausibilityOfChinese(iconv.decode(bytes, name)) >= 0.9);
}

/**
 * How much a text looks like Chinese, in [-1, 1]: the mean over its characters beyond ASCII, where a
 * common Han character counts 1, Chinese punctuation 0.9, a Han character of a first-level standard
 * set 0.5, a rarer one 0, and anything else (rows of kana, box drawings, damage) -1. -1 without any.
 *
 * @param options - `countAscii`: ASCII counts too, as 1; for candidates in which it is no given.
 */
function plausibilityOfChinese(text: string, options: { readonly countAscii?: boolean } = {}): number {
  let sum = 0;
  let count = 0;
  for (const character of text) {
    if (character < '\u0080' && options.countAscii !== true) continue;
    count += 1;
    sum += weightOf(character);
  }
  return count === 0 ? -1 : sum / count;
}

function weightOf(character: string): number {
  if (character < '\u0080') return character >= ' ' || /\s/.test(character) ? 1 : -1;
  if (commonHan.has(character)) return 1;
  if (chinesePunctuation.has(character)) return 0.9;
  if (firstLevelHan().has(character)) return 0.5;
  if (character >= '\u4e00' && character <= '\u9fff') return 0;
  return -1;
}

const chinesePunctuation: ReadonlySet<string> = new Set(
  '，。、；：？！「」『』（）《》〈〉【】〔〕—…．・·“”‘’　％＄０１２３４５６７８９－～／①②③④⑤●○■□△※→',
);

let firstLevel: ReadonlySet<string> | undefined;

/** The characters both national standards put first: about 7,000. Decoded once from their code ranges. */
function firstLevelHan(): ReadonlySet<string> {
  if (firstLevel !== undefined) return firstLevel;
  const bytes: number[] = [];
  for (let lead = 0xb0; lead <= 0xd7; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) bytes.push(lead, trail);
  }
  const simplified = iconv.decode(Buffer.from(bytes), 'gb18030');
  bytes.length = 0;
  for (let lead = 0xa4; lead <= 0xc6; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail < 0x7f || trail > 0xa0) bytes.push(lead, trail);
  }
  const traditional = iconv.decode(Buffer.from(bytes), 'big5');
  firstLevel = new Set(
    Array.from(simplified + traditional).filter((one) => one >= '\u4e00' && one <= '\u9fff'),
  );
  return firstLevel;
}

function westernOrOther(bytes: Buffer, census: ByteCensus): string {
  // Few high bytes, all of them Western punctuation: chardet sees too little of them to be sure.
  if (census.high < bytes.length / 20 && census.western >= census.high * 0.9) return 'windows-1252';
  const guess = chardet.detect(bytes.subarray(0, weighedBytes)) ?? '';
  // Its ISO-8859-1 is what every browser reads as windows-1252.
  const name = /^(ascii|iso-8859-1|utf-8|utf-16|utf-32|big5|gb)/i.test(guess) ? 'windows-1252' : guess;
  return iconv.encodingExists(name) ? name : 'windows-1252';
}
