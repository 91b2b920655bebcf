import { describe, expect, it } from 'vitest';
import { measureRetrieval } from './measure-retrieval.ts';

describe('measureRetrieval', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ id, query: id, gold: [`gold-${id}`] }));

  it('counts a right document among the first k results only, with interval', async () => {
    const results: Record<string, string[]> = {
      a: ['gold-a/en', 'x', 'y'],
      b: ['x', 'gold-b', 'y'],
      c: ['x', 'y', 'gold-c'],
      d: [],
    };
    const request = { name: 'set', items, k: 2, labelSource: 'the test' };
    const { hit, misses } = await measureRetrieval(request, (query) => Promise.resolve(results[query] ?? []));
    expect(hit).toMatchObject({ id: 'set: hit@2', successes: 2, n: 4, unscored: 0 });
    expect(hit.interval?.low).toBeCloseTo(0.15, 2);
    expect(misses).toEqual(['c', 'd']);
  });
});
