// Fits the weights by which characters alone tell Cantonese from Standard Written Chinese, where no marker
// decides, and writes them: npm run fit:register
// Sources that docs/variety-detection.md reports on are not read.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLabelledTexts, type LabelledText } from './training-data.ts';
import { toSimplified } from '../../src/language/index.ts';
import { addEvidence, noEvidence } from '../../src/language/register-evidence.ts';
import { longestGram } from '../../src/language/register-score.ts';
import { symbols } from '../../src/language/register-symbols.ts';
import { readSentences } from '../../src/language/register-text.ts';
import { fitSparseLogistic, type SparseRow } from './sparse-logistic.ts';

/** A run must be in so many sentences to get a weight: rarer ones are chance, or somebody's words. */
const leastSentences = 5;

/** How much the sentences of a source count together, in sentences; each source has a topic of its own. */
const sourceWeights: Readonly<Record<string, number>> = {
  'hkcancor yue': 6000,
  'own questions yue-Hant': 6000,
  'own questions zh-Hant': 6000,
  'own questions zh-Hans': 4000,
  'own cards zh-Hant': 4000,
  'own phrases': 2000,
  'prc_law zh-Hans': 1000,
  'basic_law zh-Hant': 300,
  'basic_law zh-Hans': 300,
};

/** Log odds of a text of which no run is known, such as a name: it is not to be taken for Cantonese. */
const intercept = -1;

interface Example {
  readonly grams: readonly string[];
  readonly han: number;
  readonly cantonese: boolean;
  readonly source: string;
  readonly aside: boolean;
  /** No strong marker is in the sentence: only such sentences are ever scored. */
  readonly undecided: boolean;
}

const texts = await readLabelledTexts();
const examples = [...texts, ...inSimplified(texts)].flatMap(readExamples);
const fitting = examples.filter(({ aside }) => !aside);
const index = indexGrams(fitting);
const bySource = countBy(fitting, ({ source }) => source);
const rows = fitting.map((example): SparseRow => ({
  features: example.grams.flatMap((gram) => index.get(gram) ?? []),
  value: 1 / Math.sqrt(Math.max(1, example.han)),
  positive: example.cantonese,
  weight: (sourceWeights[example.source] ?? 0) / (bySource.get(example.source) ?? 1),
}));
const weights = fitSparseLogistic(rows, {
  features: index.size,
  epochs: 8,
  rate: 0.3,
  lasso: Number(process.env['LASSO'] ?? 0.4),
  ridge: Number(process.env['RIDGE'] ?? 1),
  seed: 1,
  intercept,
});
const weightOf = new Map(Array.from(index, ([gram, at]) => [gram, round(weights[at] ?? 0)]));
report();
const path = join(import.meta.dirname, '../../src/language/register-weights.ts');
await writeFile(path, source());

/** Cantonese in simplified writing hardly exists as a corpus: ours is converted. */
function inSimplified(all: readonly LabelledText[]): LabelledText[] {
  return all
    .filter(({ cantonese }, at) => cantonese && at % 2 === 0)
    .map((each) => ({ ...each, text: toSimplified(each.text) }));
}

/** The sentences of a text, strong markers blanked: the weights must do without them. */
function readExamples({ text, cantonese, source, aside }: LabelledText): Example[] {
  const { sequence, sentences } = readSentences(text);
  return sentences.flatMap(({ start, end, han }): Example[] => {
    const blank = new Set<number>();
    const onMarker = (from: number, to: number) => {
      for (let at = from; at < to; at += 1) blank.add(at);
    };
    addEvidence(noEvidence(), { sequence, start, end }, onMarker);
    if (han - blank.size < 1) return [];
    const grams = readGrams({ sequence, start, end }, blank);
    return [{ grams, han: han - blank.size, cantonese, source, aside, undecided: blank.size === 0 }];
  });
}

/** The runs of symbols that the score looks up, as they are written in the weights. */
function readGrams(
  { sequence, start, end }: { sequence: Uint16Array; start: number; end: number },
  blank: ReadonlySet<number>,
): string[] {
  const grams: string[] = [];
  for (let at = start - 1; at < end; at += 1) {
    let gram = '';
    for (let to = at; to < at + longestGram && to <= end && !blank.has(to); to += 1) {
      const symbol = to < start || to === end ? symbols.boundary : (sequence[to] ?? 0);
      gram +=
        symbol === symbols.boundary ? '$' : symbol === symbols.latin ? 'A' : String.fromCharCode(symbol);
      if (isGram(gram)) grams.push(gram);
    }
  }
  return grams;
}

/** At least one Han character, none split in two, and nothing that depends on what people speak of. */
function isGram(gram: string): boolean {
  return /\p{Script=Han}/u.test(gram) && !/\p{Surrogate}/u.test(gram) && !/[港香请]/.test(gram);
}

function indexGrams(all: readonly Example[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { grams } of all) {
    for (const gram of new Set(grams)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  const kept = Array.from(counts).filter(([, count]) => count >= leastSentences);
  return new Map(kept.map(([gram], at) => [gram, at]));
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function round(weight: number): number {
  return Math.round(weight * 10) / 10;
}

function score({ grams, han }: Example): number {
  const sum = grams.reduce((total, gram) => total + (weightOf.get(gram) ?? 0), 0);
  return intercept + sum / Math.sqrt(Math.max(1, han));
}

/** Shares of the sentences set aside that no marker decides and that score at least so much. */
function report(): void {
  const tried = examples.filter(({ aside, undecided }) => aside && undecided);
  const limits = [0, 0.5, 1, 1.5, 2, 3];
  const kept = Array.from(weightOf.values()).filter((weight) => weight !== 0).length;
  console.log(`${kept} of ${index.size} runs have a weight; intercept ${intercept.toFixed(2)}`);
  for (const name of new Set(tried.map((each) => each.source))) {
    const scores = tried.filter((each) => each.source === name).map(score);
    const shares = limits.map((limit) => scores.filter((each) => each >= limit).length / scores.length);
    const cells = shares.map((share, at) => `>=${limits[at]} ${share.toFixed(3)}`);
    console.log(`${name.padEnd(26)} n=${String(scores.length).padStart(5)} ${cells.join('  ')}`);
  }
}

function source(): string {
  const groups = new Map<number, string[]>();
  for (const [gram, weight] of weightOf) {
    if (weight !== 0) groups.set(weight, [...(groups.get(weight) ?? []), gram]);
  }
  const lines = Array.from(groups)
    .toSorted(([a], [b]) => a - b)
    .map(([weight, grams]) => `    [${weight}, '${grams.toSorted().join(' ')}'],`);
  return `/**
 * Log odds for Cantonese of runs of symbols: \`$\` a boundary, \`A\` a Latin word, \`0\` a number.
 * Fitted by \`npm run fit:register\`; do not edit by hand. Where the sentences came from and under
 * which licences: docs/variety-detection.md.
 */
export const registerWeights: {
  readonly intercept: number;
  /** Runs by their weight. */
  readonly grams: readonly (readonly [number, string])[];
} = {
  intercept: ${intercept.toFixed(3)},
  grams: [
${lines.join('\n')}
  ],
};
`;
}
