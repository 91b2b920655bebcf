import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeZip, type ZipFile } from '../testing/make-zip.ts';
import { collect } from '../testing/parse-all.ts';
import { readZip, type ZipMember } from './read-zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: Buffer, members = /\.xml$/u): Promise<ZipMember[]> {
  const path = join(folder, 'test.zip');
  await writeFile(path, content);
  return collect(readZip(path, { name: 'test.zip', members }));
}

const good: ZipFile = { name: 'laws/one.xml', content: '<law>One</law>', deflate: true };

describe('readZip', () => {
  it('unpacks what matches, in order, and nothing else', async () => {
    const files = [
      good,
      { name: 'laws/picture.png', content: 'no text' },
      { name: 'two.xml', content: 'Two' },
    ];
    const members = await read(makeZip(files));
    expect(members.map((member) => [member.name, 'bytes' in member && member.bytes.toString()])).toEqual([
      ['laws/one.xml', '<law>One</law>'],
      ['two.xml', 'Two'],
    ]);
  });

  it('names a damaged member and goes on', async () => {
    const content = makeZip([{ name: 'bad.xml', content: 'spoiled text' }, good]);
    content.write('SPOILED', content.indexOf('spoiled text'));
    expect(await read(content)).toMatchObject([
      { name: 'bad.xml', error: { code: 'knowledge.member-damaged' } },
      { name: 'laws/one.xml' },
    ]);
  });

  it('refuses a bomb', async () => {
    const bomb = { name: 'bomb.xml', content: Buffer.alloc(8 * 1024 * 1024, 'a'), deflate: true };
    await expect(read(makeZip([bomb, good]))).rejects.toMatchObject({ code: 'knowledge.archive-too-large' });
  });

  it('leaves a bomb alone that nobody asked for', async () => {
    const bomb = { name: 'bomb.png', content: Buffer.alloc(8 * 1024 * 1024, 'a'), deflate: true };
    expect(await read(makeZip([bomb, good]))).toHaveLength(1);
  });

  it('refuses what is no archive, wherever it is cut', async () => {
    const whole = makeZip([good]);
    for (const length of [0, 10, whole.length - 30, whole.length - 1]) {
      await expect(read(whole.subarray(0, length))).rejects.toMatchObject({
        code: 'knowledge.archive-damaged',
      });
    }
  });
});
