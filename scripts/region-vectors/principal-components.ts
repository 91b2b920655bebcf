/** The mean of vectors and the directions in which they differ most, each of unit length. */
export interface PrincipalComponents {
  readonly mean: Float32Array;
  readonly components: readonly Float32Array[];
}

/** Finds the first `count` principal components by subspace iteration on the covariance matrix. */
export function principalComponents(vectors: readonly Float32Array[], count: number): PrincipalComponents {
  const width = vectors[0]?.length ?? 0;
  const mean = new Float64Array(width);
  for (const vector of vectors)
    for (const [at, value] of vector.entries()) mean[at]! += value / vectors.length;
  const covariance = covarianceOf(vectors, mean);
  let basis = startBasis(width, count);
  // The spectrum of sentence vectors falls off quickly: a few dozen rounds settle the leading part.
  for (let round = 0; round < 60; round += 1) {
    basis = orthonormalise(basis.map((direction) => multiply(covariance, direction)));
  }
  return {
    mean: Float32Array.from(mean),
    components: basis.map((direction) => Float32Array.from(direction)),
  };
}

function covarianceOf(vectors: readonly Float32Array[], mean: Float64Array): Float64Array[] {
  const width = mean.length;
  const matrix = Array.from({ length: width }, () => new Float64Array(width));
  for (const vector of vectors) {
    const centred = Float64Array.from(vector, (value, at) => value - mean[at]!);
    for (let row = 0; row < width; row += 1) {
      const factor = centred[row]! / vectors.length;
      const target = matrix[row]!;
      for (let column = 0; column < width; column += 1) target[column]! += factor * centred[column]!;
    }
  }
  return matrix;
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
