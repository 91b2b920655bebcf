import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeWriterLock } from './writer-lock.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
let path: string;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lionrock-lock-'));
  folders.push(folder);
  path = join(folder, 'deep', 'writer.lock');
  // The folder is made by taking the lock once.
  await (await takeWriterLock(path)).release();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const filesLeft = async () => readdir(join(path, '..'));
const putLock = (pid: number, host = hostname(), identity?: string) =>
  writeFile(path, JSON.stringify({ pid, host, identity }));

/** A process that lives until it is killed. */
function startProcess(): ChildProcess & { readonly pid: number } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  if (child.pid === undefined) throw new Error('no process');
  return Object.assign(child, { pid: child.pid });
}

describe('takeWriterLock', () => {
  it('refuses a second process while the first one writes', async () => {
    const lock = await takeWriterLock(path);
    const script = `
      import { takeWriterLock } from ${JSON.stringify(new URL('writer-lock.ts', import.meta.url).href)};
      await takeWriterLock(${JSON.stringify(path)}).then(() => console.log('taken'), (error) => console.log(error.code, error.category));
    `;
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    expect((await run()).stdout.trim()).toBe('store.locked setup');
    await lock.release();
    expect((await run()).stdout.trim()).toBe('taken');
    // That process ended without giving the lock up.
    expect((await takeWriterLock(path)).inherited).toBe(true);
  });

  it('refuses while another process lives, and takes over once it is dead', async () => {
    const child = startProcess();
    await putLock(child.pid);
    await expect(takeWriterLock(path)).rejects.toMatchObject({
      code: 'store.locked',
      message: expect.stringContaining(`process ${child.pid}`) as string,
      cure: expect.stringContaining(path) as string,
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await takeWriterLock(path);
    expect(lock.inherited).toBe(true);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    ['with its start', { identity: 'kernel:another-boot:1' }],
    ['with a made id', { identity: 'made-by-another-process' }],
    ['without one', {}],
  ])('takes over from an earlier process that had our own number, noted %s', async (_, noted) => {
    await writeFile(path, JSON.stringify({ pid: process.pid, host: hostname(), ...noted }));
    const lock = await takeWriterLock(path);
    expect(lock.inherited).toBe(true);
    await lock.release();
    expect(await filesLeft()).toEqual([]);
  });

  it('takes over when the number of the dead holder is in use again', async (context) => {
    const child = startProcess();
    await putLock(child.pid, hostname(), 'kernel:another-boot:1');
    if (!existsSync('/proc/self/stat')) context.skip('the kernel does not tell when a process started');
    expect((await takeWriterLock(path)).inherited).toBe(true);
  });

  it('refuses while the very process that noted itself lives', async () => {
    const module = JSON.stringify(new URL('writer-lock.ts', import.meta.url).href);
    const script = `
      import { takeWriterLock } from ${module};
      await takeWriterLock(${JSON.stringify(path)});
      console.log('taken');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    await expect(takeWriterLock(path)).rejects.toMatchObject({ code: 'store.locked' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await takeWriterLock(path)).inherited).toBe(true);
  });

  it('never takes over from another machine, whose processes it cannot see', async () => {
    await putLock(2 ** 22 + 1, `not-${hostname()}`);
    await expect(takeWriterLock(path)).rejects.toMatchObject({ code: 'store.locked' });
  });

  it('takes over a lock that was cut short before its holder was in it', async () => {
    await writeFile(path, '{"pid":');
    const old = new Date(Date.now() - 60_000);
    await utimes(path, old, old);
    expect((await takeWriterLock(path)).inherited).toBe(true);
  });

  it('waits for a lock that is being written instead of taking it over', async () => {
    const child = startProcess();
    await writeFile(path, '');
    const taking = takeWriterLock(path);
    await putLock(child.pid);
    await expect(taking).rejects.toMatchObject({ code: 'store.locked' });
  });

  it('lets writers of one process wait for each other', async () => {
    const order: string[] = [];
    const work = async (name: string) => {
      const lock = await takeWriterLock(path);
      order.push(`${name} in`);
      await filesLeft();
      order.push(`${name} out`);
      await lock.release();
      return lock.inherited;
    };
    expect(await Promise.all(['a', 'b', 'c'].map(work))).toEqual([false, false, false]);
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('lets the next one in after one was refused', async () => {
    await putLock(1, `not-${hostname()}`);
    const [first, second] = [takeWriterLock(path), takeWriterLock(path)];
    await expect(first).rejects.toMatchObject({ code: 'store.locked' });
    await expect(second).rejects.toMatchObject({ code: 'store.locked' });
    await rm(path);
    expect((await takeWriterLock(path)).inherited).toBe(false);
  });

  it('leaves word when unfinished work remains', async () => {
    await (await takeWriterLock(path)).release({ dirty: true });
    expect((await takeWriterLock(path)).inherited).toBe(true);
  });
});
