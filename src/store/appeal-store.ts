import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, LionrockError, setupError, systemClock } from '../base/index.ts';
import {
  type Appeal,
  type AppealEvent,
  type AppealStore,
  appealNotFound,
  beginAppeal,
  takeStep,
  withoutText,
} from '../governance/index.ts';
import { appendEvents, createAppealReader, replaceEvents } from './appeal-file.ts';
import { type WriterLock, takeWriterLock } from './writer-lock.ts';

/** Where appeals are kept and what their file says of itself. */
export interface AppealStoreOptions {
  /** Path of the JSON Lines file. */
  readonly path: string;
  readonly region: string;
  /** Version of the program. */
  readonly version: string;
  readonly clock?: Clock;
}

/** How long another process is waited for, and between two looks at its lock, in milliseconds. */
const patience = { wholeMs: 5000, pauseMs: 20 } as const;

/**
 * Keeps appeals as JSON Lines of what happened to them, appended and flushed. The server and the command line may use
 * one file at the same time: each step is checked and written under a lock.
 *
 * Reading and writing throw `appeals.broken` when a line was damaged, writing also `appeals.locked`.
 */
export function createAppealStore(options: AppealStoreOptions): AppealStore {
  const { path, region, version, clock = systemClock } = options;
  const read = createAppealReader(path);
  const append = (events: readonly AppealEvent[]) =>
    appendEvents(path, events, {
      kind: 'appeals',
      schema: 1,
      version,
      region,
      createdAt: clock().toISOString(),
    });
  const alone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const lock = await takeLock(`${path}.lock`);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  };
  return {
    receive: (event) =>
      alone(async () => {
        const { appeals } = await read();
        const known = appeals.get(event.id);
        const appeal = known === undefined ? beginAppeal(event) : takeStep(known, event);
        await append([event]);
        return appeal;
      }),
    list: async () => [...(await read()).appeals.values()],
    change: (id, next) =>
      alone(async () => {
        const appeal = (await read()).appeals.get(id);
        if (appeal === undefined) throw appealNotFound(id);
        const events = next(appeal);
        const changed = events.reduce(takeStep, appeal);
        if (events.length > 0) await append(events);
        return changed;
      }),
    async expire(isOver, at) {
      const isDue = (appeal: Appeal) => appeal.expiredAt === undefined && isOver(appeal);
      if (![...(await read()).appeals.values()].some(isDue)) return [];
      return alone(async () => {
        const { header = '', events, appeals } = await read();
        const over = new Set(Array.from(appeals.values()).flatMap((one) => (isDue(one) ? [one.id] : [])));
        const left = events.map((event) => (over.has(event.id) ? withoutText(event) : event));
        const notes = Array.from(over, (id) => ({ kind: 'expired' as const, id, at }));
        await replaceEvents(path, header, [...left, ...notes]);
        return [...over];
      });
    },
  };
}

async function takeLock(path: string): Promise<WriterLock> {
  for (let waited = 0; ; waited += patience.pauseMs) {
    try {
      return await takeWriterLock(path);
    } catch (error) {
      if (!LionrockError.isInstance(error) || error.code !== 'store.locked') throw error;
      if (waited >= patience.wholeMs) throw locked(path, error);
    }
    await wait(patience.pauseMs);
  }
}

function locked(path: string, cause: LionrockError): LionrockError {
  return setupError({
    code: 'appeals.locked',
    message: 'Another process has been writing the appeals for too long.',
    cure: `Try again; if that process is gone for good, delete ${path}.`,
    data: { path },
    cause,
  });
}
