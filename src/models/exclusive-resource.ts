import { createTaskQueue } from './task-queue.ts';

/** Something costly that is opened with its first use and serves one task at a time. */
export interface ExclusiveResource<T> {
  /** Runs a task with the resource when its turn comes; see {@link TaskQueue}. */
  use<R>(task: (resource: T) => Promise<R>, signal?: AbortSignal): Promise<R>;
  /** Waits for the tasks that came before, then closes the resource for good. */
  close(): Promise<void>;
}

/** How to open and close a resource. */
export interface ExclusiveResourceOptions<T> {
  readonly open: () => Promise<T>;
  readonly close: (resource: T) => Promise<void>;
  /** What a use after closing throws. */
  readonly closedError: () => Error;
}

/** Makes a resource that is opened when first used. When opening fails, the next use tries again. */
export function createExclusiveResource<T>(options: ExclusiveResourceOptions<T>): ExclusiveResource<T> {
  const turns = createTaskQueue();
  let resource: { readonly value: T } | undefined;
  let closed = false;
  return {
    use: (task, signal) =>
      turns.run(async () => {
        if (closed) throw options.closedError();
        resource ??= { value: await options.open() };
        return await task(resource.value);
      }, signal),
    close: () =>
      turns.run(async () => {
        closed = true;
        if (resource !== undefined) await options.close(resource.value);
        resource = undefined;
      }),
  };
}
