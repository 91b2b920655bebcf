/** The mean of vectors and the directions that tell their classes apart best. */
export interface Discriminants {
  readonly mean: Float32Array;
  readonly directions: readonly Float32Array[];
}

/** Share of an even spread that is mixed into the spread within classes: few classes have many members. */
const shrinkage = 0.5;

/**
 * Fisher's linear discriminants: directions along which the means of classes lie far apart compared with
 * how far the members of one class do. `classes` names the class of each vector.
 */
export function discriminants(
  vectors: readonly Float32Array[],
  classes: readonly string[],
  count: number,
): Discriminants {
  const width = vectors[0]?.length ?? 0;
  const mean = meanOf(vectors);
  const byClass = new Map<string, Float32Array[]>();
  for (const [at, vector] of vectors.entries()) {
    byClass.set(classes[at]!, [...(byClass.get(classes[at]!) ?? []), vector]);
  }
  const within = square(width);
  const between = square(width);
  for (const group of byClass.values()) {
    const centre = meanOf(group);
    addOuter(between, subtract(centre, mean), 1 / byClass.size);
    for (const vector of group) addOuter(within, subtract(vector, centre), 1 / vectors.length);
  }
  const even = within.reduce((sum, row, at) => sum + row[at]!, 0) / width;
  const spread = within.map((row, at) =>
    row.map((value, column) => (1 - shrinkage) * value + (at === column ? shrinkage * even : 0)),
  );
  const root = cholesky(spread);
  // In the space where the spread within classes is even, the means differ most along the leading directions.
  const apart = (direction: Float64Array) => solveLower(root, multiply(between, solveUpper(root, direction)));
  let basis = startBasis(width, count);
  for (let round = 0; round < 60; round += 1) basis = orthonormalise(basis.map(apart));
  return {
    mean: Float32Array.from(mean),
    directions: basis.map((direction) => Float32Array.from(solveUpper(root, direction))),
  };
}

function meanOf(vectors: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (const [at, value] of vector.entries()) mean[at]! += value / vectors.length;
  return mean;
}

function subtract(a: ArrayLike<number>, b: Float64Array): Float64Array {
  return Float64Array.from(a, (value, at) => value - b[at]!);
}

function square(width: number): Float64Array[] {
  return Array.from({ length: width }, () => new Float64Array(width));
}

function addOuter(matrix: readonly Float64Array[], vector: Float64Array, weight: number): void {
  for (const [at, row] of matrix.entries()) {
    const factor = weight * vector[at]!;
    for (let column = 0; column < row.length; column += 1) row[column]! += factor * vector[column]!;
  }
}

/** The lower triangle L of a positive definite matrix L·Lᵀ. */
function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = square(matrix.length);
  for (let row = 0; row < matrix.length; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row]![column]!;
      for (let at = 0; at < column; at += 1) rest -= lower[row]![at]! * lower[column]![at]!;
      lower[row]![column] = row === column ? Math.sqrt(rest) : rest / lower[column]![column]!;
    }
  }
  return lower;
}

/** Solves L·x = b. */
function solveLower(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = Float64Array.from(right);
  for (let row = 0; row < solution.length; row += 1) {
    for (let at = 0; at < row; at += 1) solution[row]! -= lower[row]![at]! * solution[at]!;
    solution[row]! /= lower[row]![row]!;
  }
  return solution;
}

/** Solves Lᵀ·x = b. */
function solveUpper(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = Float64Array.from(right);
  for (let row = solution.length - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < solution.length; at += 1) solution[row]! -= lower[at]![row]! * solution[at]!;
    solution[row]! /= lower[row]![row]!;
  }
  return solution;
}

/** A fixed start, so that the same input always gives the same file. */
function startBasis(width: number, count: number): Float64Array[] {
  let state = 12345;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648 - 0.5;
  };
  return orthonormalise(Array.from({ length: count }, () => Float64Array.from({ length: width }, next)));
}

function multiply(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}

/** Gram-Schmidt, twice for numerical safety. */
function orthonormalise(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const result = Float64Array.from(vector);
    for (let pass = 0; pass < 2; pass += 1) {
      for (const other of basis) {
        const share = dot(result, other);
        for (let at = 0; at < result.length; at += 1) result[at]! -= share * other[at]!;
      }
    }
    const length = Math.sqrt(dot(result, result));
    basis.push(result.map((value) => value / length));
  }
  return basis;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}
