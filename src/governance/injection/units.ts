import { foldHan } from '../../language/index.ts';
import { invisible, latinLookAlike, plainLetter } from './characters.ts';

/** One piece of a text as a reader takes it, with the place it comes from. */
export interface Unit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  period: '.',
  colon: ':',
  lowbar: '_',
  Tab: ' ',
  NewLine: '\n',
};

// Sticky: each is tried at one place only. All are bounded.
const entityPattern = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,7}));?/y;
const escapePattern = /\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([nrt]))/y;
const percentPattern = /(?:%[0-9a-fA-F]{2}){1,24}/y;
const inlineTag =
  /<\/?(?:a|abbr|b|big|br|center|code|div|em|font|h[1-6]|i|li|mark|ol|p|pre|s|small|span|strong|sub|sup|table|td|th|tr|u|ul|wbr)(?:\s[^<>]{0,300})?\/?>/iy;
const blockTag = /^<\/?(?:br|center|div|h[1-6]|li|ol|p|pre|table|td|th|tr|ul)\b/i;

/** What kind of writing a sequence of characters that stands for another one is. */
export type EscapeKind = 'entity' | 'escape' | 'percent';

/** A sequence that stands for other characters, at one place of a text. */
export interface EscapedPiece extends Unit {
  readonly kind: EscapeKind;
}

/** Reads an entity, a backslash escape or percent signs at a place; undefined when none is there. */
export function readEscape(text: string, at: number): EscapedPiece | undefined {
  const unit = text.charAt(at);
  if (unit === '&') return readEntity(text, at);
  if (unit === '\\') return readBackslash(text, at);
  if (unit === '%') return readPercent(text, at);
  return undefined;
}

function readEntity(text: string, at: number): EscapedPiece | undefined {
  entityPattern.lastIndex = at;
  const match = entityPattern.exec(text);
  if (match === null) return undefined;
  const [whole, decimal, hexadecimal, name] = match;
  const decoded = name === undefined ? fromCode(decimal, hexadecimal) : entities[name];
  return decoded === undefined
    ? undefined
    : { kind: 'entity', text: decoded, start: at, end: at + whole.length };
}

function readBackslash(text: string, at: number): EscapedPiece | undefined {
  escapePattern.lastIndex = at;
  const match = escapePattern.exec(text);
  if (match === null) return undefined;
  const [whole, four, braced, two, letter] = match;
  const decoded = letter === undefined ? fromCode(undefined, four ?? braced ?? two) : ' ';
  return decoded === undefined
    ? undefined
    : { kind: 'escape', text: decoded, start: at, end: at + whole.length };
}

function readPercent(text: string, at: number): EscapedPiece | undefined {
  percentPattern.lastIndex = at;
  const whole = percentPattern.exec(text)?.[0];
  if (whole === undefined) return undefined;
  try {
    return { kind: 'percent', text: decodeURIComponent(whole), start: at, end: at + whole.length };
  } catch {
    return undefined;
  }
}

function fromCode(decimal: string | undefined, hexadecimal: string | undefined): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/**
 * Cuts a text into what a reader takes in, character by character: invisible characters are gone,
 * disguised letters are plain, escapes are decoded, letters are folded.
 */
export function readUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let at = 0;
  while (at < text.length) {
    const tag = text.charAt(at) === '<' ? tagAt(text, at) : undefined;
    if (tag !== undefined) {
      if (blockTag.test(tag)) units.push({ text: '\n', start: at, end: at + tag.length });
      at += tag.length;
      continue;
    }
    const escape = readEscape(text, at);
    if (escape !== undefined) {
      for (const character of escape.text) pushFolded(units, character, escape);
      at = escape.end;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    pushFolded(units, character, { start: at, end: at + character.length });
    at += character.length;
  }
  return units;
}

function tagAt(text: string, at: number): string | undefined {
  inlineTag.lastIndex = at;
  return inlineTag.exec(text)?.[0];
}

function pushFolded(units: Unit[], character: string, { start, end }: Pick<Unit, 'start' | 'end'>): void {
  const code = character.charCodeAt(0);
  // Most characters of most texts are plain ASCII.
  if (character.length === 1 && code < 0x80) {
    units.push({ text: character.toLowerCase(), start, end });
    return;
  }
  // A stroke over a letter hides the letter from a search and not from a reader.
  if (invisible.test(character)) return;
  for (const piece of foldCharacter(character)) units.push({ text: piece, start, end });
}

function foldCharacter(character: string): string {
  if (character === '‘' || character === '’') return "'";
  const latin = latinLookAlike(character) ?? plainLetter(character);
  if (latin !== undefined) return latin.toLowerCase();
  const plain = character.normalize('NFKC').toLowerCase();
  // é is an e to a search; Han and Hangul must stay whole.
  const bare = /^\p{Script=Latin}+$/u.test(plain) ? plain.normalize('NFD').replace(/\p{Mn}/gu, '') : plain;
  return foldHan(bare);
}
