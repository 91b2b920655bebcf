import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addAppealCommands } from './commands/appeal-commands.ts';
import { addAskCommand } from './commands/ask-command.ts';
import { addConstitutionCommands } from './commands/constitution-commands.ts';
import { addDoctorCommand } from './commands/doctor-command.ts';
import { addEvaluateCommands } from './commands/evaluate-commands.ts';
import { addKnowledgeCommands } from './commands/knowledge-commands.ts';
import { addLedgerCommands } from './commands/ledger-commands.ts';
import { addModelCommands } from './commands/model-commands.ts';
import { addRedactCommand } from './commands/redact-command.ts';
import { addRegionCommands } from './commands/region-commands.ts';
import { addSearchCommand } from './commands/search-command.ts';
import { addServeCommand } from './commands/serve-command.ts';
import { addVarietyCommands } from './commands/variety-commands.ts';
import { describeCommand } from './describe-command.ts';
import type { Cli } from './run-command.ts';

/** Makes the command line. Commands load what they need when they run, so that help comes at once. */
export function createProgram(cli: Cli): Command {
  const { stdout, stderr } = cli.io;
  const program = describeCommand(new Command('lionrock'), {
    about: 'answers about a place from cited sources, in the words of its people',
    more:
      'Exit codes: 0 done; 1 our fault; 2 something you can mend; 3 a gate was not met; ' +
      '130 interrupted, with what was finished kept.',
    example: 'lionrock serve --pull',
  })
    .version(readVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option('--region <id|path>', 'region pack to use')
    .option('--home <folder>', 'folder of this installation (default: $LIONROCK_HOME, else .lionrock)')
    .option('--json', 'print JSON, for machines')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? helpWidth,
      getErrHelpWidth: () => stderr.columns ?? helpWidth,
      // Failures are told in one place, see report-failure.ts.
      outputError: () => undefined,
    })
    .exitOverride();
  addServeCommand(program, cli);
  addAskCommand(program, cli);
  addSearchCommand(program, cli);
  addKnowledgeCommands(program, cli);
  addModelCommands(program, cli);
  addVarietyCommands(program, cli);
  addRedactCommand(program, cli);
  addEvaluateCommands(program, cli);
  addLedgerCommands(program, cli);
  addRegionCommands(program, cli);
  addConstitutionCommands(program, cli);
  addAppealCommands(program, cli);
  addDoctorCommand(program, cli);
  return program;
}

/** Columns of help that goes to a file. */
const helpWidth = 100;

function readVersion(): string {
  const content = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(content) as { version: string }).version;
}
