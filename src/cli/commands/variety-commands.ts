import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { filterLines } from '../filter-lines.ts';
import { parseVariety } from '../parse-variety.ts';
import { readInput } from '../read-input.ts';
import { type Cli, type Run, act } from '../run-command.ts';

interface FilterOptions {
  readonly jsonl?: boolean;
}

interface ConvertOptions extends FilterOptions {
  readonly to: string;
}

/** Adds `detect` and `convert`: which variety a text is, and the same text in another script. */
export function addVarietyCommands(program: Command, cli: Cli): void {
  describeCommand(program.command('detect [text]'), {
    about: 'tell the variety of a text: language, script and register',
    more: 'Without a text, reads one from stdin.',
    example: 'lionrock detect "最低工資係幾多？"',
  })
    .option(
      '--jsonl',
      'filter: {id, text} lines in, {id, variety, script, register, confidence, shares} lines out',
    )
    .action(act(cli, detect));
  describeCommand(program.command('convert [text]'), {
    about: 'write a text in the script of a variety; its language stays',
    more: 'Without a text, reads one from stdin.',
    example: 'lionrock convert --to zh-Hans "最低工資是多少？"',
  })
    .requiredOption('--to <variety>', 'zh-Hant, zh-Hans, yue-Hant, yue-Hans or en')
    .option('--jsonl', 'filter: {id, text} lines in, {id, text, variety, changed} lines out')
    .action(act(cli, convert));
}

async function detect(run: Run, options: FilterOptions, text?: string): Promise<ExitCode | undefined> {
  const { detectVariety } = await import('../../language/index.ts');
  if (options.jsonl === true) {
    return filterLines(run.io, { field: 'text', handle: (each) => detectVariety(each) });
  }
  const found = detectVariety(await readInput(run.io, text));
  if (run.json) await run.printJson(found);
  else await run.print(found.variety);
  return undefined;
}

async function convert(run: Run, options: ConvertOptions, text?: string): Promise<ExitCode | undefined> {
  const target = await parseVariety(options.to);
  const { convertVariety } = await import('../../language/index.ts');
  if (options.jsonl === true) {
    return filterLines(run.io, { field: 'text', handle: (each) => convertVariety(each, target) });
  }
  const converted = convertVariety(await readInput(run.io, text), target);
  if (run.json) await run.printJson(converted);
  else await run.print(converted.text);
  return undefined;
}
