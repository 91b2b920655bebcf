/** Runs tasks one at a time, in the order in which they came. */
export interface TaskQueue {
  /** Runs a task when its turn comes; one whose signal was aborted by then is skipped and rejects. */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Makes an empty queue. A failed task does not hold up the next. */
export function createTaskQueue(): TaskQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task, signal) {
      const turn = last.then(() => {
        signal?.throwIfAborted();
        return task();
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
