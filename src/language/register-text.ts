import { isEnglishWord } from './detect-variety-latin.ts';
import { scriptTable } from './han-script.ts';
import { foldTable, symbols } from './register-symbols.ts';

/** What one sentence is made of, as {@link readSentences} counts it. */
export interface SentenceCount {
  /** Place of its symbols in {@link TextCount.sequence}. */
  readonly start: number;
  end: number;
  han: number;
  /** Characters that one script alone has. */
  simplified: number;
  traditional: number;
  /** Letters of scripts that are neither Han nor Latin: kana, Hangul, and all others. */
  kana: number;
  hangul: number;
  foreign: number;
  /** Latin words, in lower case. */
  readonly words: string[];
  /** How many of them are function words of English. */
  english: number;
  /** Whether the first and the last word are Latin, not Han. */
  firstLatin: boolean;
  lastLatin: boolean;
}

/** Sentences of a text, and the symbols of all of them, a boundary between any two. */
export interface TextCount {
  readonly sequence: Uint16Array;
  readonly sentences: readonly SentenceCount[];
}

const kinds = {
  mark: 0,
  han: 1,
  latin: 2,
  digit: 3,
  stop: 4,
  fullStop: 5,
  space: 6,
  kana: 7,
  hangul: 8,
  foreign: 9,
  surrogate: 10,
  joiner: 11,
} as const;

const ranges: readonly (readonly [keyof typeof kinds, number, number])[] = [
  ['digit', 0x30, 0x39],
  ['latin', 0x41, 0x5a],
  ['latin', 0x61, 0x7a],
  ['latin', 0xc0, 0x24f],
  ['joiner', 0x300, 0x36f],
  ['foreign', 0x370, 0x1dff],
  ['latin', 0x1e00, 0x1eff],
  ['foreign', 0x1f00, 0x1fff],
  ['han', 0x2e80, 0x2fdf],
  ['han', 0x3005, 0x3007],
  ['kana', 0x3041, 0x30ff],
  ['han', 0x3400, 0x4dbf],
  ['han', 0x4e00, 0x9fff],
  ['foreign', 0xa000, 0xabff],
  ['hangul', 0xac00, 0xd7a3],
  ['surrogate', 0xd800, 0xdbff],
  ['han', 0xf900, 0xfaff],
  ['digit', 0xff10, 0xff19],
  ['latin', 0xff21, 0xff3a],
  ['latin', 0xff41, 0xff5a],
  ['kana', 0xff66, 0xff9d],
];

let kindTable: Uint8Array | undefined;

function buildKinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [kind, first, last] of ranges) table.fill(kinds[kind], first, last + 1);
  for (const character of '\n\r。！？!?…') table[character.charCodeAt(0)] = kinds.stop;
  for (const character of ' \t\u00a0\u3000') table[character.charCodeAt(0)] = kinds.space;
  for (const character of "'’") table[character.charCodeAt(0)] = kinds.joiner;
  for (const character of '×÷·・ー') table[character.charCodeAt(0)] = kinds.mark;
  table['.'.charCodeAt(0)] = kinds.fullStop;
  return table;
}

