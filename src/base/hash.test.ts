import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256, sha256File } from './hash.ts';

describe('sha256', () => {
  it('gives the digest of the standard’s own example', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('reads text as UTF-8, as bytes and as a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lionrock-hash-'));
    const path = join(folder, 'file');
    await writeFile(path, '工資');
    expect(await sha256File(path)).toBe(sha256('工資'));
    expect(sha256(Buffer.from('工資'))).toBe(sha256('工資'));
    await rm(folder, { recursive: true });
    await expect(sha256File(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
