/** Parameters of a logistic judge. */
export interface JudgeWeights {
  readonly intercept: number;
  /** Least probability at which the sources count as answering. */
  readonly threshold: number;
  readonly weights: readonly number[];
}

/**
 * The judges of cards with known questions and of other documents, by the vectors that were there.
 * Fitted by `npm run fit:answerability`; do not edit by hand.
 */
export const answerabilityWeights: {
  readonly card: Readonly<Record<'none' | 'terms' | 'model', JudgeWeights>>;
  readonly document: Readonly<Record<'none' | 'model', JudgeWeights>>;
} = {
  card: {
    none: { intercept: -8.1036, threshold: 0.8693, weights: [0.0589, -1.6813, -7.0814, 0.0000, 0.0000, 0.0000, 0.0000, 2.9482, 0.0000, 2.7246, -0.0568, 3.4690, -1.1497, -0.3360, -0.5295, 0.9098, 0.4664, -0.5893, 1.2068, 0.4252] },
    terms: { intercept: -15.8904, threshold: 0.7733, weights: [0.7611, -1.3746, -4.3282, 10.7088, -2.2178, -10.7745, 0.0000, 1.7856, 1.4723, 3.2013, -0.4323, 4.2910, -2.0118, -0.1771, -0.4473, 0.4779, 0.8035, -0.4334, 0.5249, 0.4998] },
    model: { intercept: -13.6704, threshold: 0.7257, weights: [1.3888, -3.2840, -3.4275, 7.7614, -0.7700, -11.8332, 2.4668, 1.9299, 1.7896, 3.5665, -0.7126, 2.7105, -2.1059, -0.0323, -0.0610, 0.3081, 0.9403, -0.8284, 0.5150, -0.4219] },
  },
  document: {
    none: { intercept: -6.0373, threshold: 0.7987, weights: [0.0000, 0.0000, 1.8320, 1.1813, 4.4509, -1.2319, 0.7252, -1.3576, 0.4235, 0.2953, -0.6423, 1.0242, 0.2321] },
    model: { intercept: -7.0124, threshold: 0.7568, weights: [5.5292, 1.7245, 1.3813, 1.4662, 2.2653, -1.5274, 0.1033, -0.6025, 0.4572, 0.5396, -0.8610, 1.6249, 0.0874] },
  },
};
