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
    none: { intercept: -5.6166, threshold: 0.6868, weights: [-1.8162, 0.1334, -4.5840, 0.0000, 0.0000, 0.0000, 0.0000, -0.6053, 0.0000, -1.4580, -0.0587, 0.0803, 0.1205, 0.8763, -1.0053, 2.2043, 0.3682, 0.5924, -1.3484, 0.1319, 0.1163, -0.3914, 0.3494, -0.7702, 1.7198, -1.1594] },
    model: { intercept: -6.9114, threshold: 0.6178, weights: [-0.9237, -0.1920, -2.6522, 4.2576, -2.0111, -5.3957, -0.5890, -1.0239, 2.0976, -0.3228, -0.1811, 0.0786, 0.0915, 0.6678, -2.0475, 3.0326, -0.0916, 1.0042, -1.9082, 0.1096, 0.0734, -0.7494, 0.4389, -0.9272, 0.8506, -1.7307] },
  },
  document: {
    none: { intercept: -4.1620, threshold: 0.8026, weights: [0.0000, 0.0000, 2.0329, 0.6602, 2.8979, -1.2652, 0.4875, -1.0733, 0.3428, 0.2698, -0.5525, 0.9750, 0.1065] },
    model: { intercept: -5.6856, threshold: 0.7748, weights: [6.3924, 0.7041, 1.5372, 0.9537, 1.4375, -1.5216, 0.1063, -0.7461, 0.3602, 0.5087, -0.8512, 1.5743, 0.0716] },
  },
};
