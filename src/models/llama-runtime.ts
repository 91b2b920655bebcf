import { access } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type * as LlamaLibrary from 'node-llama-cpp';
import type { Llama, LlamaModel } from 'node-llama-cpp';
import { setupError, toLionrockError, type LionrockError } from '../base/index.ts';
import { createTaskQueue } from './task-queue.ts';

/** How the embedded engine runs. */
export interface LlamaRuntimeOptions {
  /**
   * Threads of one computation. More than there are idle cores slows it down many times over, since
   * the threads wait for one another actively. @default one less than the machine's cores, at least 1
   */
  readonly threads?: number;
  /** Receives the engine's own messages. @default they are dropped */
  readonly log?: (level: string, message: string) => void;
}

/** A model file in memory, with what is needed to run it. */
export interface LoadedLlamaModel {
  readonly library: typeof LlamaLibrary;
  readonly llama: Llama;
  readonly model: LlamaModel;
}

/** The embedded engine (llama.cpp, on the processor), started with the first model. */
export interface LlamaRuntime {
  readonly threads: number;
  /**
   * Loads a GGUF file.
   *
   * @throws `models.llama-missing`, `models.llama-unusable`, `models.file-missing`,
   *   `models.not-enough-memory`, `models.cannot-load`.
   */
  loadModel(path: string): Promise<LoadedLlamaModel>;
  /** Runs one step of computation when no other one runs in this process. Keep steps short. */
  run<T>(step: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Frees the engine and every model loaded with it; afterwards it cannot be used. */
  close(): Promise<void>;
}

/** Two computations at once are slower than one after the other: the whole process has one queue. */
const steps = createTaskQueue();

/** Makes the embedded engine; nothing is loaded until it is needed. */
export function createLlamaRuntime(options: LlamaRuntimeOptions = {}): LlamaRuntime {
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  let started: Promise<{ library: typeof LlamaLibrary; llama: Llama }> | undefined;
  const start = (): NonNullable<typeof started> => {
    started ??= startLibrary(threads, options.log).catch((error: unknown) => {
      started = undefined; // the next call may find it mended
      throw error;
    });
    return started;
  };
  return {
    threads,
    async loadModel(path) {
      await access(path).catch((cause: unknown) => {
        throw fileMissing(path, cause);
      });
      const { library, llama } = await start();
      try {
        return { library, llama, model: await llama.loadModel({ modelPath: path }) };
      } catch (error) {
        throw error instanceof library.InsufficientMemoryError
          ? notEnoughMemory(path, error)
          : cannotLoad(path, error);
      }
    },
    run: (step, signal) => steps.run(step, signal),
    async close() {
      const running = await started?.catch(() => undefined);
      await steps.run(async () => await running?.llama.dispose());
    },
  };
}

async function startLibrary(
  threads: number,
  log: LlamaRuntimeOptions['log'],
): Promise<{ library: typeof LlamaLibrary; llama: Llama }> {
  const library = await import('node-llama-cpp').catch((cause: unknown) => {
    throw libraryMissing(cause);
  });
  try {
    const llama = await library.getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: threads,
      logLevel: log === undefined ? library.LlamaLogLevel.disabled : library.LlamaLogLevel.info,
      logger: (level, message) => log?.(level, message),
    });
    return { library, llama };
  } catch (cause) {
    throw libraryUnusable(cause);
  }
}

function libraryMissing(cause: unknown): LionrockError {
  return setupError({
    code: 'models.llama-missing',
    message: 'The embedded engine, the optional package node-llama-cpp, is not installed.',
    cure: 'Install it with "npm install node-llama-cpp@3.22.1", or use a model server.',
    cause,
  });
}

function libraryUnusable(cause: unknown): LionrockError {
  return setupError({
    code: 'models.llama-unusable',
    message: 'The embedded engine has no binary that runs on this machine.',
    cure: 'Reinstall node-llama-cpp for this platform, or use a model server.',
    data: { platform: process.platform, architecture: process.arch },
    cause,
  });
}

function fileMissing(path: string, cause: unknown): LionrockError {
  const known = toLionrockError(cause);
  if (known.code !== 'file.not-found') return known;
  return setupError({
    code: 'models.file-missing',
    message: `There is no model file ${path}.`,
    cure: 'Fetch the model with "model pull", or correct the path.',
    data: { path },
    cause,
  });
}

function notEnoughMemory(path: string, cause: unknown): LionrockError {
  return setupError({
    code: 'models.not-enough-memory',
    message: `There is not enough free memory for the model ${path}.`,
    cure: 'Close other programs, choose a smaller model, or use a model server.',
    data: { path },
    cause,
  });
}

function cannotLoad(path: string, cause: unknown): LionrockError {
  return setupError({
    code: 'models.cannot-load',
    message: `The model file ${path} cannot be loaded; it is damaged, or of a kind the embedded engine does not know.`,
    cure: 'Check it with "model test", or fetch it again with "model pull".',
    data: { path },
    cause,
  });
}
