import { describe, expect, it } from 'vitest';
import { normalizeWord } from './normalize-word.ts';

describe('normalizeWord', () => {
  it.each([
    ['employees', 'employee'],
    ['dismissed', 'dismissal'],
    ['payments', 'payment'],
  ])('gives %s and %s one stem', (one, other) => {
    expect(normalizeWord(one)).toBe(normalizeWord(other));
  });

  it.each([
    ['1,500', '1500'],
    ['1,234,567.50', '1234567.50'],
    ['3,5', '3,5'],
    ['57', '57'],
  ])('drops only the separators of %s', (word, expected) => {
    expect(normalizeWord(word)).toBe(expected);
  });
});
