import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setupError } from '../base/index.ts';

/** The right to write, held by one process. */
export interface WriterLock {
  /** True when the last holder died with the lock: its unfinished work must be cleared away. */
  readonly inherited: boolean;
  /** Gives the right up. `dirty` leaves word that unfinished work remains, as a death would. */
  release(options?: { readonly dirty?: boolean }): Promise<void>;
}

/** Writers of this process wait for each other; only those of other processes are refused. */
const queues = new Map<string, Promise<void>>();

/**
 * Takes the lock, waiting for other writers of this process, also from a process of this machine
 * that has died.
 *
 * @throws `store.locked` when a living process, or one of another machine, holds it.
 */
export async function takeWriterLock(path: string): Promise<WriterLock> {
  const before = queues.get(path) ?? Promise.resolve();
  let leave: () => void = () => undefined;
  queues.set(
    path,
    before.then(() => new Promise<void>((resolve) => (leave = resolve))),
  );
  await before;
  try {
    const inherited = await takeLockFile(path);
    return {
      inherited,
      async release({ dirty = false } = {}) {
        if (dirty) await writeFile(path, JSON.stringify({ pid: -1, host: hostname() } satisfies Holder));
        else await rm(path, { force: true });
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

async function takeLockFile(path: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  let inherited = false;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await createLock(path)) return inherited;
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (!isDead(holder)) throw locked(path, holder);
    inherited = true;
    await rm(path, { force: true });
  }
  throw locked(path, await readHolder(path));
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | 'gone'> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch {
    return 'gone';
  }
  try {
    const { pid, host } = JSON.parse(content) as Partial<Holder>;
    if (typeof pid === 'number' && typeof host === 'string') return { pid, host };
  } catch {
    // Cut short by a kill between creating and writing: nobody holds it.
  }
  return { pid: -1, host: hostname() };
}

function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  if (holder.pid === process.pid || holder.pid <= 0) return holder.pid <= 0;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function locked(path: string, holder: Holder | 'gone') {
  const who = holder === 'gone' ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return setupError({
    code: 'store.locked',
    message: `The knowledge store is being written by ${who}.`,
    cure: `Wait until it has finished; if that process is gone for good, delete ${path}.`,
    data: { path },
  });
}
