import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { formatProportion, wilsonInterval } from '../statistics/index.ts';
import { toSimplified } from './convert-script.ts';
import { detectVariety } from './detect-variety.ts';

// Labelled sentences of many sources, kept beside the repository and never in it. The word lists, the weights
// and the thresholds were made with the sources named here; all others are only ever measured, whole.
// docs/variety-detection.md tells what was split how.
const developedOn = new Set([
  'hkcancor',
  'drcd_wiki_tw',
  'ud_gsd',
  'basic_law',
  'prc_law',
  'waimai_reviews',
  'hk_legislation_en',
]);
const folder = join(import.meta.dirname, '../../../shared/data/corpora/lid');
const present = existsSync(join(folder, 'labelled.jsonl'));

const labels = ['en', 'zh-Hans', 'zh-Hant', 'yue'] as const;
type Label = (typeof labels)[number];

interface Labelled {
  readonly text: string;
  readonly label: Label;
  readonly source: string;
  /** `gold`, or `silver` for sentences chosen by their Cantonese characters: those are too easy. */
  readonly quality: string;
}

interface Found extends Labelled {
  readonly found: Label | 'other';
}

function readRows<T>(name: string): T[] {
  return readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function detectLabel(text: string): Found['found'] {
  const { variety } = detectVariety(text);
  if (variety.startsWith('yue-')) return 'yue';
  return labels.find((label) => label === variety) ?? 'other';
}

function share(rows: readonly Found[], name: string, found: Label): { low: number; high: number } {
  const right = rows.filter((row) => row.found === found).length;
  process.stdout.write(`${name}: ${formatProportion(right, rows.length)}\n`);
  return wilsonInterval(right, rows.length) ?? { low: 0, high: 1 };
}

function f1(rows: readonly Found[], label: Label): number {
  const both = rows.filter((row) => row.label === label && row.found === label).length;
  const either =
    rows.filter((row) => row.label === label).length + rows.filter((row) => row.found === label).length;
  return (2 * both) / either;
}

function countHan(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

function requireData(context: TestContext): void {
  if (!present) context.skip('no test data at ../shared/data/corpora/lid');
}

describe('detectVariety on sources it was not developed on', () => {
  const rows = (present ? readRows<Labelled>('labelled.jsonl') : [])
    .filter(({ source }) => !developedOn.has(source))
    .map((row): Found => ({ ...row, found: detectLabel(row.text) }));
  const ofLabel = (label: Label) => rows.filter((row) => row.label === label && row.quality === 'gold');

  it('tells the four varieties apart', (context) => {
    requireData(context);
    for (const key of new Set(rows.map(({ label, source }) => `${label} ${source}`))) {
      const [label] = key.split(' ') as [Label];
      share(
        rows.filter((row) => `${row.label} ${row.source}` === key),
        key,
        label,
      );
    }
    const gold = rows.filter(({ quality }) => quality === 'gold');
    const scores = labels.map((label) => f1(gold, label));
    const macro = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    process.stdout.write(
      `macro-F1 ${macro.toFixed(4)} (${labels.join(', ')}: ${scores.map((score) => score.toFixed(4)).join(', ')})\n`,
    );
    expect(macro).toBeGreaterThan(0.95);
  });

  it('knows written Cantonese, with or without a character that shows it', (context) => {
    requireData(context);
    const all = ofLabel('yue');
    expect(share(all, 'Cantonese', 'yue').low).toBeGreaterThan(0.88);
    const long = all.filter(({ text }) => countHan(text) >= 8);
    expect(share(long, 'Cantonese from 8 Han characters', 'yue').low).toBeGreaterThan(0.93);
    const simplified = all.map((row) => ({ ...row, found: detectLabel(toSimplified(row.text)) }));
    expect(share(simplified, 'Cantonese written in simplified characters', 'yue').low).toBeGreaterThan(0.88);
  });

  it('does not take Mandarin for Cantonese', (context) => {
    requireData(context);
    for (const label of ['zh-Hant', 'zh-Hans'] as const) {
      expect(share(ofLabel(label), `${label} taken for Cantonese`, 'yue').high).toBeLessThan(0.005);
    }
  });

  it('does not take Standard Written Chinese under a Cantonese label for Cantonese', (context) => {
    requireData(context);
    const doubtful = readRows<Labelled>('sib200_yue_doubtful.jsonl');
    const found = doubtful.map((row) => ({ ...row, found: detectLabel(row.text) }));
    expect(share(found, 'taken for Cantonese', 'yue').high).toBeLessThan(0.02);
  });
});
