/** A text as the features it has, and the vector it should get. */
export interface Example {
  readonly features: readonly string[];
  readonly target: Float32Array;
}

/** How term vectors are fitted. */
export interface FitOptions {
  /** Features in fewer texts get no vector. */
  readonly minimumTexts: number;
  /** Strength of the ridge penalty. */
  readonly ridge: number;
}

interface Row {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Fits a vector to each feature so that the sum over a text's features, weighted by inverse document
 * frequency and scaled to unit weight, comes as near as possible to the text's own vector: ridge
 * regression, one conjugate-gradient run a dimension. The vectors returned are already weighted.
 */
export function fitTermVectors(examples: readonly Example[], options: FitOptions): Map<string, Float32Array> {
  const { vocabulary, weights } = buildVocabulary(examples, options.minimumTexts);
  const rows = examples.map((example) => toRow(example.features, vocabulary, weights));
  const dimensions = examples[0]?.target.length ?? 0;
  const columns = Array.from({ length: dimensions }, (_, at) =>
    solve(
      rows,
      examples.map((example) => example.target[at]!),
      { size: vocabulary.size, ridge: options.ridge },
    ),
  );
  const vectors = new Map<string, Float32Array>();
  for (const [feature, column] of vocabulary) {
    vectors.set(
      feature,
      Float32Array.from(columns, (solution) => solution[column]! * weights[column]!),
    );
  }
  return vectors;
}

function buildVocabulary(examples: readonly Example[], minimumTexts: number) {
  const counts = new Map<string, number>();
  for (const { features } of examples) {
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const vocabulary = new Map<string, number>();
  const weights: number[] = [];
  for (const [feature, count] of counts) {
    if (count < minimumTexts) continue;
    vocabulary.set(feature, vocabulary.size);
    weights.push(Math.log(examples.length / count));
  }
  return { vocabulary, weights };
}

function toRow(
  features: readonly string[],
  vocabulary: ReadonlyMap<string, number>,
  weights: readonly number[],
): Row {
  const columns = features.flatMap((feature) => vocabulary.get(feature) ?? []);
  const norm = Math.sqrt(columns.reduce((sum, column) => sum + weights[column]! ** 2, 0)) || 1;
  return {
    columns: Int32Array.from(columns),
    values: Float64Array.from(columns, (column) => weights[column]! / norm),
  };
}

/** Solves (XᵀX + ridge·I) w = Xᵀy by conjugate gradients. */
function solve(
  rows: readonly Row[],
  target: readonly number[],
  { size, ridge }: { size: number; ridge: number },
): Float64Array {
  const solution = new Float64Array(size);
  const residual = transposeTimes(rows, Float64Array.from(target), size);
  const direction = Float64Array.from(residual);
  const first = dot(residual, residual);
  let current = first;
  for (let round = 0; round < 200 && current > 1e-8 * first; round += 1) {
    const product = transposeTimes(rows, times(rows, direction), size);
    for (let at = 0; at < size; at += 1) product[at]! += ridge * direction[at]!;
    const step = current / dot(direction, product);
    for (let at = 0; at < size; at += 1) {
      solution[at]! += step * direction[at]!;
      residual[at]! -= step * product[at]!;
    }
    const next = dot(residual, residual);
    for (let at = 0; at < size; at += 1) direction[at] = residual[at]! + (next / current) * direction[at]!;
    current = next;
  }
  return solution;
}

function times(rows: readonly Row[], vector: Float64Array): Float64Array {
  return Float64Array.from(rows, ({ columns, values }) => {
    let sum = 0;
    for (let at = 0; at < columns.length; at += 1) sum += values[at]! * vector[columns[at]!]!;
    return sum;
  });
}

function transposeTimes(rows: readonly Row[], vector: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size);
  for (const [row, { columns, values }] of rows.entries()) {
    for (let at = 0; at < columns.length; at += 1) result[columns[at]!]! += values[at]! * vector[row]!;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}
