import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerQualityScorers } from './answer-quality-scorers.ts';
import { chooseSample } from './choose-sample.ts';
import { readQuestionSet } from './read-question-set.ts';
import { formatReport, makeReport } from './report.ts';
import { type RunRequest, readRun, runFiles, runQuestionSet } from './run-question-set.ts';
import { scoreSamples } from './score-samples.ts';
import type { Item, Subject, SubjectResponse } from './spec.ts';

const header = {
  kind: 'questions',
  schema: 1,
  version: '1.0.0',
  region: 'example',
  createdAt: '2026-01-01',
  split: 'dev',
};
const questions = Array.from({ length: 6 }, (_, at) => ({
  id: `q-${at}`,
  variety: at % 2 === 0 ? 'en' : 'zh-Hant',
  question: `Question ${at}`,
  answerable: at < 4,
  gold: at < 4 ? [`card-${at}`] : [],
  ...(at === 5 && { history: ['An earlier question'] }),
}));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lionrock-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function writeSet(records: readonly unknown[]): Promise<string> {
  const path = join(folder, 'set.jsonl');
  await writeFile(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}

/** Cites the right card, except for the first question, and admits ignorance about the last one alone. */
function createSubject(asked: string[] = []): Subject {
  return {
    id: 'scripted',
    models: { chat: null },
    mode: 'scripted',
    respond({ question, history }, itemId): Promise<SubjectResponse> {
      asked.push([itemId, question, ...history].join('|'));
      const at = Number(itemId.slice(2));
      const cited = at === 0 ? 'card-9' : `card-${at}`;
      return Promise.resolve({
        text: 'Yes. [1]',
        variety: 'en',
        sentences: [{ text: 'Yes. [1]', kind: 'quotation', citations: [1] }],
        ownText: 'This is what the sources say.',
        citations: at === 5 ? [] : [{ n: 1, documentId: cited, passage: 'Yes.' }],
        admittedIgnorance: at === 5,
        model: null,
        mode: 'scripted',
      });
    },
  };
}

async function makeRequest(subject: Subject): Promise<RunRequest> {
  return {
    set: await readQuestionSet(await writeSet([header, ...questions]), 'example/dev'),
    subject,
    folder: join(folder, 'run'),
    context: { region: null, versions: { lionrock: '0.0.0' }, revision: null, seed: null },
    clock: () => new Date('2026-01-02T03:04:05Z'),
  };
}

describe('readQuestionSet', () => {
  it('reads items with their defaults', async () => {
    const { items, hash } = await readQuestionSet(await writeSet([header, ...questions]), 'example/dev');
    expect(items).toHaveLength(6);
    expect(items[0]).toEqual({ ...questions[0], history: [], expect: [] });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['no header', [questions[0]], ':1 '],
    ['nothing', [], ':1 '],
    ['no question', [header], 'no question'],
    ['the same id twice', [header, questions[0], questions[0]], ':3 .*"q-0" is used twice'],
    ['an answerable question without gold', [header, { ...questions[0], gold: [] }], ':2 .*gold'],
    ['an unknown field', [header, { ...questions[0], golds: ['x'] }], ':2 .*golds'],
    ['another variety', [header, { ...questions[0], variety: 'fr' }], ':2 .*variety'],
  ])('refuses a set with %s, naming the place', async (_name, records, message) => {
    await expect(readQuestionSet(await writeSet(records), 'bad')).rejects.toThrow(new RegExp(message));
  });
});

describe('runQuestionSet', () => {
  it('asks each question once, with its own history alone, and keeps a complete record', async () => {
    const asked: string[] = [];
    const { record, samples } = await runQuestionSet(await makeRequest(createSubject(asked)));
    expect(asked).toEqual([
      'q-0|Question 0',
      'q-1|Question 1',
      'q-2|Question 2',
      'q-3|Question 3',
      'q-4|Question 4',
      'q-5|Question 5|An earlier question',
    ]);
    expect(samples).toHaveLength(6);
    expect(record).toMatchObject({
      set: { name: 'example/dev', version: '1.0.0', split: 'dev', items: 6 },
      subject: { id: 'scripted', mode: 'scripted' },
      startedAt: '2026-01-02T03:04:05.000Z',
      endedAt: '2026-01-02T03:04:05.000Z',
    });
    expect(await readRun(join(folder, 'run'))).toEqual({ record, samples });
  });

  it('goes on after a death in the middle of a line, asking nothing twice', async () => {
    const request = await makeRequest(createSubject());
    const stop = new AbortController();
    let count = 0;
    const dying: Subject = {
      ...request.subject,
      respond(question, itemId) {
        count += 1;
        if (count === 4) stop.abort(new Error('stopped'));
        return request.subject.respond(question, itemId);
      },
    };
    await expect(runQuestionSet({ ...request, subject: dying, signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
    await appendFile(join(request.folder, runFiles.samples), '{"item":{"id":"q-4","var');
    const interrupted = await readRun(request.folder);
    expect(interrupted.record.endedAt).toBeNull();
    expect(makeReport(interrupted, answerQualityScorers).complete).toBe(false);

    const asked: string[] = [];
    const { samples } = await runQuestionSet({ ...request, subject: createSubject(asked) });
    expect(asked.map((line) => line.slice(0, 3))).toEqual(['q-4', 'q-5']);
    expect(samples.map((sample) => sample.item.id)).toEqual(questions.map((question) => question.id));
    const lines = (await readFile(join(request.folder, runFiles.samples), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('keeps an error as no answer, and asks that question again', async () => {
    const request = await makeRequest(createSubject());
    const failing: Subject = {
      ...request.subject,
      respond: (question, itemId) =>
        itemId === 'q-1' ? Promise.reject(new Error('no reply')) : request.subject.respond(question, itemId),
    };
    const first = makeReport(await runQuestionSet({ ...request, subject: failing }), answerQualityScorers);
    expect(first.errors).toBe(1);
    const [cites] = first.metrics;
    expect(cites?.overall).toMatchObject({ id: 'cites-right-source', successes: 2, n: 3, unscored: 1 });
    const second = makeReport(await runQuestionSet(request), answerQualityScorers);
    expect(second.errors).toBe(0);
    expect(second.metrics[0]?.overall).toMatchObject({ successes: 3, n: 4, unscored: 0 });
  });

  it('does not mix two subjects in one folder', async () => {
    const request = await makeRequest(createSubject());
    await runQuestionSet(request);
    const other = { ...request.subject, models: { chat: 'another' } };
    await expect(runQuestionSet({ ...request, subject: other })).rejects.toMatchObject({
      code: 'evaluation.other-run',
      data: { differing: ['subject'] },
    });
  });
});

describe('scoreSamples', () => {
  it('gives the same rates from the log alone, whose parts make the whole', async () => {
    const run = await runQuestionSet(await makeRequest(createSubject()));
    const again = await readRun(join(folder, 'run'));
    const { metrics, samples } = scoreSamples(again.samples, answerQualityScorers);
    expect(metrics).toEqual(scoreSamples(run.samples, answerQualityScorers).metrics);
    const byId = new Map(metrics.map((metric) => [metric.overall.id, metric]));
    expect(byId.get('cites-right-source')?.overall).toMatchObject({ successes: 3, n: 4 });
    expect(byId.get('admits-ignorance')?.overall).toMatchObject({ successes: 1, n: 2 });
    expect(byId.get('follows-variety')?.overall).toMatchObject({ successes: 3, n: 6 });
    expect(byId.get('states-expected-facts')?.overall).toMatchObject({ n: 0 });
    expect(byId.get('states-expected-facts')?.overall.interval).toBeUndefined();
    for (const { overall, varieties } of metrics) {
      const parts = Object.values(varieties);
      for (const field of ['successes', 'n', 'unscored'] as const) {
        expect(parts.reduce((sum, part) => sum + part[field], 0)).toBe(overall[field]);
      }
    }
    expect(samples[0]?.scores['admits-ignorance']).toBeUndefined();
  });
});

describe('formatReport', () => {
  it('prints count, interval, definition and label source of every rate, and no question', async () => {
    const run = await runQuestionSet(await makeRequest(createSubject()));
    const text = formatReport(makeReport(run, answerQualityScorers));
    expect(text).toContain('**cites-right-source**: 0.750 (3/4; 95 % Wilson interval 0.301-0.954)');
    for (const { definition, labelSource } of answerQualityScorers) {
      expect(text).toContain(definition);
      expect(text).toContain(labelSource);
    }
    expect(text).toContain('not measured (n = 0)');
    expect(text).toContain('q-0, cites-right-source: cites card-9');
    expect(text).not.toContain('Question 0');
  });
});

describe('chooseSample', () => {
  const items = Array.from({ length: 80 }, (_, at): Item => {
    const variety = (['en', 'zh-Hant', 'zh-Hans', 'yue-Hant'] as const)[at % 4] ?? 'en';
    const answerable = at < 60;
    return {
      id: `q-${at}`,
      variety,
      history: [],
      question: '?',
      answerable,
      gold: answerable ? ['x'] : [],
      expect: [],
    };
  });

  it('keeps the shares of varieties and of unanswerable questions', () => {
    const { items: chosen, sampling } = chooseSample(items, 40);
    expect(sampling).toContain('40 of 80');
    for (const variety of ['en', 'zh-Hant', 'zh-Hans', 'yue-Hant']) {
      const own = chosen.filter((item) => item.variety === variety);
      expect(Math.abs(own.length - 10)).toBeLessThanOrEqual(1);
      expect(Math.abs(own.filter((item) => !item.answerable).length - 2.5)).toBeLessThanOrEqual(0.5);
    }
  });

  it('gives the same items each time, in order, and fewer among more', () => {
    const ten = chooseSample(items, 10).items;
    expect(chooseSample(items.toReversed(), 10).items.toReversed()).toEqual(ten);
    expect(ten.every((item) => chooseSample(items, 20).items.includes(item))).toBe(true);
    expect(ten).toEqual(items.filter((item) => ten.includes(item)));
  });
});
