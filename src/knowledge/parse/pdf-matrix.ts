/** A transformation of the plane as PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Reads a matrix from a list of numbers; what is missing or no number is that of the identity. */
export function toMatrix(values: unknown): Matrix {
  const list: readonly unknown[] =
    Array.isArray(values) || values instanceof Float32Array ? Array.from(values as ArrayLike<unknown>) : [];
  const at = (index: number, otherwise: number): number => {
    const value = list[index];
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  };
  return [at(0, 1), at(1, 0), at(2, 0), at(3, 1), at(4, 0), at(5, 0)];
}

/** The transformation that does `second` first, then `first`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a1, b1, c1, d1, e1, f1] = first;
  const [a2, b2, c2, d2, e2, f2] = second;
  return [
    a1 * a2 + c1 * b2,
    b1 * a2 + d1 * b2,
    a1 * c2 + c1 * d2,
    b1 * c2 + d1 * d2,
    a1 * e2 + c1 * f2 + e1,
    b1 * e2 + d1 * f2 + f1,
  ];
}

/** The place a point moves to. */
export function movePoint([a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}
