import { join } from 'node:path';
import { access } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openJsonl } from '../src/base/index.ts';
import { detectorAccuracy } from '../src/evaluation/index.ts';
import { detectVariety, languageOf } from '../src/language/index.ts';
import { formatProportion } from '../src/statistics/index.ts';
import { printMeasurement } from './testing/print-measurement.ts';

// Sources that neither word lists nor weights nor thresholds were developed on (docs/variety-detection.md).
const heldOut = new Set([
  'abc_dictionary',
  'wordshk_plus15',
  'legco_hansard',
  'sib200',
  'hotel_reviews',
  'hk_labour_guides',
]);
const path = join('..', 'shared', 'data', 'corpora', 'lid', 'labelled.jsonl');

interface Labelled {
  readonly text: string;
  readonly label: string;
  readonly quality: string;
  readonly yue_markers: number;
  readonly source: string;
}

it('the accuracy that reports print is the one measured on held-out sentences', async (context) => {
  await access(path).catch(() => context.skip(`${path} is not on this machine`));
  const counts: Record<string, { right: number; of: number }> = {};
  for await (const record of openJsonl(path)) {
    if (!('value' in record)) continue;
    const { text, label, quality, source, yue_markers: markers } = record.value as Labelled;
    if (!heldOut.has(source) || quality !== 'gold') continue;
    const { variety } = detectVariety(text);
    const marked = markers > 0 ? 'Cantonese with a word that only Cantonese has' : 'Cantonese without one';
    const count = (counts[label === 'yue' ? marked : label] ??= { right: 0, of: 0 });
    count.of += 1;
    if ((label === 'yue' ? languageOf(variety) : variety) === label) count.right += 1;
  }
  const wrong = Object.entries(detectorAccuracy).filter(([label, printed]) => {
    const { right, of } = counts[label] ?? { right: 0, of: 0 };
    printMeasurement(`${label}: ${formatProportion(right, of)}`);
    return of !== printed.of || Math.abs(right - printed.right) > 0.005 * of;
  });
  expect(wrong).toEqual([]);
  expect(Object.keys(counts)).toHaveLength(Object.keys(detectorAccuracy).length);
});
