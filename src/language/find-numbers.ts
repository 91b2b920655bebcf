import { numberPatterns } from './number-patterns.ts';

/** A number found in a text: its value in canonical decimal form and its place in UTF-16 code units. */
export interface FoundNumber {
  /** Canonical: no separators, no leading zeros, fractions as `4/5`, shares with `%`: `1500`, `43.1`, `4/5`, `5%`. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds every number of a text, however it is written: figures with separators, Chinese numerals,
 * English number words, ordinals, fractions, percentages, and months beside a day or year. The same
 * quantity gives the same value in every variety, so that a claim can be held against its source.
 * A date or a time gives one number for each of its parts.
 *
 * @example findNumbers('有薪假期十四日').map((n) => n.value) // ['14']
 */
export function findNumbers(text: string): FoundNumber[] {
  const normal = withoutWidth(text);
  const found: FoundNumber[] = [];
  const taken = new Uint8Array(normal.length);
  for (const { pattern, read } of numberPatterns) {
    for (const match of normal.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken.subarray(start, end).includes(1)) continue;
      const values = [read(match) ?? []].flat();
      if (values.length === 0) continue;
      taken.fill(1, start, end);
      found.push(...values.map((value) => ({ value, start, end })));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Full-width figures and signs become plain ones, character by character, so that offsets do not move. */
function withoutWidth(text: string): string {
  return text.replace(/[\u00A0\u2000-\u200A\u202F\u3000\uFF00-\uFFEF\u3358-\u33FF]/gu, (character) => {
    const plain = character.normalize('NFKC');
    return plain.length === character.length ? plain : character;
  });
}
