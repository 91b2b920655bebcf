import { describe, expect, it } from 'vitest';
import { streamWork } from './stream-work.ts';
import { collect } from './testing/collect.ts';

describe('streamWork', () => {
  it('yields what the work pushes, and its error', async () => {
    const pushTwo = async (push: (value: number) => void): Promise<void> => {
      push(1);
      await new Promise((resolve) => setImmediate(resolve));
      push(2);
    };
    expect(await collect(streamWork(pushTwo))).toEqual([1, 2]);
    await expect(collect(streamWork(() => Promise.reject(new Error('broken'))))).rejects.toThrow('broken');
  });

  it('goes on without a reader, and stops the work when the reader stops', async () => {
    let signalled = false;
    const endless = async (push: (value: number) => void, signal: AbortSignal): Promise<void> => {
      for (let value = 0; !signal.aborted; value += 1) {
        push(value);
        await new Promise((resolve) => setImmediate(resolve));
      }
      signalled = true;
    };
    for await (const value of streamWork(endless)) if (value === 3) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(signalled).toBe(true);
  });

  it('frees the reader at an abort though the work goes on', async () => {
    const abort = new AbortController();
    const stuck = streamWork(() => new Promise<void>(() => undefined), abort.signal);
    const reading = collect(stuck);
    abort.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
    await expect(collect(streamWork(async () => undefined, abort.signal))).rejects.toThrow('stopped');
  });
});
