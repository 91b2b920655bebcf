import type { Command } from 'commander';

/** What the help of a command says. */
export interface CommandHelp {
  /** One line, also shown in the list of commands. */
  readonly about: string;
  /** What else one should know before using it. */
  readonly more?: string;
  /** One command line that works. */
  readonly example: string;
}

/** Gives a command its help. */
export function describeCommand(command: Command, { about, more, example }: CommandHelp): Command {
  return command
    .helpCommand(false)
    .summary(about)
    .description(more === undefined ? sentence(about) : `${sentence(about)} ${more}`)
    .addHelpText('after', `\nExample:\n  $ ${example}`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
