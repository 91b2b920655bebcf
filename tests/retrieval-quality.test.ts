import { access } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { describeMetric } from '../src/evaluation/index.ts';
import { type Bench, type Corpus, openBench } from './testing/measure-corpus.ts';
import { printMeasurement } from './testing/print-measurement.ts';
import { corpora, readBasicLaw, readLabour, readLegalQuestions } from './testing/retrieval-corpora.ts';

// Vectors of whole corpora: about three minutes on two free cores, then they are kept in .lionrock/.
const timeout = 900_000;

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

type Floors = Readonly<Record<string, number>>;

/** Prints what one half or both reach, and names the sets below their floor. */
async function findBelowFloor(corpus: Corpus, dense: boolean, floors: Floors): Promise<string[]> {
  const below: string[] = [];
  for (const [name, report] of await bench.measure(corpus, dense)) {
    const { successes, n } = report.hit;
    printMeasurement(`\n${dense ? 'hybrid' : 'keywords'} ${describeMetric(report.hit)}`);
    if (report.misses.length <= 20) printMeasurement(`  missed: ${report.misses.join(', ')}`);
    if (report.dense !== (dense ? 'used' : 'no-model')) below.push(`${name}: vectors ${report.dense}`);
    if (successes < (floors[name] ?? 1) * n) below.push(`${name}: ${successes} of ${n}`);
  }
  return below;
}

function skipDense(context: TestContext): void {
  if (bench.model === undefined) context.skip('the embedding model is not on this machine');
}

async function requireCorpora(context: TestContext) {
  await access(corpora).catch(() => context.skip(`${corpora} is not on this machine`));
}

describe('retrieval quality with keywords alone', () => {
  it('finds the guide for labour questions', async (context) => {
    await requireCorpora(context);
    expect(await findBelowFloor(await readLabour(), false, { 'labour questions': 0.9 })).toEqual([]);
  });

  it('finds the article for questions on the Basic Law', async (context) => {
    await requireCorpora(context);
    // A guard, no aim: without vectors the hard questions share few words with their articles.
    const floors = { 'Basic Law, hard questions': 0.45, 'Basic Law, natural questions': 0.65 };
    expect(await findBelowFloor(await readBasicLaw('test'), false, floors)).toEqual([]);
  });

  it('finds the answer to legal questions of the public', async (context) => {
    await requireCorpora(context);
    expect(await findBelowFloor(await readLegalQuestions(), false, { 'legal questions': 0.83 })).toEqual([]);
  });
});

describe('retrieval quality with keywords and vectors', () => {
  it('finds the guide for labour questions', { timeout }, async (context) => {
    await requireCorpora(context);
    skipDense(context);
    expect(await findBelowFloor(await readLabour(), true, { 'labour questions': 0.9 })).toEqual([]);
  });

  it('finds the article for questions on the Basic Law', { timeout }, async (context) => {
    await requireCorpora(context);
    skipDense(context);
    // The aim is 0.9 on natural questions and is not reached (docs/decisions/006): these are guards.
    const floors = { 'Basic Law, hard questions': 0.65, 'Basic Law, natural questions': 0.8 };
    expect(await findBelowFloor(await readBasicLaw('test'), true, floors)).toEqual([]);
  });

  it('finds the answer to legal questions of the public', { timeout }, async (context) => {
    await requireCorpora(context);
    skipDense(context);
    expect(await findBelowFloor(await readLegalQuestions(), true, { 'legal questions': 0.9 })).toEqual([]);
  });
});
