import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../base/index.ts';
import { PackReader } from './pack-reader.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lionrock-pack-'));
  await mkdir(join(folder, 'cards'));
  await Promise.all(
    ['b.jsonl', 'a.jsonl', 'notes.md'].map((name) => writeFile(join(folder, 'cards', name), '')),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const schema = z.strictObject({ id: z.string(), list: z.array(z.number()) });
const put = (name: string, content: string) => writeFile(join(folder, name), content);

describe('PackReader', () => {
  it('lists the files of a folder in order, and nothing of a folder that is not there', async () => {
    const reader = new PackReader(folder);
    expect(await reader.list('cards', '.jsonl')).toEqual(['cards/a.jsonl', 'cards/b.jsonl']);
    expect(await reader.list('nowhere', '.jsonl')).toEqual([]);
    expect(reader.problems).toEqual([]);
  });

  it('reads text without its byte-order mark and keeps its hash', async () => {
    await put('mark.txt', '\uFEFFtext');
    const reader = new PackReader(folder);
    expect(await reader.text('mark.txt')).toBe('text');
    expect(reader.hashes.get('mark.txt')).toBe(sha256('text'));
  });

  it('does without a binary file that is not there, but not without a text', async () => {
    const reader = new PackReader(folder);
    expect(await reader.bytes('vectors.bin')).toBeUndefined();
    expect(reader.problems).toEqual([]);
    expect(await reader.text('words.txt')).toBeUndefined();
    expect(reader.problems).toMatchObject([{ file: 'words.txt', severity: 'error' }]);
  });

  it('gives every problem of a JSON file its line', async () => {
    await put('two.json', '{\n  "id": 1,\n  "list": [\n    1,\n    "two"\n  ]\n}');
    const reader = new PackReader(folder);
    expect(await reader.json('two.json', schema)).toBeUndefined();
    expect(reader.problems.map(({ line, message }) => `${line} ${message.split(':')[0]}`)).toEqual([
      '2 id',
      '5 list.1',
    ]);
    expect(reader.lineOf('two.json', ['list', 0])).toBe(4);
  });

  it('gives the good records of a JSON Lines file with their lines, and a problem for each bad one', async () => {
    const lines = [
      '{"kind":"things"}',
      '{"id":"a","list":[]}',
      '',
      '{"id":"b"}',
      'x',
      '{"id":"c","list":[1]}',
    ];
    await put('things.jsonl', lines.join('\r\n'));
    const reader = new PackReader(folder);
    const records = await reader.jsonl('things.jsonl', 'things', schema);
    expect(records.map(({ value, line }) => [value.id, line])).toEqual([
      ['a', 2],
      ['c', 6],
    ]);
    expect(reader.problems.map(({ line }) => line)).toEqual([4, 5]);
  });
});
