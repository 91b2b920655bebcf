import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runFiles } from '../evaluation/index.ts';
import { createMemoryStore } from '../knowledge/index.ts';
import { evaluateRetrieval } from './evaluate-retrieval.ts';
import { runEvaluation, scoreEvaluation } from './evaluate.ts';
import { regionCollection } from './collections.ts';
import { openExample } from './testing/open-example.ts';
import type { Workspace } from './workspace.ts';

const header = {
  kind: 'questions',
  schema: 1,
  version: '1.0.0',
  region: 'example',
  createdAt: '2026-01-01',
  split: 'dev',
};
const gold = ['work-minimum-wage'];
const questions = [
  { id: 'q-1', variety: 'en', question: 'lowest pay per hour allowed here', gold, expect: ['12'] },
  { id: 'q-2', variety: 'zh-Hans', question: '打工一小时至少要给多少钱', gold, expect: ['12'] },
  {
    id: 'q-3',
    variety: 'en',
    question: 'Who won the rowing race?',
    answerable: false,
    why: 'outside',
    gold: [],
  },
];

let home: string;
let set: string;
let folder: string;
let workspace: Workspace;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'evaluate-'));
  set = join(home, 'questions.jsonl');
  folder = join(home, 'run');
  await writeFile(set, [header, ...questions].map((record) => `${JSON.stringify(record)}\n`).join(''));
  workspace = await openExample(home, { store: createMemoryStore() });
});
afterEach(async () => {
  await workspace.close();
  await rm(home, { recursive: true, force: true });
});

describe('runEvaluation', () => {
  it('examines the assistant and leaves a complete run, which scores the same without it', async () => {
    const report = await runEvaluation(workspace, { set, folder });
    expect(report).toMatchObject({ asked: 3, errors: 0, complete: true, modes: { extractive: 3 } });
    expect(report.run).toMatchObject({
      set: { name: set, items: 3 },
      region: { id: 'example', hash: workspace.region.hash },
      subject: { id: 'assistant', models: { chat: null, embedding: null }, mode: 'extractive' },
    });
    const rates = Object.fromEntries(
      report.metrics.map(({ overall }) => [overall.id, `${overall.successes}/${overall.n}`]),
    );
    expect(rates).toEqual({
      'cites-right-source': '2/2',
      'admits-ignorance': '1/1',
      'follows-variety': '3/3',
      'states-expected-facts': '2/2',
      'no-unmarked-unsupported': '3/3',
    });
    expect(await scoreEvaluation(folder)).toEqual(report);
    expect(JSON.parse(await readFile(join(folder, runFiles.report), 'utf8'))).toEqual(report);
    expect(await readFile(join(folder, runFiles.markdown), 'utf8')).toContain(
      '**cites-right-source**: 1.000 (2/2',
    );
  });

  it('asks nothing twice in the same folder', async () => {
    await runEvaluation(workspace, { set, folder });
    const before = await readFile(join(folder, runFiles.samples), 'utf8');
    const reported: number[] = [];
    await runEvaluation(workspace, { set, folder, report: ({ done }) => reported.push(done) });
    expect(reported).toEqual([1, 2, 3]);
    expect(await readFile(join(folder, runFiles.samples), 'utf8')).toBe(before);
  });

  it('asks a part and says so', async () => {
    const { asked, complete, run } = await runEvaluation(workspace, { set, folder, limit: 2 });
    expect({ asked, complete, chosen: run.set.chosen?.length }).toEqual({
      asked: 2,
      complete: true,
      chosen: 2,
    });
  });

  it('names the sets there are when one is not', async () => {
    await expect(runEvaluation(workspace, { set: 'no-such-set', folder })).rejects.toMatchObject({
      code: 'evaluation.no-such-set',
      data: { set: 'no-such-set', split: 'dev' },
    });
  });
});

describe('evaluateRetrieval', () => {
  it('measures the search of some collections and says that no vectors took part', async () => {
    const items = questions.slice(0, 2).map(({ id, question }) => ({ id, query: question, gold }));
    const request = { name: 'wages', items, k: 1, labelSource: 'the test' };
    const here = await evaluateRetrieval(workspace, { ...request, collections: [regionCollection] });
    expect(here).toMatchObject({ hit: { successes: 2, n: 2 }, misses: [], dense: 'no-model' });
    const elsewhere = await evaluateRetrieval(workspace, { ...request, collections: ['local'] });
    expect(elsewhere).toMatchObject({ hit: { successes: 0, n: 2 }, misses: ['q-1', 'q-2'] });
  });
});
