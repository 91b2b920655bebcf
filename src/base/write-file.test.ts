import { mkdtemp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from './write-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lionrock-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeFileAtomically', () => {
  it('makes the folders, writes, and replaces the whole content', async () => {
    const path = join(folder, 'a/b/file.json');
    await writeFileAtomically(path, 'a long first content');
    await writeFileAtomically(path, 'short');
    expect(await readFile(path, 'utf8')).toBe('short');
    await writeFileAtomically(path, Uint8Array.of(0, 255));
    expect(Array.from(await readFile(path))).toEqual([0, 255]);
    expect(await readdir(join(folder, 'a/b'))).toEqual(['file.json']);
  });

  it('leaves one whole content when many write at once', async () => {
    const path = join(folder, 'file');
    const contents = Array.from({ length: 20 }, (_, at) => String(at).repeat(10_000));
    await Promise.all(contents.map((content) => writeFileAtomically(path, content)));
    expect(contents).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('leaves nothing behind when it fails', async () => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'full'), { recursive: true });
    await expect(writeFileAtomically(path, 'x')).rejects.toMatchObject({ syscall: 'rename' });
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
