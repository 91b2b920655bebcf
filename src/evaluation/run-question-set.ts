import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type Clock,
  type ReportProgress,
  ignoreProgress,
  inputError,
  reportError,
  toLionrockError,
  writeFileAtomically,
} from '../base/index.ts';
import type { ChosenItems } from './choose-sample.ts';
import type { QuestionSet } from './question-set.ts';
import { type RunRecord, runRecordSchema } from './run-record.ts';
import { type SampleLog, openSampleLog, readSampleLog } from './sample-log.ts';
import type { Item, Sample, Subject } from './spec.ts';

/** What a run is told about the world around it. */
export type RunContext = Pick<RunRecord, 'region' | 'versions' | 'revision' | 'seed'>;

/** A run to start or to continue. */
export interface RunRequest {
  readonly set: QuestionSet;
  /** Ask only these. @default all */
  readonly sample?: ChosenItems;
  readonly subject: Subject;
  /** The run's folder: `run.json` and `samples.jsonl`. */
  readonly folder: string;
  readonly context: RunContext;
  readonly clock: Clock;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/** A run with all that was said. */
export interface Run {
  readonly record: RunRecord;
  readonly samples: readonly Sample[];
}

/** Names of a run's files in its folder. */
export const runFiles = {
  record: 'run.json',
  samples: 'samples.jsonl',
  report: 'report.json',
  markdown: 'report.md',
} as const;

/**
 * Asks a subject every question of a set once and keeps what it says. Stopped or killed at any moment,
 * the same call goes on where it ended: nothing is asked twice and nothing is lost. A question that
 * failed is asked again.
 *
 * @throws `evaluation.other-run` when the folder holds a run of another set, sample, region or subject
 */
export async function runQuestionSet(request: RunRequest): Promise<Run> {
  const { set, sample, folder, clock } = request;
  const items = sample?.items ?? set.items;
  const recordPath = join(folder, runFiles.record);
  const fresh = describeRun(request);
  const earlier = await readRunRecord(recordPath);
  if (earlier !== undefined) checkSameRun(earlier, fresh, folder);
  const record = { ...(earlier ?? fresh), endedAt: null };
  await writeRecord(recordPath, record);
  const path = join(folder, runFiles.samples);
  const samples = new Map((await readSampleLog(path)).map((known) => [known.item.id, known]));
  const log = await openSampleLog(path, {
    kind: 'samples',
    schema: 1,
    version: fresh.versions['lionrock'] ?? 'unknown',
    region: set.header.region,
    createdAt: clock().toISOString(),
  });
  try {
    for (const [at, item] of items.entries()) {
      const known = samples.get(item.id);
      if (known === undefined || 'error' in known) samples.set(item.id, await ask(item, request, log));
      const done = { done: at + 1, total: items.length };
      (request.report ?? ignoreProgress)({ label: set.name, ...done, unit: 'questions' });
    }
  } finally {
    await log.close();
  }
  const finished = { ...record, endedAt: clock().toISOString() };
  await writeRecord(recordPath, finished);
  return { record: finished, samples: Array.from(samples.values()) };
}

/**
 * Reads a run as it lies in its folder, finished or not.
 *
 * @throws `evaluation.no-run` when there is none
 */
export async function readRun(folder: string): Promise<Run> {
  const record = await readRunRecord(join(folder, runFiles.record));
  if (record === undefined) {
    throw inputError({
      code: 'evaluation.no-run',
      message: `There is no run in ${folder}.`,
      cure: 'Name the folder that the run was written to.',
      data: { folder },
    });
  }
  return { record, samples: await readSampleLog(join(folder, runFiles.samples)) };
}

async function ask(item: Item, { subject, signal }: RunRequest, log: SampleLog): Promise<Sample> {
  signal?.throwIfAborted();
  const started = performance.now();
  let sample: Sample;
  try {
    const { question, history } = item;
    const response = await subject.respond({ question, history }, item.id, signal);
    sample = { item, response, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message } = reportError(error);
    sample = { item, error: { code, message } };
  }
  await log.append(sample);
  return sample;
}

function describeRun({ set, sample, subject, context, clock }: RunRequest): RunRecord {
  const { version, split, region } = set.header;
  return {
    kind: 'run',
    schema: 1,
    set: {
      name: set.name,
      version,
      split,
      region,
      hash: set.hash,
      items: set.items.length,
      ...(sample !== undefined && {
        chosen: sample.items.map((item) => item.id),
        sampling: sample.sampling,
      }),
    },
    region: context.region,
    subject: { id: subject.id, models: subject.models, mode: subject.mode },
    versions: context.versions,
    revision: context.revision,
    seed: context.seed,
    startedAt: clock().toISOString(),
    endedAt: null,
  };
}

async function writeRecord(path: string, record: RunRecord): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(record, null, 2)}\n`);
}

async function readRunRecord(path: string): Promise<RunRecord | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (toLionrockError(error).code === 'file.not-found') return undefined;
    throw error;
  }
  try {
    return runRecordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw inputError({
      code: 'evaluation.bad-run-record',
      message: `${path} is not the record of a run.`,
      cure: 'Choose another folder for the run, or restore the file.',
      cause,
    });
  }
}

/** Answers of two subjects in one log would make a result that nobody could get again. */
function checkSameRun(earlier: RunRecord, now: RunRecord, folder: string): void {
  const differing = (['set', 'region', 'subject', 'versions', 'revision', 'seed'] as const).filter(
    (part) => !isDeepStrictEqual(earlier[part], now[part]),
  );
  if (differing.length === 0) return;
  throw inputError({
    code: 'evaluation.other-run',
    message: `${folder} holds a run with another ${differing.join(', ')}.`,
    cure: 'Choose another folder for this run.',
    data: { folder, differing },
  });
}
