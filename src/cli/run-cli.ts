import type { CliIo } from './cli-io.ts';
import { createProgram } from './create-program.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { reportFailure } from './report-failure.ts';
import type { Cli } from './run-command.ts';

/**
 * Runs one command line from its arguments to its exit code; it never throws.
 *
 * @param args what follows the program's name
 * @example await runCli(['detect', '你好'], io); // 0
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitCode> {
  const cli: Cli = { io, exitCode: exitCodes.done };
  try {
    await createProgram(cli).parseAsync(args, { from: 'user' });
    return cli.exitCode;
  } catch (error) {
    return reportFailure(error, io, { json: args.includes('--json') });
  }
}
