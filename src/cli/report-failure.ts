import { CommanderError } from 'commander';
import { toLionrockError } from '../base/index.ts';
import { type CliIo, Interruption, OutputClosed, writeTo } from './cli-io.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** How a failure is told. */
export interface ReportOptions {
  /** Whether machines read it. */
  readonly json: boolean;
}

/**
 * Tells on stderr what went wrong and gives the exit code. What the caller can mend is one sentence
 * without a stack; a defect of ours brings its stack along.
 */
export async function reportFailure(error: unknown, io: CliIo, { json }: ReportOptions): Promise<ExitCode> {
  if (error instanceof OutputClosed) return exitCodes.done;
  // Whatever broke after Ctrl-C broke because of it.
  if (io.signal.aborted || error instanceof Interruption) {
    await tell(io, json, { code: 'cli.interrupted', message: 'Interrupted; what was finished is kept.' });
    return exitCodes.interrupted;
  }
  if (error instanceof CommanderError) return reportUsage(error, io, json);
  const { code, category, message } = toLionrockError(error);
  if (category === 'internal') {
    const stack = error instanceof Error ? (error.stack ?? message) : message;
    await tell(io, json, { code, message: json ? message : `This is a defect of ours: ${stack}` });
    return exitCodes.internal;
  }
  await tell(io, json, { code, message });
  return exitCodes.fixable;
}

async function reportUsage(error: CommanderError, io: CliIo, json: boolean): Promise<ExitCode> {
  if (error.exitCode === 0) return exitCodes.done; // --help and --version
  // Without a command the help has been printed already.
  if (error.code !== 'commander.help') {
    const message = `${error.message.replace(/^error: /, '')}. Add --help to see how it is used.`;
    await tell(io, json, { code: 'cli.usage', message });
  }
  return exitCodes.fixable;
}

async function tell(io: CliIo, json: boolean, report: { code: string; message: string }): Promise<void> {
  const text = json ? JSON.stringify({ error: report }) : `lionrock: ${report.message}`;
  // With nobody to tell, the exit code has to do.
  await writeTo(io.stderr, `${text}\n`).catch(() => undefined);
}
