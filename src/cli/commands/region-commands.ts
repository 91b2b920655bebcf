import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Cli, type Run, act } from '../run-command.ts';

/** Adds `region`: packs of words, rules and facts. */
export function addRegionCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('region'), {
    about: 'check a region pack, or begin one',
    example: 'lionrock region check regions/example',
  });
  describeCommand(group.command('check [pack]'), {
    about: 'check a pack, named by id or path; every problem comes with its file, line and cure',
    more: 'Without a pack, checks the one in use.',
    example: 'lionrock region check regions/example',
  }).action(act(cli, check));
  describeCommand(group.command('new <folder>'), {
    about: 'begin a pack: a copy of the template, whose README leads through it',
    example: 'lionrock region new my-town --name "My Town"',
  })
    .option('--id <id>', "small letters, digits and hyphens (default: the folder's name)")
    .option('--name <name>', 'name of the place')
    .action(act(cli, create));
}

async function check(run: Run, _options: object, pack?: string): Promise<ExitCode> {
  const { checkRegionPack, formatProblem } = await import('../../app/index.ts');
  const report = await checkRegionPack(pack ?? (await run.loadConfig()).region);
  const errors = report.problems.filter(({ severity }) => severity === 'error').length;
  if (run.json) await run.printJson(report);
  else {
    for (const problem of report.problems) await run.print(formatProblem(problem));
    const warnings = report.problems.length - errors;
    await run.print(`${report.folder}: ${errors} errors, ${warnings} warnings.`);
  }
  return errors > 0 ? exitCodes.fixable : exitCodes.done;
}

interface NewOptions {
  readonly id?: string;
  readonly name?: string;
}

async function create(run: Run, { id, name }: NewOptions, folder: string): Promise<undefined> {
  const { createRegion } = await import('../../app/index.ts');
  const created = await createRegion({
    folder,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
  });
  if (run.json) await run.printJson({ folder: created });
  else await run.print(`${created} is ready. Its README.md leads through it, file by file.`);
}
