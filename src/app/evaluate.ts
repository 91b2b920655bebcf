import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReportProgress, inputError, writeFileAtomically } from '../base/index.ts';
import {
  type QuestionSet,
  type Report,
  type Run,
  answerQualityScorers,
  chooseSample,
  formatReport,
  makeReport,
  readQuestionSet,
  readRun,
  runFiles,
  runQuestionSet,
} from '../evaluation/index.ts';
import { createAssistantSubject } from './assistant-subject.ts';
import { readRevision } from './read-revision.ts';
import type { Workspace } from './workspace.ts';

/** Which questions to ask, and where to keep what comes of it. */
export interface EvaluationRequest {
  /** The path of a `.jsonl` file, or the name of a question set of the region. */
  readonly set: string;
  /** Part of the region's set. @default 'dev' */
  readonly split?: string;
  /** The run's folder. One that holds the same run, unfinished, is continued. */
  readonly folder: string;
  /** Ask only so many questions, a balanced choice. @default all */
  readonly limit?: number;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/**
 * Puts a question set to the assistant and writes `run.json`, `samples.jsonl`, `report.json` and
 * `report.md` into the run's folder.
 *
 * @throws `evaluation.no-such-set`; `evaluation.bad-question-set`; `evaluation.other-run`
 */
export async function runEvaluation(workspace: Workspace, request: EvaluationRequest): Promise<Report> {
  const { folder, limit, report, signal } = request;
  const set = await openQuestionSet(workspace, request);
  const { id, version, hash } = workspace.region;
  const sampled = limit !== undefined && limit < set.items.length;
  const run = await runQuestionSet({
    set,
    ...(sampled && { sample: chooseSample(set.items, limit) }),
    subject: createAssistantSubject({ ...workspace, audit: undefined }),
    folder,
    context: {
      region: { id, version, hash },
      versions: { lionrock: workspace.version, node: process.versions.node },
      revision: await readRevision(),
      // Local models decode greedily, and nothing else is left to chance.
      seed: null,
    },
    clock: workspace.clock,
    ...(report !== undefined && { report }),
    ...(signal !== undefined && { signal }),
  });
  return writeReport(folder, run);
}

/**
 * Scores a run again from what was kept of it, without any model, and writes its reports anew.
 *
 * @throws `evaluation.no-run`
 */
export async function scoreEvaluation(folder: string): Promise<Report> {
  return writeReport(folder, await readRun(folder));
}

async function writeReport(folder: string, run: Run): Promise<Report> {
  const report = makeReport(run, answerQualityScorers);
  await writeFileAtomically(join(folder, runFiles.report), `${JSON.stringify(report, null, 2)}\n`);
  await writeFileAtomically(join(folder, runFiles.markdown), formatReport(report));
  return report;
}

async function openQuestionSet(
  { region }: Workspace,
  { set, split = 'dev' }: EvaluationRequest,
): Promise<QuestionSet> {
  if (set.endsWith('.jsonl')) return readQuestionSet(set, set);
  const folder = join(region.folder, 'benchmarks', set);
  const path = join(folder, `${split}.jsonl`);
  const found = await access(path).then(
    () => true,
    () => false,
  );
  if (found) return readQuestionSet(path, `${set}/${split}`);
  const splits = await listNames(folder, '.jsonl');
  const sets = await listNames(join(region.folder, 'benchmarks'), '');
  throw inputError({
    code: 'evaluation.no-such-set',
    message: `The region ${region.id} has no question set "${set}" with a part "${split}".`,
    cure:
      splits.length > 0
        ? `Its parts: ${splits.join(', ')}.`
        : `Name the path of a .jsonl file, or one of: ${sets.join(', ')}.`,
    data: { set, split },
  });
}

async function listNames(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, name.length - ending.length))
    .toSorted();
}
