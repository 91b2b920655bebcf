import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilePersonalData, findPersonalData } from '../governance/index.ts';
import { loadPersonalData } from './load-region.ts';
import { PackReader, type RegionProblem } from './pack-reader.ts';
import { readPersonalData } from './read-personal-data.ts';

const example = join(import.meta.dirname, '../../regions/example');
const file = 'constitution/personal-data.jsonl';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lionrock-personal-data-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A copy of the example pack with one line of the file changed; lines count from 1. */
async function changed(line: number, from: string, to: string): Promise<string> {
  const folder = await mkdtemp(join(root, 'pack-'));
  await cp(example, folder, { recursive: true });
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
  const mended = lines[line - 1]!.replace(from, to);
  expect(mended).not.toBe(lines[line - 1]);
  await writeFile(join(folder, file), lines.with(line - 1, mended).join('\n'));
  return folder;
}

async function problemsOf(...change: Parameters<typeof changed>): Promise<RegionProblem[]> {
  const reader = new PackReader(await changed(...change));
  await readPersonalData(reader, ['en', 'zh-Hans']);
  return reader.problems;
}

describe('readPersonalData', () => {
  it('reads the kinds in the order of the file', async () => {
    const reader = new PackReader(example);
    const kinds = await readPersonalData(reader, ['en', 'zh-Hans']);
    expect(reader.problems).toEqual([]);
    expect(kinds.map(({ id }) => id)).toEqual(['email', 'islander-number', 'phone']);
  });

  it.each<[string, Parameters<typeof changed>, RegExp, RegExp]>([
    [
      'a pattern that misses its own example',
      [4, '555[', '556['],
      /^phone: "Call me on «555 7731» after dark\." is read as "Call me on 555 7731 after dark\."$/,
      /^Change the pattern or its words, or correct the example/,
    ],
    [
      'a pattern that finds a counter-example',
      [4, '"file no.","档号"', '"file no."'],
      /^phone: "档号 555 7731" is read as "档号 «555 7731»"$/,
      /correct the example/,
    ],
    [
      'a pattern that could hang',
      [4, String.raw`\\d{4}`, String.raw`\\d+`],
      /^forms\.0\.pattern: repeats without/,
      /./,
    ],
    [
      'a title that lacks a variety',
      [3, ',"zh-Hans":"岛民编号"', ''],
      /^islander-number: title lacks zh-Hans$/,
      /^Write it/,
    ],
    [
      'a kind that is there twice',
      [3, '"islander-number"', '"email"'],
      /"email" is already used/,
      /another id/,
    ],
    [
      'a checksum that nobody knows',
      [3, 'weighted-mod-11', 'weighted-mod-12'],
      /^checksum\.algorithm: /,
      /regions\/template/,
    ],
  ])('names %s, with its line and cure', async (_, change, message, cure) => {
    const [problem, ...others] = await problemsOf(...change);
    expect(others.filter(({ line }) => line !== change[0])).toEqual([]);
    expect(problem).toMatchObject({ file, line: change[0], severity: 'error' });
    expect(problem?.message).toMatch(message);
    expect(problem?.cure).toMatch(cure);
  });

  it('wants the file to be there: a pack without it would let everything pass', async () => {
    const folder = await mkdtemp(join(root, 'pack-'));
    await cp(example, folder, { recursive: true });
    await rm(join(folder, file));
    await expect(loadPersonalData(folder)).rejects.toMatchObject({
      code: 'region.invalid',
      message: expect.stringContaining(`${file}: is missing`) as string,
    });
  });
});

describe('loadPersonalData', () => {
  it('brings what the pack publishes, which is nobody’s', async () => {
    const { kinds, published } = await loadPersonalData(example);
    const channels = await readFile(join(example, 'channels.json'), 'utf8');
    const [office] = /555 \d{4}/.exec(channels) ?? [];
    expect(office).toBeDefined();
    const text = `Ask the office: ${office!}. Ask Ada: 555 9998.`;
    const found = findPersonalData(text, compilePersonalData(kinds, published));
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['555 9998']);
  });

  it('does not mind what is wrong elsewhere in the pack', async () => {
    const folder = await mkdtemp(join(root, 'pack-'));
    await cp(example, folder, { recursive: true });
    await writeFile(join(folder, 'intents.json'), '{');
    expect((await loadPersonalData(folder)).kinds).toHaveLength(3);
  });
});
