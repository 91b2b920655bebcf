import { describe, expect, it } from 'vitest';
import { foldHan } from './fold.ts';
import { cantoneseMarkers, mandarinMarkers, neutralWords } from './register-markers.ts';

function folded(words: string): Set<string> {
  return new Set(
    words
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(foldHan),
  );
}

describe('register markers', () => {
  it('are Han words, with signs for a number, a Latin word and the end of a clause', () => {
    const all = [
      cantoneseMarkers.strong,
      cantoneseMarkers.weak,
      mandarinMarkers.strong,
      mandarinMarkers.weak,
    ];
    for (const word of [...all, neutralWords].flatMap((words) => Array.from(folded(words)))) {
      expect(word).toMatch(/^(?=.*\p{Script=Han})[\p{Script=Han}0a-z]+\$?$/u);
    }
  });

  it('are never weak and strong at once', () => {
    for (const markers of [cantoneseMarkers, mandarinMarkers]) {
      const strong = folded(markers.strong);
      expect(Array.from(folded(markers.weak)).filter((word) => strong.has(word))).toEqual([]);
    }
  });
});
