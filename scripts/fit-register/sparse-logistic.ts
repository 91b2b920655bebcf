/** A row with few features: which ones it has, how much of each, and what it is. */
export interface SparseRow {
  readonly features: readonly number[];
  /** The value of each feature of the row. */
  readonly value: number;
  readonly positive: boolean;
  /** How much the row counts. */
  readonly weight: number;
}

/** What a fit is told. */
export interface SparseFit {
  /** Number of features. */
  readonly features: number;
  readonly epochs: number;
  /** Step of the first update of a feature. */
  readonly rate: number;
  /** Pull towards zero: the larger, the fewer features keep a weight. */
  readonly lasso: number;
  readonly ridge: number;
  readonly seed: number;
  /** Log odds of a row without any feature; given, not fitted. */
  readonly intercept: number;
}

/**
 * Fits a logistic model with few weights by FTRL-Proximal (McMahan et al. 2013): each feature has its
 * own step, and the lasso keeps most weights at exactly zero. The same seed gives the same weights.
 */
export function fitSparseLogistic(rows: readonly SparseRow[], options: SparseFit): Float64Array {
  const state = { z: new Float64Array(options.features), n: new Float64Array(options.features) };
  const weights = new Float64Array(options.features);
  const random = createRandom(options.seed);
  const order = rows.map((_, at) => at);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at]!;
      let sum = 0;
      for (const feature of row.features) {
        const weight = currentWeight(state, feature, options);
        weights[feature] = weight;
        sum += weight;
      }
      const probability = 1 / (1 + Math.exp(-(options.intercept + row.value * sum)));
      const error = (probability - (row.positive ? 1 : 0)) * row.weight;
      const gradient = error * row.value;
      for (const feature of row.features) {
        const before = state.n[feature]!;
        const after = before + gradient * gradient;
        const step = (Math.sqrt(after) - Math.sqrt(before)) / options.rate;
        state.z[feature]! += gradient - step * weights[feature]!;
        state.n[feature] = after;
      }
    }
  }
  for (let feature = 0; feature < options.features; feature += 1) {
    weights[feature] = currentWeight(state, feature, options);
  }
  return weights;
}

function currentWeight(
  { z, n }: { readonly z: Float64Array; readonly n: Float64Array },
  feature: number,
  { rate, lasso, ridge }: SparseFit,
): number {
  const pull = z[feature]!;
  if (Math.abs(pull) <= lasso) return 0;
  return -(pull - Math.sign(pull) * lasso) / ((1 + Math.sqrt(n[feature]!)) / rate + ridge);
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

/** Mulberry32: uniform in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
