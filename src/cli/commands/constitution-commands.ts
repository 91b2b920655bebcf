import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { parseVariety } from '../parse-variety.ts';
import { printComparison, printConstitution } from '../print-constitution.ts';
import { type Cli, type Run, act } from '../run-command.ts';

/** Adds `constitution`: the rules, their basis, and what changed in them. */
export function addConstitutionCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('constitution'), {
    about: 'check, show and compare the rules that the assistant follows',
    example: 'lionrock constitution check regions/example',
  });
  describeCommand(group.command('check [pack]'), {
    about: 'check a constitution; every problem comes with its file, line and cure, and its tests are run',
    more: 'A pack by id or path, or a folder with a meta.yaml; without one, that of the pack in use.',
    example: 'lionrock constitution check regions/example',
  })
    .option('--strict', 'let warnings count too (exit code 3)')
    .action(act(cli, check));
  withProfile(
    describeCommand(group.command('show [pack]'), {
      about: 'show the rules in force, what they rest on and how that was checked',
      more: 'With --json, prints the compiled constitution with its hash, which diff and others read.',
      example: 'lionrock constitution show regions/example --variety en --html constitution.html',
    }),
  )
    .option('--variety <variety>', 'words of this variety (default: the first of the constitution)')
    .option('--html <file>', 'write the page that residents read, in all varieties, as one file')
    .action(act(cli, show));
  withProfile(
    describeCommand(group.command('diff <from> <to>'), {
      about: 'compare two constitutions: packs, folders or files made by `show --json`',
      example: 'lionrock constitution diff before.json regions/example --replay questions.jsonl',
    }),
  )
    .option('--replay <file>', 'JSON Lines of {stage, text}, or tests: which decisions would change')
    .action(act(cli, diff));
}

function withProfile(command: Command): Command {
  return command
    .option('--profile <id>', 'apply this profile (default: that of the constitution)')
    .option('--allow-disabled', 'allow a profile that is on record but not enabled');
}

interface ProfileOptions {
  readonly profile?: string;
  readonly allowDisabled?: boolean;
}

interface ShowOptions extends ProfileOptions {
  readonly variety?: string;
  readonly html?: string;
}

async function check(run: Run, { strict }: { strict?: boolean }, pack?: string): Promise<ExitCode> {
  const { checkConstitution, formatProblem } = await import('../../app/index.ts');
  const report = await checkConstitution(pack ?? (await run.loadConfig()).region);
  const errors = report.problems.filter(({ severity }) => severity === 'error').length;
  const warnings = report.problems.length - errors;
  if (run.json) await run.printJson(report);
  else {
    for (const problem of report.problems) await run.print(formatProblem(problem));
    await run.print(`${report.folder}: ${errors} errors, ${warnings} warnings.`);
    const { constitution } = report;
    if (constitution !== undefined) {
      const { id, version, profile, rules, sources, tests, bundleHash } = constitution;
      await run.print(`${id} ${version} (${profile}): ${rules} rules, ${sources} sources, ${tests} tests.`);
      await run.print(`SHA-256 ${bundleHash}`);
    }
  }
  if (errors > 0) return exitCodes.fixable;
  return strict === true && warnings > 0 ? exitCodes.gateNotMet : exitCodes.done;
}

async function show(run: Run, options: ShowOptions, pack?: string): Promise<undefined> {
  const { readConstitutionBundle, writeConstitutionPage } = await import('../../app/index.ts');
  const variety = options.variety === undefined ? undefined : await parseVariety(options.variety);
  const bundle = await readConstitutionBundle(pack ?? (await run.loadConfig()).region, profileOf(options));
  if (options.html !== undefined) {
    await writeFile(options.html, writeConstitutionPage(bundle));
    await run.note(`Wrote ${options.html}.`);
  }
  if (run.json) await run.printJson(bundle);
  else if (options.html === undefined) await printConstitution(run, bundle, variety);
  return undefined;
}

interface DiffOptions extends ProfileOptions {
  readonly replay?: string;
}

async function diff(run: Run, options: DiffOptions, ...names: [string, string]): Promise<undefined> {
  const [from, to] = names;
  const { compareConstitutions } = await import('../../app/index.ts');
  const comparison = await compareConstitutions({
    from,
    to,
    ...profileOf(options),
    ...(options.replay !== undefined && { replay: options.replay }),
  });
  if (run.json) await run.printJson(comparison);
  else await printComparison(run, comparison);
  return undefined;
}

function profileOf({ profile, allowDisabled }: ProfileOptions): ProfileOptions {
  return {
    ...(profile !== undefined && { profile }),
    ...(allowDisabled !== undefined && { allowDisabled }),
  };
}
