import { Readable } from 'node:stream';

/** Work that pushes values until its promise settles. */
export type StreamedWork<T> = (push: (value: T) => void, signal: AbortSignal) => Promise<void>;

/**
 * Runs the work and yields what it pushes. The work goes on at its own pace, so that a slow or
 * forgotten reader holds up nobody. When the reader stops, or the caller aborts, the work's signal is
 * aborted; the reader of an aborted stream is freed at once, even while the work still winds up.
 */
export async function* streamWork<T>(work: StreamedWork<T>, signal?: AbortSignal): AsyncGenerator<T> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const values = new Readable({ objectMode: true, read: () => undefined });
  const onAbort = (): void => {
    stop.abort(signal?.reason);
    values.destroy(toError(signal?.reason));
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  work((value) => values.push(value), stop.signal).then(
    () => values.push(null),
    (error: unknown) => values.destroy(toError(error)),
  );
  try {
    for await (const value of values) yield value as T;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stop.abort();
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
