import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** How to wait for a lock. */
export interface LockFileOptions {
  /** Called once when another process holds the lock. */
  readonly onWait?: () => void;
  /** Pause between looks in milliseconds. @default 500 */
  readonly pauseMs?: number;
  readonly signal?: AbortSignal;
}

/** A holder that has not shown life for this long, in milliseconds, is taken for dead. */
const staleMs = 60_000;
const heartbeatMs = 10_000;

const holderSchema = z.object({ pid: z.int(), host: z.string(), token: z.string() });

/**
 * Runs an action while holding a lock file, so that of all processes that share the folder only one
 * runs it at a time. A lock whose holder was killed is taken over: at once when the holder ran on
 * this machine, after a minute without a sign of life otherwise.
 */
export async function withLockFile<T>(
  path: string,
  action: () => Promise<T>,
  options: LockFileOptions = {},
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const token = randomUUID();
  let announced = false;
  while (!(await tryToHold(path, token))) {
    options.signal?.throwIfAborted();
    if (await isAbandoned(path)) {
      await rm(path, { force: true });
      continue;
    }
    if (!announced) options.onWait?.();
    announced = true;
    await wait(options.pauseMs ?? 500, undefined, { ...(options.signal && { signal: options.signal }) });
  }
  // A missed beat only makes the lock look older.
  const heartbeat = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => undefined),
    heartbeatMs,
  );
  heartbeat.unref();
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    if ((await readHolder(path))?.token === token) await rm(path, { force: true });
  }
}

async function tryToHold(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname(), token }));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const age = await stat(path).then(
    (entry) => Date.now() - entry.mtimeMs,
    () => 0, // released meanwhile
  );
  if (age > staleMs) return true;
  const holder = await readHolder(path);
  return holder !== undefined && holder.host === hostname() && !isRunning(holder.pid);
}

async function readHolder(path: string): Promise<z.output<typeof holderSchema> | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined; // released meanwhile, or not yet written
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
