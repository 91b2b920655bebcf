import { formatProportion } from '../statistics/index.ts';

/**
 * How often the variety detector gives the label of sentences labelled by their sources (dictionaries,
 * conversations, statutes, newspapers, reviews), on the part of them that was held out. `tests/` measures
 * it anew, and fails when a share is off by more than half a hundredth. Cantonese is counted in either
 * script.
 */
export const detectorAccuracy = {
  en: { right: 3183, of: 3186 },
  'zh-Hant': { right: 3205, of: 3237 },
  'zh-Hans': { right: 3121, of: 3280 },
  'Cantonese with a word that only Cantonese has': { right: 2681, of: 2693 },
  'Cantonese without one': { right: 82, of: 317 },
} as const;

/** Writes {@link detectorAccuracy} for people. */
export function describeDetectorAccuracy(): string {
  const rates = Object.entries(detectorAccuracy).map(
    ([label, { right, of }]) => `${label} ${formatProportion(right, of)}`,
  );
  return (
    `The assistant chooses its reply's variety with the same detector. Its own accuracy on labelled sentences: ${rates.join('; ')}. ` +
    'Chinese without any word that tells the register counts as Standard Written Chinese.'
  );
}
