import { describe, expect, it } from 'vitest';
import { createTaskQueue } from './task-queue.ts';

describe('createTaskQueue', () => {
  it('runs one task at a time, in order, also after a failure', async () => {
    const queue = createTaskQueue();
    const log: string[] = [];
    const task = (name: string) => async (): Promise<string> => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (name === 'a') throw new Error('a failed');
      return name;
    };
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => queue.run(task(name))));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('skips a task that was aborted while it waited', async () => {
    const queue = createTaskQueue();
    const abort = new AbortController();
    let ran = false;
    const first = queue.run(async () => abort.abort(new Error('stopped')));
    const second = queue.run(async () => {
      ran = true;
    }, abort.signal);
    await first;
    await expect(second).rejects.toThrow('stopped');
    expect(ran).toBe(false);
  });
});
