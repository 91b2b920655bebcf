import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCitations } from './split-citations.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const citation = (n: number) => ({ kind: 'citation', n });

describe('splitCitations', () => {
  it('finds the marks, and takes the space before them away', () => {
    expect(splitCitations('It is $43.1 [1], see too [2][3].', [1, 2, 3])).toEqual([
      text('It is $43.1'),
      citation(1),
      text(', see too'),
      citation(2),
      citation(3),
      text('.'),
    ]);
  });

  it('leaves brackets that belong to the source', () => {
    expect(splitCitations('[2019] HKCFA 3 [1]', [1])).toEqual([text('[2019] HKCFA 3'), citation(1)]);
  });

  it('puts a citation without a mark at the end', () => {
    expect(splitCitations('「每小時43.1元」', [2, 1])).toEqual([
      text('「每小時43.1元」'),
      citation(2),
      citation(1),
    ]);
  });

  it('shows every citation at least once and keeps the words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '[1]', '[2]', '[3]', '[', ']', '。'), { maxLength: 20 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 3 })),
        (parts, citations) => {
          const pieces = splitCitations(parts.join(''), citations);
          const shown = pieces.flatMap((piece) => (piece.kind === 'citation' ? [piece.n] : []));
          expect(new Set(shown)).toEqual(new Set(citations));
          const words = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
          const without = (value: string) =>
            citations.reduce((rest, n) => rest.replaceAll(`[${n}]`, ''), value).replace(/\s/g, '');
          expect(without(words)).toBe(without(parts.join('')));
        },
      ),
    );
  });
});
