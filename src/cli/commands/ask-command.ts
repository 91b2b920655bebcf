import type { Command } from 'commander';
import type { AskRequest, Workspace } from '../../app/index.ts';
import { inputError } from '../../base/index.ts';
import { describeCommand } from '../describe-command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type FilterRecord, filterLines } from '../filter-lines.ts';
import { gatherNames } from '../gather-names.ts';
import { parseVariety } from '../parse-variety.ts';
import { answerRecord, createAnswerPrinter } from '../print-answer.ts';
import { readInput } from '../read-input.ts';
import { type Cli, type Run, act } from '../run-command.ts';

interface AskOptions {
  readonly variety?: string;
  readonly collection?: readonly string[];
  readonly trace?: boolean;
  readonly jsonl?: boolean;
}

/** Adds `ask`: one governed, cited answer. */
export function addAskCommand(program: Command, cli: Cli): void {
  describeCommand(program.command('ask [question]'), {
    about: 'answer a question from the sources, with citations',
    more: 'Sentences appear as soon as they are checked. Without a question, reads one from stdin.',
    example: 'lionrock ask "How many days of paid leave do I have?" --variety zh-Hant',
  })
    .option(
      '--variety <variety>',
      'answer in zh-Hant, zh-Hans, yue-Hant, yue-Hans or en, whatever the question is in',
    )
    .option(
      '--collection <name>',
      'search this collection only; may be given again (default: all)',
      gatherNames,
    )
    .option('--trace', 'tell on stderr how the answer came about, as JSON; with --json, in the object')
    .option('--jsonl', 'filter: {id, question, history?} lines in, one answer a line out')
    .action(act(cli, ask));
}

async function ask(run: Run, options: AskOptions, question?: string): Promise<ExitCode | undefined> {
  const common = await toRequest(run, options);
  if (options.jsonl === true) {
    return run.withWorkspace((workspace) => filterQuestions(run, workspace, common));
  }
  const text = await readInput(run.io, question);
  return run.withWorkspace(async (workspace) => {
    await answerOne(run, workspace, { request: { ...common, text }, trace: options.trace === true });
    return undefined;
  });
}

type CommonRequest = Omit<AskRequest, 'text' | 'history'>;

async function toRequest(run: Run, { variety, collection }: AskOptions): Promise<CommonRequest> {
  return {
    signal: run.io.signal,
    ...(variety !== undefined && { forced: await parseVariety(variety) }),
    ...(collection !== undefined && { collections: collection }),
  };
}

interface OneQuestion {
  readonly request: AskRequest;
  readonly trace: boolean;
}

async function answerOne(run: Run, workspace: Workspace, { request, trace }: OneQuestion): Promise<void> {
  const app = await import('../../app/index.ts');
  const printer = createAnswerPrinter(workspace, app.joinSentences);
  for await (const event of app.ask(workspace, request)) {
    if (event.type === 'sentence' && !run.json) await run.printPart(printer.sentence(event.sentence));
    if (event.type !== 'answer') continue;
    const { answer } = event;
    if (run.json) await run.printJson({ ...answerRecord(answer), ...(trace && { trace: answer.trace }) });
    else await run.print(printer.end(answer));
    if (trace && !run.json) await run.note(JSON.stringify(answer.trace, undefined, 2));
  }
}

async function filterQuestions(run: Run, workspace: Workspace, common: CommonRequest): Promise<ExitCode> {
  const { askOnce } = await import('../../app/index.ts');
  return filterLines(run.io, {
    field: 'question',
    async handle(text, record) {
      return answerRecord(await askOnce(workspace, { ...common, ...readHistory(record), text }));
    },
  });
}

function readHistory(record: FilterRecord): Pick<AskRequest, 'history'> {
  const { history } = record;
  if (history === undefined) return {};
  if (Array.isArray(history) && history.every(isTurn)) return { history };
  throw inputError({
    code: 'jsonl.bad-history',
    message: 'The history is not a list of earlier turns.',
    cure: 'Write it as [{"question": "…", "answer": "…"}], oldest first.',
  });
}

function isTurn(value: unknown): value is NonNullable<AskRequest['history']>[number] {
  if (typeof value !== 'object' || value === null) return false;
  const { question, answer } = value as FilterRecord;
  return typeof question === 'string' && (answer === undefined || typeof answer === 'string');
}
