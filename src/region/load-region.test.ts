import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionVectorsKind, writeVectorFile } from '../knowledge/index.ts';
import { checkRegion, formatProblem, loadRegion } from './load-region.ts';
import type { RegionProblem } from './pack-reader.ts';

const packs = join(import.meta.dirname, '../../regions');
const today = '2026-11-23';

let root: string;
let copies = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lionrock-region-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A copy of the example pack with one file changed; `undefined` removes it. */
async function changed(file: string, change: (text: string) => string | Buffer | undefined): Promise<string> {
  copies += 1;
  const folder = join(root, String(copies));
  await cp(join(packs, 'example'), folder, { recursive: true });
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch(() => '');
  const content = change(text);
  await mkdir(dirname(path), { recursive: true });
  if (content === undefined) await rm(path);
  else {
    if (content === text) throw new Error(`${file} was not changed`);
    await writeFile(path, content);
  }
  return folder;
}

async function problemsOf(...[file, change]: Parameters<typeof changed>): Promise<readonly RegionProblem[]> {
  return (await checkRegion(await changed(file, change), today)).problems;
}

const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
/** Changes the JSON of one line of a JSON Lines file. */
const record = (line: number, from: string | RegExp, to: string) => (text: string) => {
  const lines = text.split('\n');
  return lines.with(line - 1, lines[line - 1]!.replace(from, to)).join('\n');
};
const work = 'knowledge/cards/work.jsonl';

describe('the packs that come with the program', () => {
  it.each(['hk', 'example', 'template'])('%s has no errors', async (id) => {
    const { region, problems } = await checkRegion(join(packs, id), today);
    expect(problems.filter(({ severity }) => severity === 'error').map(formatProblem)).toEqual([]);
    expect(region?.id).toBe(id);
  });

  it.each(['hk', 'example', 'template'])('%s uses the same placeholders in every variety', async (id) => {
    const region = await loadRegion(join(packs, id), today);
    const placeholders = (value: unknown) => (JSON.stringify(value).match(/\{\w+\}/g) ?? []).toSorted();
    for (const words of [region.words.messages, region.interfaceWords]) {
      const [first, ...others] = Array.from(words.values(), (messages: object) =>
        Object.entries(messages).map(([key, value]) => [key, placeholders(value)] as const),
      );
      expect(words.size).toBe(region.varieties.length);
      for (const other of others) expect(Object.fromEntries(other)).toEqual(Object.fromEntries(first!));
    }
  });
});

