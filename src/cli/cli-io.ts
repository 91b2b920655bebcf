import type { Writable } from 'node:stream';
import type { WorkspaceOptions } from '../app/index.ts';

/** A stream for people or for machines. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything of the outside that the command line touches; tests hand in their own. */
export interface CliIo {
  readonly stdin: AsyncIterable<string | Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** Aborted by Ctrl-C; the reason is an {@link Interruption}. */
  readonly signal: AbortSignal;
  /** What the workspace uses instead of its own. */
  readonly workspace?: WorkspaceOptions;
}

/** Why work was stopped from outside. */
export class Interruption extends Error {
  readonly by: 'SIGINT' | 'SIGTERM';

  constructor(by: 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${by}`);
    this.name = 'Interruption';
    this.by = by;
  }
}

/** Nobody reads our output any more (`| head`): there is nothing left to do, and nothing is wrong. */
export class OutputClosed extends Error {
  constructor(cause: unknown) {
    super('the output was closed', { cause });
    this.name = 'OutputClosed';
  }
}

/**
 * Writes to a stream and waits until it has taken it, so that a slow reader slows us down.
 *
 * @throws {@link OutputClosed}; the system's error, e.g. of a full disk
 */
export async function writeTo(stream: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve();
      else reject(isClosed(error) ? new OutputClosed(error) : error);
    });
  });
}

function isClosed(error: Error): boolean {
  return (
    'code' in error &&
    ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'].includes(String(error.code))
  );
}
