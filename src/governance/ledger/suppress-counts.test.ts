import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressCounts } from './suppress-counts.ts';

const publish = (parts: Record<string, number>) =>
  Object.fromEntries(suppressCounts(new Map(Object.entries(parts))));

/**
 * All values that a `<10` part can have, for somebody who knows the total, everything published and
 * how it is done.
 */
function possibleValues(parts: readonly number[], published: readonly unknown[], at: number): number[] {
  const told = published.filter((count) => typeof count === 'number').reduce<number>((a, b) => a + b, 0);
  const hidden = parts.reduce((a, b) => a + b, 0) - told;
  const others = published.filter((count, other) => other !== at && typeof count !== 'number');
  const least = others.reduce<number>((sum, count) => sum + (count === '<10' ? 1 : 10), 0);
  const most = others.reduce<number>((sum, count) => sum + (count === '<10' ? 9 : Infinity), 0);
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((value) => hidden - value >= least && hidden - value <= most);
}

describe('suppressCounts', () => {
  it('tells counts from 10, and 0', () => {
    expect(publish({ a: 10, b: 0, c: 3000 })).toEqual({ a: 10, b: 0, c: 3000 });
  });

  it('withholds the smallest other part, so that the total does not tell the small one', () => {
    expect(publish({ a: 4, b: 30, c: 500 })).toEqual({ a: '<10', b: 'withheld', c: 500 });
  });

  it('withholds more when one is not enough: 1 and 10 would still be told by their sum', () => {
    expect(publish({ a: 1, b: 10, c: 40, d: 500 })).toEqual({
      a: '<10',
      b: 'withheld',
      c: 'withheld',
      d: 500,
    });
  });

  it('withholds all when nothing else helps', () => {
    expect(publish({ a: 1, b: 11 })).toEqual({ a: 'withheld', b: 'withheld' });
    expect(publish({ a: 1, b: 1 })).toEqual({ a: 'withheld', b: 'withheld' });
    expect(publish({ a: 9 })).toEqual({ a: 'withheld' });
  });

  it('needs nothing else when the small parts hide each other', () => {
    expect(publish({ a: 5, b: 5, c: 700 })).toEqual({ a: '<10', b: '<10', c: 700 });
  });

  it('leaves every small part any number from 1 to 9, whatever the parts', () => {
    const parts = fc.array(fc.oneof(fc.nat(15), fc.nat(60), fc.nat(5000)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, (counts) => {
        const names = counts.map((_, at) => `part ${at}`);
        const map = suppressCounts(new Map(names.map((name, at) => [name, counts[at]!])));
        const published = names.map((name) => map.get(name));
        const told = published.flatMap((count, at) => (typeof count === 'number' ? [at] : []));
        expect(told.map((at) => published[at])).toEqual(told.map((at) => counts[at]));
        expect(told.filter((at) => counts[at]! > 0 && counts[at]! < 10)).toEqual([]);
        const small = published.flatMap((count, at) => (count === '<10' ? [at] : []));
        expect(small.filter((at) => possibleValues(counts, published, at).length < 9)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
