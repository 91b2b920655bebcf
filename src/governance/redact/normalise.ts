import { foldHan } from '../../language/index.ts';

/** A text in one way of writing, and where each of its code units comes from. */
export interface NormalisedText {
  readonly text: string;
  /** For each code unit, the offset in the original at which its character begins. */
  readonly starts: readonly number[];
  /** For each code unit, the offset in the original at which its character ends. */
  readonly ends: readonly number[];
}

/**
 * Writes a text in one way, so that one pattern fits all: full width and other compatibility forms
 * become plain (NFKC), all hyphens and white space but line breaks become `-` and a space, Han variants
 * are folded, and characters without width go.
 *
 * Each character is normalised on its own, which keeps the way back to the original exact.
 */
export function normaliseText(text: string): NormalisedText {
  let normalised = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const piece = normaliseCharacter(character);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    normalised += piece;
    at = end;
  }
  return { text: normalised, starts, ends };
}

/** The same for a pattern or a word that is looked for. Offsets within it mean nothing afterwards. */
export function normalisePattern(pattern: string): string {
  return foldHan(pattern);
}

// The same few thousand characters make up all texts.
const known = new Map<string, string>();

function normaliseCharacter(character: string): string {
  if (character >= ' ' && character <= '~') return character;
  const found = known.get(character);
  if (found !== undefined) return found;
  const made = foldHan(
    character
      .normalize('NFKC')
      .replace(/[\p{Default_Ignorable_Code_Point}]/gu, '')
      .replace(/[\p{Dash_Punctuation}\u2212]/gu, '-')
      .replace(/[^\S\n]/gu, ' '),
  );
  if (known.size < 20_000) known.set(character, made);
  return made;
}
