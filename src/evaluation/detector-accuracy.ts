import { formatProportion } from '../statistics/index.ts';

/**
 * How often the variety detector gives the label of sentences labelled by their sources (dictionaries,
 * minutes, guides, news, reviews) that it was not developed on (docs/variety-detection.md). `tests/` measures
 * it anew, and fails when a share is off by more than half a hundredth. Cantonese is counted in either
 * script.
 */
export const detectorAccuracy = {
  en: { right: 25799, of: 25820 },
  'zh-Hant': { right: 9781, of: 9831 },
  'zh-Hans': { right: 14611, of: 14944 },
  'Cantonese with a word that only Cantonese has': { right: 20840, of: 20998 },
  'Cantonese without one': { right: 1884, of: 2776 },
} as const;

/** Writes {@link detectorAccuracy} for people. */
export function describeDetectorAccuracy(): string {
  const rates = Object.entries(detectorAccuracy).map(
    ([label, { right, of }]) => `${label} ${formatProportion(right, of)}`,
  );
  return (
    `The assistant chooses its reply's variety with the same detector. Its own accuracy on labelled sentences: ${rates.join('; ')}. ` +
    'Chinese without any word that tells the register is judged by its characters, else it counts as Standard Written Chinese.'
  );
}
