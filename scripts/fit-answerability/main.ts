// Fits the judges that decide whether the sources answer a question, on the region's development
// questions, and writes their weights: npm run fit:answerability
// Nothing of a test set is read.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDevelopmentSet, type Observation } from './development-set.ts';
import { areaUnderCurve, crossValidate, fitLogistic } from './logistic.ts';

/**
 * Share of unanswerable questions that must be told to be so, on development questions. A document
 * that somebody added is likely meant by the question, so less is asked of it.
 */
const ignorance = { card: 0.91, document: 0.8 } as const;

const set = await createDevelopmentSet();
const records: string[] = [];
for (const vectors of ['none', 'model'] as const) {
  records.push(`    ${vectors}: ${fit('card', vectors, await set.observeCards(vectors))},`);
}
records.push('  },', '  document: {');
for (const vectors of ['none', 'model'] as const) {
  records.push(`    ${vectors}: ${fit('document', vectors, await set.observeDocuments(vectors))},`);
}
const path = join(import.meta.dirname, '../../src/agent/answerability-weights.ts');
await writeFile(path, source(records));
process.exit(0);

function fit(kind: 'card' | 'document', vectors: string, observations: readonly Observation[]): string {
  const rows = observations.map((observation) => observation.features);
  // Whether any source answers, not whether the best one does: the second is cited beside it.
  const labels = observations.map((observation) => observation.answerable);
  const scores = crossValidate(rows, labels);
  const { intercept, weights } = fitLogistic(rows, labels);
  const unanswerable = scores.filter((_, at) => !observations[at]!.answerable).toSorted((a, b) => a - b);
  const threshold = unanswerable[Math.floor(ignorance[kind] * unanswerable.length)] ?? 0.5;
  report(`${vectors} ${kind}`, { observations, scores, threshold });
  const numbers = weights.map((weight) => weight.toFixed(4)).join(', ');
  return `{ intercept: ${intercept.toFixed(4)}, threshold: ${threshold.toFixed(4)}, weights: [${numbers}] }`;
}

function report(
  name: string,
  {
    observations,
    scores,
    threshold,
  }: { observations: readonly Observation[]; scores: readonly number[]; threshold: number },
): void {
  const answerable = observations.filter((observation) => observation.answerable).length;
  const labels = observations.map((observation) => observation.answerable);
  const share = (test: (at: number) => boolean) =>
    (observations.filter((_, at) => test(at)).length / answerable).toFixed(3);
  console.log(
    `${name.padEnd(15)} n=${observations.length} AUC ${areaUnderCurve(scores, labels).toFixed(3)} at threshold ${threshold.toFixed(3)}:`,
    `best is right ${share((at) => observations[at]!.answers)}, answered ${share((at) => labels[at]! && scores[at]! >= threshold)},`,
    `best right ${share((at) => observations[at]!.answers && scores[at]! >= threshold)},`,
    `one of two right ${share((at) => observations[at]!.secondAnswers && scores[at]! >= threshold)}`,
  );
}

function source(records: readonly string[]): string {
  return `/** Parameters of a logistic judge. */
export interface JudgeWeights {
  readonly intercept: number;
  /** Least probability at which the sources count as answering. */
  readonly threshold: number;
  readonly weights: readonly number[];
}

/**
 * The judges of cards with known questions and of other documents, by the vectors that were there.
 * Fitted by \`npm run fit:answerability\`; do not edit by hand.
 */
export const answerabilityWeights: {
  readonly card: Readonly<Record<'none' | 'model', JudgeWeights>>;
  readonly document: Readonly<Record<'none' | 'model', JudgeWeights>>;
} = {
  card: {
${records.join('\n')}
  },
};
`;
}
