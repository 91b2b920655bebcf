import { Writable } from 'node:stream';
import type { WorkspaceOptions } from '../../app/index.ts';
import { type CliIo, Interruption } from '../cli-io.ts';

/** An outside for tests, which keeps what is written to it. */
export interface TestIo extends CliIo {
  /** What was written to stdout so far. */
  out(): string;
  /** What was written to stderr so far. */
  err(): string;
  /** Presses Ctrl-C. */
  interrupt(by?: 'SIGINT' | 'SIGTERM'): void;
}

/** What a test may set. */
export interface TestIoOptions {
  readonly stdin?: string | AsyncIterable<string | Uint8Array>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
  readonly workspace?: WorkspaceOptions;
  /** Writes to stdout that succeed before it is closed. @default Infinity */
  readonly closeAfter?: number;
}

/** Makes an outside for one run of the command line. */
export function makeIo(options: TestIoOptions = {}): TestIo {
  const controller = new AbortController();
  const stdout = new Recorder(options.closeAfter);
  const stderr = new Recorder();
  const { stdin = '' } = options;
  return {
    stdin: typeof stdin === 'string' ? pieces(stdin) : stdin,
    stdout,
    stderr,
    environment: options.environment ?? {},
    workingFolder: options.workingFolder ?? process.cwd(),
    signal: controller.signal,
    ...(options.workspace !== undefined && { workspace: options.workspace }),
    out: () => stdout.text,
    err: () => stderr.text,
    interrupt: (by = 'SIGINT') => controller.abort(new Interruption(by)),
  };
}

class Recorder extends Writable {
  text = '';
  #left: number;

  constructor(closeAfter = Infinity) {
    super({ decodeStrings: false });
    this.#left = closeAfter;
    this.on('error', () => undefined);
  }

  override _write(chunk: string, _encoding: string, done: (error?: Error) => void): void {
    this.#left -= 1;
    if (this.#left < 0) return done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    this.text += chunk;
    return done();
  }
}

/** Bytes in pieces that do not respect characters, as a pipe gives them. */
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1021) {
    yield await Promise.resolve(bytes.subarray(at, at + 1021));
  }
}
