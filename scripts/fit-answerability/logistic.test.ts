import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, crossValidate, fitLogistic, predict } from './logistic.ts';

/** Uniform numbers in [0, 1), the same at every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Rows whose labels follow a logistic model of these weights. */
function simulate(intercept: number, weights: readonly number[], count: number) {
  const random = randomNumbers(7);
  const rows = Array.from({ length: count }, () => weights.map((_, at) => random() * 4 - 2 + 10 * at));
  const truth = { intercept, weights };
  return { rows, labels: rows.map((row) => random() < predict(truth, row)), truth };
}

describe('fitLogistic', () => {
  it('recovers known weights in the scale of the raw features', () => {
    const { rows, labels } = simulate(-9, [1.5, 1, -0.1], 20_000);
    const { intercept, weights } = fitLogistic(rows, labels, 0);
    expect(Math.abs(weights[0]! - 1.5)).toBeLessThan(0.1);
    expect(Math.abs(weights[1]! - 1)).toBeLessThan(0.1);
    expect(Math.abs(weights[2]! + 0.1)).toBeLessThan(0.06);
    expect(Math.abs(intercept + 9)).toBeLessThan(1.5);
  });

  it('gives the base rate where the features tell nothing', () => {
    const rows = Array.from({ length: 400 }, () => [1, 2]);
    const labels = rows.map((_, at) => at % 4 === 0);
    const model = fitLogistic(rows, labels);
    expect(predict(model, [1, 2])).toBeCloseTo(0.25, 5);
    expect(model.weights).toEqual([0, 0]);
  });

  it('stays finite where the labels can be told apart without error, and shrinks with the penalty', () => {
    const rows = Array.from({ length: 40 }, (_, at) => [at]);
    const labels = rows.map(([value]) => value! >= 20);
    const [weak, strong] = [fitLogistic(rows, labels, 1), fitLogistic(rows, labels, 30)];
    expect(Number.isFinite(weak.weights[0])).toBe(true);
    expect(weak.weights[0]).toBeGreaterThan(strong.weights[0]!);
    expect(strong.weights[0]).toBeGreaterThan(0);
    expect(predict(weak, [0])).toBeLessThan(0.5);
    expect(predict(weak, [39])).toBeGreaterThan(0.5);
  });
});

describe('crossValidate', () => {
  it('predicts each row without its own label', () => {
    const { rows, labels } = simulate(0, [1], 60);
    const flipped = labels.with(13, !labels[13]);
    const [before, after] = [crossValidate(rows, labels), crossValidate(rows, flipped)];
    // The fold of row 13 has not seen its label, the other folds have.
    for (const at of [3, 13, 23]) expect(after[at]).toBe(before[at]);
    expect(after[4]).not.toBe(before[4]);
    expect(before).toHaveLength(60);
  });
});

describe('areaUnderCurve', () => {
  it('is one for a perfect ranking, zero for its opposite, a half for no ranking', () => {
    const labels = [false, false, true, true];
    expect(areaUnderCurve([1, 2, 3, 4], labels)).toBe(1);
    expect(areaUnderCurve([4, 3, 2, 1], labels)).toBe(0);
    expect(areaUnderCurve([5, 5, 5, 5], labels)).toBe(0.5);
  });

  it('is near a half for a random ranking', () => {
    const random = randomNumbers(11);
    const scores = Array.from({ length: 2000 }, random);
    expect(
      Math.abs(
        areaUnderCurve(
          scores,
          scores.map(() => random() < 0.3),
        ) - 0.5,
      ),
    ).toBeLessThan(0.04);
  });

  it('does not change with a growing function of the scores, and turns over with their sign', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.boolean()), { minLength: 2 }),
        (pairs) => {
          const scores = pairs.map(([score]) => score);
          const labels = pairs.map(([, label]) => label);
          fc.pre(labels.includes(true) && labels.includes(false));
          const area = areaUnderCurve(scores, labels);
          expect(areaUnderCurve(scores.map(Math.exp), labels)).toBeCloseTo(area, 9);
          expect(
            areaUnderCurve(
              scores.map((score) => -score),
              labels,
            ),
          ).toBeCloseTo(1 - area, 9);
        },
      ),
    );
  });
});
