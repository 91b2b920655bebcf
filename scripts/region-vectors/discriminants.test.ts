import { describe, expect, it } from 'vitest';
import { discriminants } from './discriminants.ts';

/** Two classes that differ along the first axis a little, and are spread along the second a lot. */
function twoClasses() {
  const vectors: Float32Array[] = [];
  const classes: string[] = [];
  for (let at = 0; at < 200; at += 1) {
    const side = at % 2;
    vectors.push(Float32Array.of(side + 0.1 * Math.sin(at), 20 * Math.sin(7 * at), 0.1 * Math.cos(3 * at)));
    classes.push(side === 0 ? 'a' : 'b');
  }
  return { vectors, classes };
}

describe('discriminants', () => {
  it('finds the direction that tells classes apart, not the one along which all differ most', () => {
    const { vectors, classes } = twoClasses();
    const [direction] = discriminants(vectors, classes, 1).directions;
    const along = vectors.map((vector) =>
      vector.reduce((sum, value, at) => sum + value * direction![at]!, 0),
    );
    const of = (name: string) => along.filter((_, at) => classes[at] === name);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const gap = Math.abs(mean(of('a')) - mean(of('b')));
    const spread = Math.sqrt(mean(of('a').map((value) => (value - mean(of('a'))) ** 2)));
    expect(gap / spread).toBeGreaterThan(3);
    // Along the axis of largest variance the classes cannot be told apart.
    expect(Math.abs(direction![1]!)).toBeLessThan(Math.abs(direction![0]!) / 10);
  });

  it('gives the same for the same input, with the mean of all vectors', () => {
    const { vectors, classes } = twoClasses();
    const once = discriminants(vectors, classes, 1);
    expect(discriminants(vectors, classes, 1)).toEqual(once);
    expect(once.mean[0]).toBeCloseTo(0.5, 1);
  });
});
