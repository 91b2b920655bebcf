import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatDiagnosis } from '../print-diagnosis.ts';
import { type Cli, type Run, act } from '../run-command.ts';

/** Adds `doctor`: what this installation is made of, and what is wrong with it. */
export function addDoctorCommand(program: Command, cli: Cli): void {
  describeCommand(program.command('doctor'), {
    about: 'show the settings and where each comes from, models, stores, and what would leave this machine',
    more: 'Keys are never shown. It changes nothing.',
    example: 'lionrock doctor',
  }).action(act(cli, doctor));
}

async function doctor(run: Run): Promise<ExitCode> {
  const config = await run.loadConfig();
  const { diagnose, formatProblem } = await import('../../app/index.ts');
  const diagnosis = await diagnose(config);
  if (run.json) await run.printJson(diagnosis);
  else await run.print(formatDiagnosis(diagnosis, formatProblem));
  const usable = 'pack' in diagnosis.region && !('error' in diagnosis.slots);
  return usable ? exitCodes.done : exitCodes.fixable;
}