/** Reads a text once: its sentences, their letters by script, and the symbols that tell the register. */
export function readSentences(text: string): TextCount {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #kinds = (kindTable ??= buildKinds());
  readonly #fold = foldTable();
  readonly #scripts = scriptTable();
  readonly #sequence: Uint16Array;
  readonly #sentences: SentenceCount[] = [];
  #current: SentenceCount | undefined;
  #length = 0;
  /** White space between Han characters ends a clause; beside a Latin word or a number it does not. */
  #spaced = false;

  constructor(text: string) {
    this.#text = text;
    this.#sequence = new Uint16Array(text.length + 1);
  }

  read(): TextCount {
    const text = this.#text;
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at);
      const kind = this.#kinds[code];
      if (kind === kinds.han) this.#addHan(code);
      else if (kind === kinds.latin) {
        at = this.#addWord(at);
        continue;
      } else if (kind === kinds.space) this.#spaced = true;
      else if (kind === kinds.digit) this.#addOther(symbols.number);
      else if (kind === kinds.surrogate) {
        this.#addPair(at);
        at += 1;
      } else if (kind === kinds.stop || (kind === kinds.fullStop && this.#endsSentence(at))) this.#close();
      else this.#addLetterOrMark(kind);
      at += 1;
    }
    this.#close();
    return { sequence: this.#sequence, sentences: this.#sentences };
  }

  #open(): SentenceCount {
    return (this.#current ??= {
      start: this.#length,
      end: this.#length,
      han: 0,
      simplified: 0,
      traditional: 0,
      kana: 0,
      hangul: 0,
      foreign: 0,
      words: [],
      english: 0,
      firstLatin: false,
      lastLatin: false,
    });
  }

  #close(): void {
    const sentence = this.#current;
    this.#spaced = false;
    if (sentence === undefined) return;
    sentence.end = this.#length;
    this.#sentences.push(sentence);
    this.#current = undefined;
    if (this.#sequence[this.#length - 1] !== symbols.boundary) this.#length += 1;
  }

  #addHan(code: number): void {
    const sentence = this.#open();
    sentence.han += 1;
    sentence.lastLatin = false;
    const script = this.#scripts[code];
    if (script === 1) sentence.simplified += 1;
    else if (script === 2) sentence.traditional += 1;
    if (this.#spaced) {
      this.#spaced = false;
      if (this.#length > sentence.start && (this.#sequence[this.#length - 1] ?? 0) >= 0x3000)
        this.#length += 1;
    }
    this.#sequence[this.#length] = this.#fold[code] ?? code;
    this.#length += 1;
  }

  /** Planes 2 and 3 are Han; the rest, such as pictures, are marks. */
  #addPair(at: number): void {
    const high = this.#text.charCodeAt(at);
    if (high < 0xd840 || high > 0xd8ff) {
      this.#addBoundary();
      return;
    }
    this.#addHan(high);
    this.#sequence[this.#length] = this.#text.charCodeAt(at + 1) || 0;
    this.#length += 1;
  }

  #addWord(start: number): number {
    const text = this.#text;
    let end = start + 1;
    while (end < text.length) {
      const kind = this.#kinds[text.charCodeAt(end)];
      const joins = kind === kinds.joiner && this.#kinds[text.charCodeAt(end + 1)] === kinds.latin;
      if (kind !== kinds.latin && !joins) break;
      end += 1;
    }
    const sentence = this.#open();
    if (sentence.words.length === 0 && sentence.han === 0) sentence.firstLatin = true;
    sentence.lastLatin = true;
    const word = text.slice(start, end).toLowerCase();
    sentence.words.push(word);
    if (isEnglishWord(word)) sentence.english += 1;
    this.#addOther(word.length === 1 ? word.charCodeAt(0) : symbols.latin);
    return end;
  }

  #addOther(symbol: number): void {
    const sentence = this.#open();
    this.#spaced = false;
    // A number is one symbol, however many digits it has; so are several words in a row.
    const repeated = this.#length > sentence.start && this.#sequence[this.#length - 1] === symbol;
    if (repeated && symbol <= symbols.number) return;
    this.#sequence[this.#length] = symbol;
    this.#length += 1;
  }

  #addBoundary(): void {
    const sentence = this.#current;
    if (sentence === undefined || this.#length === sentence.start) return;
    if (this.#sequence[this.#length - 1] !== symbols.boundary) this.#length += 1;
  }

  #addLetterOrMark(kind: number | undefined): void {
    if (kind === kinds.kana) this.#open().kana += 1;
    else if (kind === kinds.hangul) this.#open().hangul += 1;
    else if (kind === kinds.foreign) this.#open().foreign += 1;
    if (kind !== kinds.joiner && kind !== kinds.fullStop) this.#addBoundary();
  }

  /** A full stop before white space, or between Latin and Han letters: not one of a number or a name. */
  #endsSentence(at: number): boolean {
    const next = this.#kinds[this.#text.charCodeAt(at + 1)];
    return at + 1 >= this.#text.length || next === kinds.space || next === kinds.stop || next === kinds.han;
  }
}
