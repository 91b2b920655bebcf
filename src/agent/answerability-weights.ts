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
  readonly card: Readonly<Record<'none' | 'model', JudgeWeights>>;
  readonly document: Readonly<Record<'none' | 'model', JudgeWeights>>;
} = {
  card: {
    none: { intercept: -6.4365, threshold: 0.6199, weights: [0.0000, 0.0000, 0.0000, 0.0000, 0.0000, -0.2117, -0.0984, 0.0782, 0.1292, 0.9041, -0.6157, 2.6360, 1.3007, 0.7976, -1.1920, 0.0860, 0.1487, 0.1641, 0.0813, -0.6353, 1.3863, -1.4267] },
    model: { intercept: -8.1186, threshold: 0.5486, weights: [3.9781, -1.1715, -8.6813, 0.2377, 1.7656, 0.4851, -0.0010, 0.0372, 0.1369, 0.5921, -2.8109, 2.9451, 1.2891, 0.9306, -1.9617, -0.0195, 0.0972, -0.1224, 0.4768, -0.6546, 0.7266, -2.2668] },
  },
  document: {
    none: { intercept: -4.1620, threshold: 0.8026, weights: [0.0000, 0.0000, 2.0329, 0.6602, 2.8979, -1.2652, 0.4875, -1.0733, 0.3428, 0.2698, -0.5525, 0.9750, 0.1065] },
    model: { intercept: -5.6856, threshold: 0.7748, weights: [6.3924, 0.7041, 1.5372, 0.9537, 1.4375, -1.5216, 0.1063, -0.7461, 0.3602, 0.5087, -0.8512, 1.5743, 0.0716] },
  },
};
