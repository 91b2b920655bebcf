import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedbackStore } from './feedback-store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lionrock-feedback-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const clock = () => new Date('2026-05-01T00:00:00Z');
const options = (name: string) => ({ path: join(folder, name), region: 'test', version: '1.0.0', clock });
const lines = async (name: string) => (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');

describe('createFeedbackStore', () => {
  it('writes a header once and one record a line, in order, also when many come at once', async () => {
    const store = createFeedbackStore(options('many.jsonl'));
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        store.append({ kind: 'helpful', question: `q${at}`, answer: 'a' }),
      ),
    );
    const [header, ...records] = (await lines('many.jsonl')).map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    expect(header).toMatchObject({ kind: 'feedback', schema: 1, region: 'test' });
    expect(records.map((record) => record['question'])).toEqual(
      Array.from({ length: 20 }, (_, at) => `q${at}`),
    );
    expect(records.map((record) => record['id'])).toEqual(ids);
  });

  it('keeps question, answer and correction together', async () => {
    const store = createFeedbackStore(options('correction.jsonl'));
    await store.append({ kind: 'correction', question: '問', answer: '答', correction: '改' });
    expect(JSON.parse((await lines('correction.jsonl'))[1]!)).toMatchObject({
      kind: 'correction',
      question: '問',
      answer: '答',
      correction: '改',
      at: '2026-05-01T00:00:00.000Z',
    });
  });

  it('stays readable after a record was cut short', async () => {
    const store = createFeedbackStore(options('cut.jsonl'));
    await store.append({ kind: 'wrong', question: 'one', answer: 'a' });
    await appendFile(join(folder, 'cut.jsonl'), '{"kind":"wro');
    await store.append({ kind: 'wrong', question: 'two', answer: 'a' });
    const all = await lines('cut.jsonl');
    expect(JSON.parse(all.at(-1)!)).toMatchObject({ question: 'two' });
    expect(all).toHaveLength(4);
  });
});
