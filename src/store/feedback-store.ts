import { randomUUID } from 'node:crypto';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FeedbackStore } from '../agent/spec.ts';
import { type Clock, type JsonlHeader, systemClock } from '../base/index.ts';

/** Where feedback is kept and what its file says of itself. */
export interface FeedbackStoreOptions {
  /** Path of the JSON Lines file. */
  readonly path: string;
  readonly region: string;
  /** Version of the program. */
  readonly version: string;
  readonly clock?: Clock;
}

/**
 * Keeps feedback as JSON Lines, one record a line after the header, appended and flushed one at a
 * time. A record cut short by a crash is closed by a line break, so that the next one is whole.
 */
export function createFeedbackStore(options: FeedbackStoreOptions): FeedbackStore {
  const clock = options.clock ?? systemClock;
  let last: Promise<unknown> = Promise.resolve();
  return {
    append(feedback) {
      const id = randomUUID();
      const record = { id, at: clock().toISOString(), ...feedback };
      const write = last.then(() => appendLine(options, JSON.stringify(record), clock));
      // A failed write is the caller's to hear of; it must not stop the ones after it.
      last = write.catch(() => undefined);
      return write.then(() => id);
    },
  };
}

async function appendLine(options: FeedbackStoreOptions, line: string, clock: Clock): Promise<void> {
  await mkdir(dirname(options.path), { recursive: true });
  const file = await open(options.path, 'a+', 0o600);
  try {
    const { size } = await stat(options.path);
    const opening =
      size === 0 ? `${JSON.stringify(header(options, clock))}\n` : await lineBreakIfCut(file, size);
    await file.appendFile(`${opening}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function lineBreakIfCut(file: Awaited<ReturnType<typeof open>>, size: number): Promise<string> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString('latin1') === '\n' ? '' : '\n';
}

function header({ region, version }: FeedbackStoreOptions, clock: Clock): JsonlHeader {
  return { kind: 'feedback', schema: 1, version, region, createdAt: clock().toISOString() };
}
