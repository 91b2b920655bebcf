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
    none: { intercept: -6.1042, threshold: 0.6040, weights: [0.0000, 0.0000, 0.0000, 0.0000, 0.0000, -0.3866, -0.0879, 0.0574, 0.1515, 0.9793, -0.5382, 2.8517, 0.5233, 0.7694, -1.2890, 0.1061, 0.1032, 0.0023, 0.1444, -0.7766, 1.2964, -1.4002] },
    model: { intercept: -8.2781, threshold: 0.5440, weights: [5.0811, -1.8742, -7.2261, 0.3893, 1.9787, -0.0093, -0.0321, 0.0274, 0.1537, 0.6527, -2.1893, 2.6985, 1.0247, 1.0748, -2.0586, -0.0016, 0.0302, -0.3105, 0.5412, -0.7765, 0.6095, -2.0827] },
  },
  document: {
    none: { intercept: -4.1620, threshold: 0.8026, weights: [0.0000, 0.0000, 2.0329, 0.6602, 2.8979, -1.2652, 0.4875, -1.0733, 0.3428, 0.2698, -0.5525, 0.9750, 0.1065] },
    model: { intercept: -5.6856, threshold: 0.7748, weights: [6.3924, 0.7041, 1.5372, 0.9537, 1.4375, -1.5216, 0.1063, -0.7461, 0.3602, 0.5087, -0.8512, 1.5743, 0.0716] },
  },
};
