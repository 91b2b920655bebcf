import { describe, expect, it } from 'vitest';
import { fitSparseLogistic, type SparseRow } from './sparse-logistic.ts';

// Feature 0 speaks for the class, 1 against it, 2 is in every row, 3 is in one row of each class.
const rows = Array.from({ length: 200 }, (_, at): SparseRow => {
  const positive = at % 2 === 0;
  return { features: at < 2 ? [3, 2] : [positive ? 0 : 1, 2], value: 1, positive, weight: 1 };
});
const options = { features: 5, epochs: 5, rate: 0.3, lasso: 0.5, ridge: 1, seed: 1, intercept: 0 };

describe('fitSparseLogistic', () => {
  it('weighs what tells the classes apart, and only that', () => {
    const [first = 0, second = 0, common = 0, rare, absent] = fitSparseLogistic(rows, options);
    expect(first).toBeGreaterThan(1);
    expect(second).toBeLessThan(-1);
    expect(Math.abs(common)).toBeLessThan(0.3);
    expect([rare, absent]).toEqual([0, 0]);
  });

  it('gives the same weights again', () => {
    expect(fitSparseLogistic(rows, options)).toEqual(fitSparseLogistic(rows, options));
  });

  it('keeps fewer weights the larger the lasso is', () => {
    expect(Array.from(fitSparseLogistic(rows, { ...options, lasso: 1000 }))).toEqual([0, 0, 0, 0, 0]);
  });
});
