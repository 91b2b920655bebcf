import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProportion, wilsonInterval } from './intervals.ts';

describe('wilsonInterval', () => {
  // Newcombe (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('agrees with the published example %i of %i', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('holds the estimate and stays within [0, 1]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const interval = wilsonInterval(Math.round(share * n), n);
          expect(interval).toBeDefined();
          if (interval === undefined) return;
          expect(interval.low).toBeLessThanOrEqual(interval.estimate);
          expect(interval.high).toBeGreaterThanOrEqual(interval.estimate);
          expect(interval.low).toBeGreaterThanOrEqual(0);
          expect(interval.high).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('reports absence, not zero, without trials', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
    expect(formatProportion(0, 0)).toBe('not measured (n = 0)');
  });

  it('refuses more successes than trials', () => {
    expect(() => wilsonInterval(3, 2)).toThrow(/3 successes in 2 trials/);
  });
});
