import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProportion, wilsonInterval } from '../statistics/index.ts';
import { detectVariety } from './detect-variety.ts';
import type { Variety } from './variety.ts';

// Labelled sentences of many sources, kept beside the repository and never in it. The detector has no
// trained part and was not adjusted to them. Only the gold labels of the `dev` split are read.
const folder = join(import.meta.dirname, '../../../shared/data/corpora/lid');

interface Labelled {
  readonly text: string;
  readonly label: 'yue' | 'zh-Hant' | 'zh-Hans' | 'en';
  readonly quality: string;
  readonly split: string;
  readonly yue_markers: number;
}

function readRows<T>(name: string): T[] {
  return readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function isRight(label: Labelled['label'], variety: Variety): boolean {
  return label === 'yue' ? variety.startsWith('yue-') : variety === label;
}

/** Prints the share of right answers and returns the lower end of its interval. */
function measure(name: string, rows: readonly Labelled[]): number {
  const right = rows.filter((row) => isRight(row.label, detectVariety(row.text).variety)).length;
  process.stdout.write(`${name}: ${formatProportion(right, rows.length)}\n`);
  return wilsonInterval(right, rows.length)?.low ?? 0;
}

const present = existsSync(join(folder, 'labelled.jsonl'));

describe('detectVariety on labelled sentences', () => {
  const rows = present
    ? readRows<Labelled>('labelled.jsonl').filter((row) => row.split === 'dev' && row.quality === 'gold')
    : [];

  // Floors lie below what was measured: a fall is a defect, a rise is no proof of anything.
  it.for([
    ['en', 0.98],
    ['zh-Hant', 0.97],
    ['zh-Hans', 0.93],
  ] as const)('knows %s', ([label, floor], context) => {
    if (!present) context.skip('no test data at ../shared/data/corpora/lid');
    const low = measure(
      label,
      rows.filter((row) => row.label === label),
    );
    expect(low).toBeGreaterThan(floor);
  });

  it('knows written Cantonese where a character shows it', (context) => {
    if (!present) context.skip('no test data at ../shared/data/corpora/lid');
    const yue = rows.filter((row) => row.label === 'yue');
    const low = measure(
      'yue with a marker',
      yue.filter((row) => row.yue_markers > 0),
    );
    // Utterances without any marker are good in both registers: printed, not judged.
    measure(
      'yue without a marker',
      yue.filter((row) => row.yue_markers === 0),
    );
    expect(low).toBeGreaterThan(0.97);
  });

  it('does not take Standard Written Chinese under a Cantonese label for Cantonese', (context) => {
    if (!present) context.skip('no test data at ../shared/data/corpora/lid');
    const texts = readRows<{ readonly text: string }>('sib200_yue_doubtful.jsonl').map((row) => row.text);
    const mistaken = texts.filter((text) => detectVariety(text).variety.startsWith('yue-')).length;
    process.stdout.write(`taken for Cantonese: ${formatProportion(mistaken, texts.length)}\n`);
    expect(wilsonInterval(mistaken, texts.length)?.high).toBeLessThan(0.02);
  });
});
