// Writes docs/guides/command-line.md from the program's own help; a test compares the two.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { createProgram } from '../src/cli/create-program.ts';

/** Path of the guide. */
export const cliGuidePath = fileURLToPath(new URL('../docs/guides/command-line.md', import.meta.url));

const introduction = `# Command line

This page is written by \`npm run docs:cli\` from the program's own help; do not edit it by hand.

Run the program with \`npx lionrock\`. Results go to stdout, everything else to stderr; progress bars appear only on a
terminal. With \`--json\` a command prints one JSON value on one line; one that tells of many things as they happen
(\`knowledge add\`, \`knowledge pull\`, \`model pull\`, \`model test\`) prints one line for each. Errors are then
\`{"error": {"code", "message"}}\` on stderr. The codes are listed in [errors.md](errors.md).

## Exit codes

- 0: done.
- 1: a defect of ours; the stack is printed unless \`--json\` is given.
- 2: something you can mend, such as a wrong option, a bad input, a missing file or model, a service that failed.
- 3: a gate was not met, such as a model that fails its smoke test.
- 130: interrupted by Ctrl-C or SIGTERM; what was finished is kept. \`serve\` ended by SIGTERM gives 0.

A second Ctrl-C ends the program without waiting for the current step. When whoever reads the output goes away
(\`| head\`), the program stops silently with 0.

## Filters

\`detect\`, \`convert\`, \`search\` and \`ask\` are filters with \`--jsonl\`: one JSON object a line in, one a line out, in
the same order and number, with flat memory.

- \`id\` is a text or a number, and may be left out. It is passed on as it is.
- A bad line gives \`{id?, line, error: {code, message}}\` in its place; the rest still runs, and the exit code is 2
  (1 if a line met a defect of ours). Bad is a line that is blank, is not a JSON object, lacks the field the filter
  works on, is longer than 32 Mi characters, or cannot be handled. The text of a bad line is never repeated.
- A header record (\`{"kind", "schema", …}\` without the filter's field) on the first line goes through unchanged, so that
  files which begin with one keep their order and number of lines. On any other line it is a bad line.

`;

/** The whole guide. */
export function formatCliGuide(): string {
  return introduction + formatCommand(makeProgram());
}

function makeProgram(): Command {
  const silent = new PassThrough();
  return createProgram({
    io: {
      stdin: silent,
      stdout: silent,
      stderr: silent,
      environment: {},
      workingFolder: '.',
      signal: new AbortController().signal,
    },
    exitCode: 0,
  });
}

function formatCommand(command: Command): string {
  const own = `## \`${fullName(command)}\`\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`;
  return [own, ...command.commands.map(formatCommand)].join('\n');
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

/** The help as it is printed, with what is added behind it. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (piece) => (text += piece) });
  command.outputHelp();
  return text.trimEnd();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(cliGuidePath), { recursive: true });
  writeFileSync(cliGuidePath, formatCliGuide());
}
