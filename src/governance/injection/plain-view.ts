import { foldText } from '../../language/index.ts';
import { isLeetUnit, readLeet } from './characters.ts';
import { splitWords } from './concepts.ts';
import { english } from './english.ts';
import { readUnits, type Unit } from './units.ts';

/** A text as a reader takes it in, with the way back to the original. Offsets in UTF-16 code units. */
export interface PlainView {
  readonly text: string;
  /** Offset in the original of what became the code unit. */
  startOf(at: number): number;
  /** Offset in the original after what became the code unit before `at`. */
  endOf(at: number): number;
}

/** Folds a word of a vocabulary as {@link plainView} folds a text. */
export function foldWord(word: string): string {
  return foldText(word).replace(/[‘’]/gu, "'");
}

/** Reads a text without its disguises. Linear in the length of the text. */
export function plainView(text: string): PlainView {
  const units = joinSpace(readLeetWords(joinLetters(readUnits(text))));
  const starts: number[] = [];
  const ends: number[] = [];
  let plain = '';
  for (const unit of units) {
    for (let count = 0; count < unit.text.length; count += 1) {
      starts.push(unit.start);
      ends.push(unit.end);
    }
    plain += unit.text;
  }
  return {
    text: plain,
    startOf: (at) => starts[at] ?? text.length,
    endOf: (at) => (at <= 0 ? 0 : (ends[at - 1] ?? text.length)),
  };
}

const helpers = `the|a|an|and|of|to|you|me|i|is|are|in|for|with|on|it|that|this|be|or|not|no|do|from|now|please|must|will|
  here|there|have|has|how|what|make|bomb|help`;

let knownWords: ReadonlySet<string> | undefined;

/** Words by which letters that are disguised or apart are known to be words. */
export function isKnownWord(word: string): boolean {
  knownWords ??= new Set(
    [...Object.values(english), helpers].flatMap((list) =>
      splitWords(list).flatMap((phrase) => foldWord(phrase).split(/[^a-z]+/)),
    ),
  );
  return word.length > 0 && knownWords.has(word);
}

const longestWord = 16;

/** Cuts letters without spaces into known words, longest first; undefined when too little of it is known. */
export function cutIntoWords(letters: string): readonly string[] | undefined {
  const words: string[] = [];
  let known = 0;
  let at = 0;
  while (at < letters.length) {
    let length = Math.min(longestWord, letters.length - at);
    while (length > 1 && !isKnownWord(letters.slice(at, at + length))) length -= 1;
    if (length > 1) known += length;
    words.push(letters.slice(at, at + length));
    at += length;
  }
  return known * 10 >= letters.length * 7 ? words : undefined;
}

const letter = /^[a-z]$/;
const apart = /^[\s.\-_*~|+/·•,]$/u;
const fewestApart = 6;

/** The end of a run of single letters with something between each two, from `from`; offsets of units. */
export function endOfLettersApart(units: readonly Unit[], from: number): number {
  let at = from;
  let count = 0;
  while (letter.test(units[at]?.text ?? '') && !letter.test(units[at + 1]?.text ?? '')) {
    count += 1;
    let next = at + 1;
    while (next - at <= 4 && apart.test(units[next]?.text ?? '')) next += 1;
    if (next === at + 1 || !letter.test(units[next]?.text ?? '')) return count >= fewestApart ? at + 1 : from;
    // The run stops before a word of more than one letter.
    if (letter.test(units[next + 1]?.text ?? '')) return count >= fewestApart ? at + 1 : from;
    at = next;
  }
  return from;
}

/** Writes letters that stand apart ("i g n o r e") as words. */
function joinLetters(units: readonly Unit[]): Unit[] {
  const joined: Unit[] = [];
  let at = 0;
  while (at < units.length) {
    const unit = units[at];
    if (unit === undefined) break;
    const inWord = letter.test(units[at - 1]?.text ?? '');
    const end = inWord ? at : endOfLettersApart(units, at);
    const letters = units.slice(at, end).filter(({ text }) => letter.test(text));
    const words = cutIntoWords(letters.map(({ text }) => text).join(''));
    if (letters.length === 0 || words === undefined) {
      const last = Math.max(at + 1, end);
      for (const kept of units.slice(at, last)) joined.push(kept);
      at = last;
      continue;
    }
    let next = 0;
    for (const word of words) {
      const first = letters[next];
      if (first !== undefined && next > 0) joined.push({ text: ' ', start: first.start, end: first.start });
      for (const piece of letters.slice(next, next + word.length)) joined.push(piece);
      next += word.length;
    }
    at = end;
  }
  return joined;
}

/** Writes words with digits for letters ("pr3v10us") as they are read, where that makes a known word. */
function readLeetWords(units: readonly Unit[]): Unit[] {
  const read: Unit[] = [];
  let at = 0;
  while (at < units.length) {
    let end = at;
    let letters = 0;
    let digits = 0;
    for (; end < units.length; end += 1) {
      const text = units[end]?.text ?? '';
      if (letter.test(text)) letters += 1;
      else if (isLeetUnit(text)) digits += 1;
      else break;
    }
    const word = units.slice(at, end);
    const reading =
      digits > 0 && letters > 0 && word.length <= longestWord
        ? leetReading(word.map(({ text }) => text).join(''))
        : undefined;
    for (const [index, unit] of word.entries()) {
      read.push(reading === undefined ? unit : { ...unit, text: reading.charAt(index) });
    }
    const after = units[end];
    if (after !== undefined) read.push(after);
    at = end + 1;
  }
  return read;
}

/** The known word that a word in leetspeak stands for; a mark at its end may be only a mark. */
export function leetReading(word: string): string | undefined {
  const whole = readLeet(word).find(isKnownWord);
  if (whole !== undefined) return whole;
  if (!/[!|+]$/.test(word)) return undefined;
  const bare = readLeet(word.slice(0, -1)).find(isKnownWord);
  return bare === undefined || bare === word.slice(0, -1) ? undefined : bare + word.slice(-1);
}

const han = /^\p{Script=Han}$/u;

/** One space for many, none between Chinese characters, and one line break for each end of a line. */
function joinSpace(units: readonly Unit[]): Unit[] {
  const joined: Unit[] = [];
  let at = 0;
  while (at < units.length) {
    const unit = units[at];
    if (unit === undefined) break;
    if (!/^[\s_]$/u.test(unit.text)) {
      joined.push(unit);
      at += 1;
      continue;
    }
    let end = at;
    let lines = 0;
    for (; /^[\s_]$/u.test(units[end]?.text ?? ''); end += 1) if (units[end]?.text === '\n') lines += 1;
    const between =
      lines < 2 && han.test(joined.at(-1)?.text ?? '') && han.test(units[end]?.text ?? '') && lines === 0;
    if (!between) {
      const last = units[end - 1] ?? unit;
      joined.push({ text: lines === 0 ? ' ' : '\n', start: unit.start, end: last.end });
      // A blank line ends a paragraph.
      if (lines > 1) joined.push({ text: '\n', start: last.end, end: last.end });
    }
    at = end;
  }
  return joined;
}
