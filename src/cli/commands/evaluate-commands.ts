import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { parseCount } from '../parse-count.ts';
import { type Cli, type Run, act } from '../run-command.ts';

interface RunOptions {
  readonly split?: string;
  readonly limit?: number;
  readonly out?: string;
}

/** Adds `evaluate`: benchmarks. */
export function addEvaluateCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('evaluate'), {
    about: 'measure the assistant on a set of questions',
    example: 'lionrock evaluate run answer-quality --limit 20',
  });
  describeCommand(group.command('run <set>'), {
    about: 'put a question set to the assistant and report on its answers',
    more:
      'The set is one of the region, or the path of a .jsonl file. Stopped at any moment, ' +
      'the same command with the same --out goes on.',
    example: 'lionrock evaluate run answer-quality --out runs/first',
  })
    .option('--split <name>', 'part of a set of the region (default: dev)')
    .option('--limit <n>', 'ask only so many questions, a balanced choice', parseCount)
    .option('--out <folder>', 'folder of the run (default: a new one in the home folder)')
    .action(act(cli, evaluate));
  describeCommand(group.command('score <folder>'), {
    about: 'score a run again from its log, without any model',
    example: 'lionrock evaluate score runs/first',
  }).action(act(cli, score));
}

async function evaluate(run: Run, options: RunOptions, set: string): Promise<ExitCode> {
  const { split, limit, out } = options;
  return run.withWorkspace(async (workspace) => {
    const { formatReport, runEvaluation } = await import('../../app/index.ts');
    const folder =
      out === undefined
        ? join(workspace.config.home, 'runs', runName(set, workspace.clock()))
        : resolve(run.io.workingFolder, out);
    await run.note(`The run is kept in ${folder}`);
    const report = await run.withProgress((display) =>
      runEvaluation(workspace, {
        set,
        folder,
        report: display.report,
        signal: run.io.signal,
        ...(split !== undefined && { split }),
        ...(limit !== undefined && { limit }),
      }),
    );
    if (run.json) await run.printJson(report);
    else await run.print(formatReport(report));
    return exitCodes.done;
  });
}

/** A name that sorts by time: `answer-quality-20260501T093000`. */
function runName(set: string, now: Date): string {
  return `${basename(set, '.jsonl')}-${now.toISOString().replaceAll(/[-:]|\..*/g, '')}`;
}

async function score(run: Run, _options: object, folder: string): Promise<undefined> {
  const { formatReport, scoreEvaluation } = await import('../../app/index.ts');
  const report = await scoreEvaluation(resolve(run.io.workingFolder, folder));
  if (run.json) await run.printJson(report);
  else await run.print(formatReport(report));
}
