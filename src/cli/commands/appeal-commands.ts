import { type Command, Option } from 'commander';
import type { AppealDesk, AppealView, DecideAppealRequest } from '../../app/index.ts';
import { inputError } from '../../base/index.ts';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { gatherNames } from '../gather-names.ts';
import { formatAppeal, formatAppeals } from '../print-appeals.ts';
import { type Cli, type Run, act } from '../run-command.ts';

/** Adds `appeals`: what people ask to be reviewed, and what the operator does with it. */
export function addAppealCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('appeals'), {
    about: 'read, acknowledge, assign and decide appeals against decisions',
    more: 'For the operator, on the machine that keeps them; whoever appealed uses the page and a ticket.',
    example: 'lionrock appeals list --overdue',
  });
  const desk: OpenDesk = async (run) => {
    const { openAppealDesk } = await import('../../app/index.ts');
    const clock = run.io.workspace?.clock;
    return openAppealDesk(await run.loadConfig(), {
      version: program.version() ?? '',
      ...(clock !== undefined && { clock }),
    });
  };
  addReadingCommands(group, cli, desk);
  addStepCommands(group, cli, desk);
  addDecideCommand(group, cli, desk);
}

type OpenDesk = (run: Run) => Promise<AppealDesk>;

interface ListOptions {
  readonly open?: boolean;
  readonly overdue?: boolean;
}

function addReadingCommands(group: Command, cli: Cli, desk: OpenDesk): void {
  describeCommand(group.command('list'), {
    about: 'list appeals, oldest first, with the days that were promised',
    more: 'What people wrote longer ago than the constitution lets it be kept is removed first.',
    example: 'lionrock appeals list --open',
  })
    .option('--open', 'only those whose reasons were not sent yet')
    .option('--overdue', 'only those that are late; exit code 3 when there is one')
    .action(act(cli, async (run, options: ListOptions) => list(run, await desk(run), options)));
  describeCommand(group.command('show <id>'), {
    about: 'show one appeal: what was submitted, about which decision, and what happened to it',
    example: 'lionrock appeals show 4f1c09ab23de',
  }).action(
    act(cli, async (run, _: object, id: string) => {
      const { showAppeal } = await import('../../app/index.ts');
      return print(run, await showAppeal(await desk(run), id));
    }),
  );
}

async function list(run: Run, desk: AppealDesk, { open, overdue }: ListOptions): Promise<ExitCode> {
  const { listAppeals } = await import('../../app/index.ts');
  const chosen = (await listAppeals(desk)).filter(
    (view) =>
      (open !== true || view.appeal.state !== 'reasons-sent') &&
      (overdue !== true || view.overdue.length > 0),
  );
  if (run.json) await run.printJson(chosen);
  else await run.print(formatAppeals(chosen));
  return overdue === true && chosen.length > 0 ? exitCodes.gateNotMet : exitCodes.done;
}

function addStepCommands(group: Command, cli: Cli, desk: OpenDesk): void {
  describeCommand(group.command('acknowledge <id>'), {
    about: 'tell whoever appealed that somebody has read it',
    example: 'lionrock appeals acknowledge 4f1c09ab23de --by "front desk"',
  })
    .requiredOption('--by <who>', 'who does it: a post or a name')
    .action(
      act(cli, async (run, { by }: { by: string }, id: string) => {
        const { acknowledgeAppeal } = await import('../../app/index.ts');
        return print(run, await acknowledgeAppeal(await desk(run), id, by));
      }),
    );
  describeCommand(group.command('assign <id>'), {
    about: 'give an appeal to a reviewer, who may not be the owner of the rule',
    more: 'A second time gives it to another one.',
    example: 'lionrock appeals assign 4f1c09ab23de --reviewer "review panel"',
  })
    .requiredOption('--reviewer <who>', 'a post or a name')
    .action(
      act(cli, async (run, { reviewer }: { reviewer: string }, id: string) => {
        const { assignAppeal } = await import('../../app/index.ts');
        return print(run, await assignAppeal(await desk(run), id, reviewer));
      }),
    );
}

interface DecideOptions {
  readonly by: string;
  readonly reasons: string;
  readonly upheld?: boolean;
  readonly overturned?: boolean;
  readonly ruleChanged?: boolean;
  readonly test?: string;
  readonly clause?: string;
  readonly expect?: string;
  readonly source?: readonly string[];
}

function addDecideCommand(group: Command, cli: Cli, desk: OpenDesk): void {
  describeCommand(group.command('decide <id>'), {
    about: 'decide an appeal; the reasons are then there for whoever holds the ticket',
    more:
      'An overturned decision also becomes a test, which the editors of the constitution find in ' +
      '`regions/<id>/proposed-tests.jsonl` of the home. Interrupted, the same command again goes on.',
    example:
      'lionrock appeals decide 4f1c09ab23de --overturned --by "review panel" ' +
      '--reasons "The rule is about publishing, not about the law." --test "What does the law say?"',
  })
    .requiredOption('--by <reviewer>', 'the reviewer it was assigned to')
    .requiredOption('--reasons <text>', 'for whoever appealed; up to 4,000 characters')
    .addOption(new Option('--upheld', 'the decision stands').conflicts(['overturned', 'ruleChanged']))
    .addOption(new Option('--overturned', 'the decision was wrong').conflicts('ruleChanged'))
    .option('--rule-changed', 'the decision followed its rule, and the rule is now changed')
    .option('--test <text>', 'what was wrongly limited, in your own words: tests are published')
    .option('--clause <id>', 'the rule that was applied wrongly, when there were several')
    .option('--expect <action>', 'what should have been done (default: allow)')
    .option('--source <text>', 'passage that a statement rests on; may be given again', gatherNames)
    .action(
      act(cli, async (run, options: DecideOptions, id: string) => {
        const { decideAppeal } = await import('../../app/index.ts');
        const decided = await decideAppeal(await desk(run), await readDecision(id, options));
        await print(run, decided);
        if (decided.proposedTests !== undefined && !run.json)
          await run.print(`A test was proposed in ${decided.proposedTests}.`);
        return undefined;
      }),
    );
}

async function readDecision(id: string, options: DecideOptions): Promise<DecideAppealRequest> {
  const { by, reasons, upheld, overturned, ruleChanged, test: text, clause, source: sources } = options;
  const named = [
    ...(upheld === true ? ['upheld' as const] : []),
    ...(overturned === true ? ['overturned' as const] : []),
    ...(ruleChanged === true ? ['rule-changed' as const] : []),
  ];
  const [outcome] = named;
  if (outcome === undefined)
    throw usage('Nothing was decided.', 'Give --upheld, --overturned or --rule-changed.');
  const expect = options.expect === undefined ? undefined : await parseAction(options.expect);
  return {
    id,
    ruling: { by, outcome, reasons },
    proposed: {
      text,
      ...(clause !== undefined && { clause }),
      ...(expect !== undefined && { expect }),
      ...(sources !== undefined && { sources }),
    },
  };
}

async function parseAction(name: string) {
  const { actions } = await import('../../app/index.ts');
  const found = actions.find((action) => action === name);
  if (found === undefined) throw usage(`"${name}" is no action.`, `Use one of ${actions.join(', ')}.`);
  return found;
}

function usage(message: string, cure: string): Error {
  return inputError({ code: 'cli.usage', message, cure });
}

async function print(run: Run, view: AppealView): Promise<undefined> {
  if (run.json) await run.printJson(view);
  else await run.print(formatAppeal(view));
  return undefined;
}
