import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setupError } from '../base/index.ts';
import { isOtherProcess, ownIdentity } from './identify-process.ts';

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
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (await createLock(path)) return inherited;
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (holder === 'unwritten') {
      await wait(50);
      continue;
    }
    if (!isDead(holder)) throw locked(path, holder);
    inherited = true;
    await clearDeadLock(path);
  }
  throw locked(path, await readHolder(path));
}

/** Another process may have cleared the lock and taken it meanwhile: then its lock is put back. */
async function clearDeadLock(path: string): Promise<void> {
  const aside = `${path}.${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  const holder = await readHolder(aside);
  if (typeof holder === 'object' && isDead(holder)) await rm(aside, { force: true });
  else await rename(aside, path);
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells the process from a later one with the same number; older programs did not note it. */
  readonly identity?: string;
}

async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    const holder: Holder = { pid: process.pid, host: hostname(), identity: ownIdentity };
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock without a holder in it is being written, unless it is older than this, in milliseconds. */
const writingMs = 2000;

async function readHolder(path: string): Promise<Holder | 'gone' | 'unwritten'> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch {
    return 'gone';
  }
  try {
    const { pid, host, identity } = JSON.parse(content) as Partial<Holder>;
    if (typeof pid === 'number' && typeof host === 'string') {
      return { pid, host, ...(typeof identity === 'string' && { identity }) };
    }
  } catch {
    // Being written this moment, or cut short by a kill between creating and writing: its age tells.
  }
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age < writingMs) return 'unwritten';
  return { pid: -1, host: hostname() };
}

function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  if (holder.pid <= 0) return true;
  try {
    process.kill(holder.pid, 0);
    return isOtherProcess(holder.pid, holder.identity);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function locked(path: string, holder: Holder | 'gone' | 'unwritten') {
  const who = typeof holder === 'string' ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return setupError({
    code: 'store.locked',
    message: `The knowledge store is being written by ${who}.`,
    cure: `Wait until it has finished; if that process is gone for good, delete ${path}.`,
    data: { path },
  });
}
