/** A logistic model in the scale of the raw features. */
export interface Logistic {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** Fits logistic regression with an L2 penalty on standardised features, by Newton's method. */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  penalty = 3,
): Logistic {
  const width = rows[0]?.length ?? 0;
  const mean = Array.from({ length: width }, (_, at) => average(rows.map((row) => row[at]!)));
  const scale = mean.map(
    (centre, at) => Math.sqrt(average(rows.map((row) => (row[at]! - centre) ** 2))) || 1,
  );
  const design = rows.map((row) => [1, ...row.map((value, at) => (value - mean[at]!) / scale[at]!)]);
  let beta = Array.from({ length: width + 1 }, () => 0);
  for (let round = 0; round < 30; round += 1) {
    const probabilities = design.map((row) => sigmoid(dot(row, beta)));
    const gradient = beta.map((value, at) => {
      const fit = design.reduce(
        (sum, row, index) => sum + row[at]! * ((labels[index] ? 1 : 0) - probabilities[index]!),
        0,
      );
      return fit - (at === 0 ? 0 : penalty * value);
    });
    const hessian = beta.map((_, a) =>
      beta.map((__, b) => {
        const curvature = design.reduce(
          (sum, row, index) => sum + row[a]! * row[b]! * probabilities[index]! * (1 - probabilities[index]!),
          0,
        );
        return curvature + (a === b ? (a === 0 ? 1e-6 : penalty) : 0);
      }),
    );
    const step = solveLinear(hessian, gradient);
    beta = beta.map((value, at) => value + step[at]!);
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  const weights = scale.map((deviation, at) => beta[at + 1]! / deviation);
  return { intercept: beta[0]! - dot(weights, mean), weights };
}

/** Probability of the label for one row of raw features. */
export function predict({ intercept, weights }: Logistic, row: readonly number[]): number {
  return sigmoid(intercept + dot(weights, row));
}

/** Out-of-fold probabilities: each row is predicted by a model that has not seen it. */
export function crossValidate(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  folds = 10,
): number[] {
  const models = Array.from({ length: Math.min(folds, rows.length) }, (_, fold) => {
    const kept = rows.map((__, index) => index).filter((index) => index % folds !== fold);
    return fitLogistic(
      kept.map((index) => rows[index]!),
      kept.map((index) => labels[index]!),
    );
  });
  return rows.map((row, index) => predict(models[index % folds]!, row));
}

/** Area under the ROC curve: the chance that a positive ranks above a negative. */
export function areaUnderCurve(scores: readonly number[], labels: readonly boolean[]): number {
  const positives = scores.filter((_, at) => labels[at]);
  const negatives = scores.filter((_, at) => !labels[at]);
  let wins = 0;
  for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

/** Gaussian elimination with pivoting. */
function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (let column = 0; column < rows.length; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < rows.length; row += 1) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < rows.length; row += 1) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let at = column; at <= rows.length; at += 1) rows[row]![at]! -= factor * rows[column]![at]!;
    }
  }
  return rows.map((row, at) => row[rows.length]! / row[at]!);
}
