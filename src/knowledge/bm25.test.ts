import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bm25Index } from './bm25.ts';

const term = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const corpus = fc.array(fc.array(term, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 });

/** The textbook formula, written out once more and naively. */
function naiveScore(texts: string[][], at: number, query: string[], k1: number, b: number): number {
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  let score = 0;
  for (const word of new Set(query)) {
    const n = texts.filter((text) => text.includes(word)).length;
    const f = texts[at]!.filter((other) => other === word).length;
    const idf = Math.log(1 + (texts.length - n + 0.5) / (n + 0.5));
    score += (idf * f * (k1 + 1)) / (f + k1 * (1 - b + (b * texts[at]!.length) / mean));
  }
  return score;
}

describe('Bm25Index', () => {
  it('scores by the textbook formula for any k1 and b', () => {
    fc.assert(
      fc.property(
        corpus,
        fc.array(term, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (texts, query, k1, b) => {
          const index = new Bm25Index({ k1, b });
          texts.forEach((text, at) => index.add(String(at), text));
          for (const { id, score } of index.search(query, 100)) {
            expect(score).toBeCloseTo(naiveScore(texts, Number(id), query, k1, b), 9);
          }
        },
      ),
    );
  });

  it('forgets what is removed or replaced', () => {
    fc.assert(
      fc.property(corpus, corpus, fc.array(term, { minLength: 1 }), (texts, others, query) => {
        const changed = new Bm25Index();
        texts.forEach((text, at) => changed.add(String(at), text));
        others.forEach((text, at) => changed.add(String(at), text));
        for (let at = others.length; at < texts.length; at += 1) changed.remove(String(at));
        const fresh = new Bm25Index();
        others.forEach((text, at) => fresh.add(String(at), text));
        expect(changed.search(query, 100)).toEqual(fresh.search(query, 100));
      }),
    );
  });

  it('leaves out texts without any of the terms, and what the caller does not accept', () => {
    const index = new Bm25Index();
    index.add('one', ['wage', 'hour']);
    index.add('two', ['wage']);
    index.add('three', ['leave']);
    expect(index.search(['wage'], 10).map((hit) => hit.id)).toEqual(['two', 'one']);
    expect(index.search(['wage'], 10, (id) => id !== 'two').map((hit) => hit.id)).toEqual(['one']);
    expect(index.search(['rain'], 10)).toEqual([]);
  });

  it('refuses parameters for which BM25 is not defined', () => {
    expect(() => new Bm25Index({ k1: -1 })).toThrow(/not defined/);
    expect(() => new Bm25Index({ b: 1.5 })).toThrow(/not defined/);
  });
});