describe('checkRegion', () => {
  it.each<[string, string, Parameters<typeof changed>[1], Partial<RegionProblem>, RegExp]>([
    [
      'JSON with a comma missing',
      'region.json',
      replace('"1.0.0",', '"1.0.0"'),
      { line: 4, cure: expect.stringContaining('missing comma') as string },
      /^is not valid JSON/,
    ],
    ['JSON with a bare word', 'region.json', replace('"1.0.0"', 'one'), { line: 3 }, /^is not valid JSON/],
    [
      'a key that is missing',
      'region.json',
      replace(/ {2}"timeZone".*\n/, ''),
      { line: 1, cure: expect.stringContaining('regions/template') as string },
      /^timeZone: /,
    ],
    [
      'a key that nobody knows',
      'region.json',
      replace('"licence"', '"colour": "red",\n  "licence"'),
      { cure: 'Correct the name or remove it.' },
      /"colour"/,
    ],
    [
      'a variety that nobody knows',
      'region.json',
      replace('["en", "zh-Hans"],\n  "card', '["en", "fr"],\n  "card'),
      { line: 6 },
      /^varieties\.1: /,
    ],
    [
      'a time zone that is none',
      'region.json',
      replace('Atlantic/Azores', 'Atlantic/Atlantis'),
      { line: 5 },
      /IANA time zone/,
    ],
    [
      'a file that is missing',
      'intents.json',
      () => undefined,
      { cure: expect.stringContaining('regions/template') as string },
      /^is missing/,
    ],
    ['messages of a variety missing', 'messages/zh-Hans.json', () => undefined, {}, /^is missing/],
    [
      'a message without its placeholder',
      'messages/en.json',
      replace('“{quote}”', '“quote”'),
      { line: 5 },
      /^quotation: .*\{quote\}/,
    ],
    [
      'a word of the page missing',
      'interface/en.json',
      replace(/ {2}"send".*\n/, ''),
      { line: 1 },
      /^send: /,
    ],
    [
      'no channel for everything else',
      'channels.json',
      replace('"topics": []', '"topics": ["work"]'),
      { cure: 'Give one channel an empty list of topics.' },
      /no channel for everything else/,
    ],
    [
      'a rule without the words of a variety',
      'constitution/rules/answers.yaml',
      replace(
        / {4}title: \{ en: Say only what a record supports, zh-Hans: [^}]*\}/,
        '    title: { en: Say only }',
      ),
      { line: 4, cure: 'Write it; residents read it.' },
      /^rules\.0\.title: lacks zh-Hans$/,
    ],
    [
      'a duty to answer that declines',
      'constitution/rules/answers.yaml',
      replace('action: allow-with-context', 'action: decline'),
      {},
      /^example-N03\.1: a rule of class answer may not decline$/,
    ],
    [
      'a constitution of another region',
      'constitution/meta.yaml',
      replace('id: example', 'id: elsewhere'),
      { line: 3, cure: 'Write the id of region.json.' },
      /^is of "elsewhere", but the region is "example"$/,
    ],
    [
      'a constitution that lacks a variety of the region',
      'constitution/meta.yaml',
      replace('[en, zh-Hans]', '[en]'),
      {},
      /^varieties lacks zh-Hans/,
    ],
    [
      'the name of a place that triggers a rule',
      'constitution/rules/privacy.yaml',
      replace('home address of,', 'home address of, the docks of Port Amber,'),
      {},
      /^example-R01\.1: the name "Port Amber" stands in its trigger$/,
    ],
    [
      'records without a header',
      work,
      record(1, '"fact-cards"', '"cards"'),
      { line: 1, cure: expect.stringContaining('"kind":"fact-cards"') as string },
      /no header of kind "fact-cards"/,
    ],
    ['an empty file of records', work, () => '\n', { line: 1 }, /no header of kind/],
    ['a record that is not JSON', work, record(3, /}$/, ''), { line: 3 }, /^is not valid JSON/],
    [
      'a day that does not exist',
      work,
      record(2, '"asOf":"2026-02-01","reviewBy"', '"asOf":"2026-02-31","reviewBy"'),
      { line: 2 },
      /^asOf: /,
    ],
    [
      'a card whose body is too short',
      work,
      record(2, /"body":"[^"]*"/, '"body":"Twelve pounds."'),
      { line: 2, cure: 'Correct the card.' },
      /^work-minimum-wage: text\.en\.body has 2 words; 40 to 160/,
    ],
    [
      'a card that is in another file too',
      work,
      record(3, '"id":"work-annual-leave"', '"id":"harbour-curfew"'),
      { line: 3, cure: 'Give one of them another id.' },
      /"harbour-curfew" is already used in knowledge\/cards\/harbour\.jsonl:\d+/,
    ],
    [
      'a line of the lexicon with one word',
      'lexicons/terms.tsv',
      replace('ferry|boat to the island\t渡轮|轮船|坐船', 'ferry\t'),
      { line: 4, cure: expect.stringContaining('another variety') as string },
      /fewer than two words/,
    ],
    [
      'a line of the lexicon with a column too many',
      'lexicons/terms.tsv',
      replace('ferry|boat to the island\t', 'ferry\tboat to the island\t渡轮\t'),
      { line: 4, cure: expect.stringContaining('one tab') as string },
      /has 5 columns, where the first line names 3/,
    ],
    [
      'a lexicon of no variety',
      'lexicons/terms.tsv',
      replace('en\tzh-Hans', 'English\tChinese'),
      { line: 1 },
      /names no variety/,
    ],
    [
      'questions of a card that is not there',
      'knowledge/questions/work.jsonl',
      record(2, 'work-minimum-wage', 'work-maximum-wage'),
      { line: 2, cure: 'Correct the id, or remove the line.' },
      /^there is no card "work-maximum-wage"$/,
    ],
    [
      'two lines of questions of one card',
      'knowledge/questions/work.jsonl',
      record(3, 'work-annual-leave', 'work-minimum-wage'),
      { line: 3, cure: 'Put them on one line.' },
      /has questions already/,
    ],
    [
      'a source that is not https',
      'knowledge/manifest.json',
      replace('https://example.org/port-amber/harbour', 'http://example.org'),
      { line: 16 },
      /^sources\.0\.url: /,
    ],
    [
      'damaged vectors',
      'vectors/question-vectors.bin',
      () => Buffer.from('LRVEC001 cut short'),
      { cure: expect.stringContaining('delete it') as string },
      /question-vectors is damaged/,
    ],
  ])('names %s', async (_, file, change, expected, message) => {
    const problems = await problemsOf(file, change);
    const found = problems.filter((problem) => problem.file === file && message.test(problem.message));
    expect(problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    expect(found).toMatchObject([{ severity: 'error', ...expected }]);
  });

  it('finds the cause alone: one slip gives one error', async () => {
    for (const [file, change] of [
      ['messages/en.json', replace('“{quote}”', 'quote')],
      [work, record(2, /"body":"[^"]*"/, '"body":"Short."')],
      ['lexicons/terms.tsv', replace('Gull Island\t鸥岛', 'Gull Island\t')],
    ] as const) {
      const problems = await problemsOf(file, change);
      expect(problems.filter(({ severity }) => severity === 'error')).toHaveLength(1);
    }
  });

  it('goes on after an error and names the others too', async () => {
    const folder = await changed('intents.json', () => '{');
    await writeFile(join(folder, 'lexicons/terms.tsv'), 'note\n');
    const { region, problems } = await checkRegion(folder, today);
    expect(region).toBeUndefined();
    expect(problems.map(({ file }) => file)).toEqual(['intents.json', 'lexicons/terms.tsv']);
  });

  it('only warns of a card past its review, a topic no card has, and missing questions', async () => {
    const late = await checkRegion(join(packs, 'example'), '2099-01-01');
    expect(late.region).toBeDefined();
    expect(late.problems.length).toBeGreaterThan(0);
    expect(
      late.problems.every(
        ({ severity, message }) => severity === 'warning' && /to be reviewed/.test(message),
      ),
    ).toBe(true);

    const [topic] = await problemsOf('channels.json', replace('["harbour"]', '["harbor"]'));
    expect(topic).toMatchObject({ severity: 'warning', file: 'channels.json', line: 14 });
    expect(topic?.message).toContain('"harbor", which no card has');

    const [missing] = await problemsOf('knowledge/questions/work.jsonl', record(2, /.+/, ''));
    expect(missing).toMatchObject({ severity: 'warning', file: work, line: 2 });
    expect(missing?.message).toMatch(/1 cards have no known questions, "work-minimum-wage"/);
  });

  it('only warns of vectors that were made before the questions changed', async () => {
    const bytes = writeVectorFile({
      header: {
        kind: questionVectorsKind,
        schema: 1,
        region: 'example',
        createdAt: today,
        teacher: { id: 't', sha256: '', licence: 'MIT' },
        dimensions: 2,
        note: '',
      },
      vectors: new Map(),
      matrix: [],
    });
    const [problem] = await problemsOf('vectors/question-vectors.bin', () => bytes);
    expect(problem).toMatchObject({ severity: 'warning', file: 'vectors/question-vectors.bin' });
    expect(problem?.message).toMatch(/known questions have no vector yet/);
  });

  it('hashes what it read: any change of a file changes the hash', async () => {
    const plain = await loadRegion(join(packs, 'example'), today);
    const same = await loadRegion(await changed('README.md', () => 'other'), today);
    const other = await loadRegion(await changed('messages/en.json', replace('Hello!', 'Hi!')), today);
    expect(same.hash).toBe(plain.hash);
    expect(other.hash).not.toBe(plain.hash);
  });
});

describe('loadRegion', () => {
  it('throws one typed error that names the first problems', async () => {
    const folder = await changed('region.json', () => '{}');
    await expect(loadRegion(folder, today)).rejects.toMatchObject({
      code: 'region.invalid',
      category: 'setup',
      message: expect.stringMatching(/region\.json:1: id: .*\n/) as string,
      cure: expect.stringContaining('region check') as string,
    });
    await expect(loadRegion(join(root, 'nowhere'), today)).rejects.toMatchObject({ code: 'region.invalid' });
  });
});

describe('formatProblem', () => {
  it('writes place, what and cure', () => {
    const problem = {
      file: 'a.json',
      line: 3,
      message: 'is bad',
      cure: 'Mend it.',
      severity: 'error',
    } as const;
    expect(formatProblem(problem)).toBe('a.json:3: is bad. Mend it.');
    const { line: _line, ...whole } = problem;
    expect(formatProblem({ ...whole, severity: 'warning' })).toBe('a.json: warning: is bad. Mend it.');
  });
});
