import { access, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLockFile } from './lock-file.ts';
import { makeTemporaryFolder } from './testing/make-temporary-folder.ts';

const noSuchPid = 2 ** 22 + 1; // above the largest number Linux gives to a process

describe('withLockFile', () => {
  it('runs one action at a time and removes the lock', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    let running = 0;
    let most = 0;
    const action = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLockFile(path, action, { pauseMs: 1 })));
    expect(most).toBe(1);
    await expect(access(path)).rejects.toThrow('ENOENT');
  });

  it('removes the lock when the action fails', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    await expect(withLockFile(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(access(path)).rejects.toThrow('ENOENT');
  });

  it('takes over from a killed holder on this machine', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    await writeFile(path, JSON.stringify({ pid: noSuchPid, host: hostname(), token: 'x' }));
    expect(await withLockFile(path, async () => 'done')).toBe('done');
  });

  it('waits for a holder elsewhere that shows life, until the abort', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    await writeFile(path, JSON.stringify({ pid: noSuchPid, host: 'another-machine', token: 'x' }));
    const abort = new AbortController();
    const waiting = withLockFile(path, async () => 'done', {
      pauseMs: 1,
      signal: abort.signal,
      onWait: () => abort.abort(new Error('enough')),
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await utimes(path, new Date(0), new Date(0));
    expect(await withLockFile(path, async () => 'done')).toBe('done');
  });
});
