import { spawn } from 'node:child_process';

/** A program to run to its end. */
export interface ProgramRequest {
  /** Name or path of the executable; no shell is involved. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Working folder. */
  readonly folder: string;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** How a program ended. */
export interface ProgramResult {
  /** Exit code; `undefined` when a signal ended it. */
  readonly exitCode: number | undefined;
  /** The last 64 KiB of standard error. */
  readonly errorOutput: string;
}

/** Runs a program. Rejects with the system's error when it cannot be started (`ENOENT`: not installed). */
export type RunProgram = (request: ProgramRequest) => Promise<ProgramResult>;

const keptOutput = 64 * 1024;

/** Runs a program of this machine; an abort ends it with SIGTERM and rejects. */
export const runProgram: RunProgram = (request) =>
  new Promise((resolve, reject) => {
    const child = spawn(request.program, [...request.arguments], {
      cwd: request.folder,
      env: { ...process.env, ...request.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(request.signal && { signal: request.signal }),
    });
    let errorOutput = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errorOutput = (errorOutput + text).slice(-keptOutput);
    });
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
      if (child.pid === undefined) reject(error);
    });
    // An aborted program may still be writing: only its end settles the promise.
    child.on('close', (code) => {
      if (failure === undefined) resolve({ exitCode: code ?? undefined, errorOutput });
      else reject(failure);
    });
  });
