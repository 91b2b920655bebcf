import type { CliIo } from './cli-io.ts';

/**
 * What comes on stdin, until it ends or Ctrl-C is pressed, also while the other side is silent.
 *
 * @throws the signal's reason
 */
export async function* readStdin({ stdin, signal }: CliIo): AsyncGenerator<string | Uint8Array> {
  const chunks = stdin[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAborted(chunks.next(), signal);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a silent stream would answer never.
    void chunks.return?.().catch(() => undefined);
  }
}

/** Waits for a promise or for the abort. A race with one promise for all would keep every value alive. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
