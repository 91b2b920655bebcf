import { setupError } from '../base/index.ts';

/** Lets in a bounded number of tasks at a time, and lets a bounded number wait. */
export interface Gate {
  /** Tasks inside now. */
  readonly running: number;
  readonly waiting: number;
  /**
   * Resolves when the task's turn comes, with a function to call when it is over; rejects when the
   * signal is aborted before.
   *
   * @throws `server.busy` at once when too many are waiting
   */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** How many tasks a gate lets in and lets wait. */
export interface GateLimits {
  readonly simultaneous: number;
  readonly waiting: number;
}

/** Makes a gate; whoever waits longest is let in first. */
export function createGate(limits: GateLimits): Gate {
  let running = 0;
  const queue = new Set<() => void>();
  const leave = (): void => {
    const [next] = queue;
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    get running() {
      return running;
    },
    get waiting() {
      return queue.size;
    },
    enter(signal) {
      signal.throwIfAborted();
      if (running < limits.simultaneous) {
        running += 1;
        return Promise.resolve(once(leave));
      }
      if (queue.size >= limits.waiting) throw busy();
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          queue.delete(admit);
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        const admit = (): void => {
          queue.delete(admit);
          signal.removeEventListener('abort', giveUp);
          resolve(once(leave));
        };
        queue.add(admit);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}

function busy(): Error {
  return setupError({
    code: 'server.busy',
    message: 'Too many requests are waiting for their turn.',
    cure: 'Try again in a few seconds.',
  });
}
