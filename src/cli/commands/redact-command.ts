import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { filterLines } from '../filter-lines.ts';
import { readInput } from '../read-input.ts';
import { type Cli, type Run, act } from '../run-command.ts';

interface RedactOptions {
  readonly jsonl?: boolean;
}

/** Adds `redact`: a text without the personal data in it. */
export function addRedactCommand(program: Command, cli: Cli): void {
  describeCommand(program.command('redact [text]'), {
    about: 'write placeholders in the place of personal data, such as [HKID] or [PHONE]',
    more: 'Nothing leaves this machine. It finds what has a form, not everything that is personal. Without a text, reads one from stdin.',
    example: 'lionrock redact "我電話係9123 4567"',
  })
    .option('--jsonl', 'filter: {id, text} lines in, {id, text, findings} lines out')
    .action(act(cli, redact));
}

async function redact(run: Run, options: RedactOptions, text?: string): Promise<ExitCode | undefined> {
  const { region } = await run.loadConfig();
  const { openRedactor } = await import('../../app/index.ts');
  const redactor = await openRedactor(region);
  if (options.jsonl === true) return filterLines(run.io, { field: 'text', handle: redactor });
  const redacted = redactor(await readInput(run.io, text));
  if (run.json) await run.printJson(redacted);
  else await run.print(redacted.text);
  return undefined;
}
