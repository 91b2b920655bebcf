import type { Command } from 'commander';
import type { Config, ConfigSources, Workspace } from '../app/index.ts';
import { type CliIo, writeTo } from './cli-io.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type ProgressDisplay, createProgressDisplay } from './show-progress.ts';

/** Settings that a command has options for. */
type ConfigOverrides = NonNullable<ConfigSources['options']>;

/** What one run of one command works with. */
export interface Run {
  readonly io: CliIo;
  /** Whether machines read the output. */
  readonly json: boolean;
  /** The pack named on the command line. */
  readonly region: string | undefined;
  /** Prints a line for people; control characters of foreign text are left out. */
  print(text: string): Promise<void>;
  /** Prints a part of a line for people. */
  printPart(text: string): Promise<void>;
  /** Prints a value for machines on one line. */
  printJson(value: unknown): Promise<void>;
  /** Tells people something beside the result, on stderr. */
  note(text: string): Promise<void>;
  loadConfig(overrides?: ConfigOverrides): Promise<Config>;
  /** Opens the workspace, closes it after use. */
  withWorkspace<Result>(
    use: (workspace: Workspace) => Promise<Result>,
    overrides?: ConfigOverrides,
  ): Promise<Result>;
  /** Shows progress while something works. */
  withProgress<Result>(work: (display: ProgressDisplay) => Promise<Result>): Promise<Result>;
}

/** What the command line gives to its commands: the outside, and where the exit code goes. */
export interface Cli {
  readonly io: CliIo;
  exitCode: ExitCode;
}

interface GlobalOptions {
  readonly region?: string;
  readonly home?: string;
  readonly json?: boolean;
}

/** Something a command does. */
type Action<Options, Given extends readonly unknown[]> = (
  run: Run,
  options: Options,
  ...given: Given
) => Promise<ExitCode | undefined>;

/**
 * Makes an action of a command: it gets the options, then the arguments, and gives the exit code;
 * `undefined` is `done`.
 *
 * @example command.action(act(cli, (run, options: AskOptions, text?: string) => ask(run, options, text)));
 */
export function act<Options, Given extends readonly unknown[]>(
  cli: Cli,
  action: Action<Options, Given>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    // Commander hands over the arguments, then the options, then the command itself.
    const command = given.at(-1) as Command;
    const options = given.at(-2) as Options;
    const run = createRun(cli.io, command.optsWithGlobals<GlobalOptions>());
    cli.exitCode =
      (await action(run, options, ...(given.slice(0, -2) as unknown as Given))) ?? exitCodes.done;
  };
}

function createRun(io: CliIo, { region, home, json }: GlobalOptions): Run {
  const loadConfig = async (overrides: ConfigOverrides = {}): Promise<Config> => {
    const { loadConfig: load, readDefaultRegion } = await import('../app/index.ts');
    return load({
      options: { ...overrides, region, home },
      environment: io.environment,
      workingFolder: io.workingFolder,
      defaultRegion: await readDefaultRegion(),
    });
  };
  const run: Run = {
    io,
    json: json === true,
    region,
    print: (text) => writeTo(io.stdout, `${printable(text)}\n`),
    printPart: (text) => writeTo(io.stdout, printable(text)),
    printJson: (value) => writeTo(io.stdout, `${JSON.stringify(value)}\n`),
    note: (text) => writeTo(io.stderr, `${printable(text)}\n`),
    loadConfig,
    async withWorkspace(use, overrides) {
      const config = await loadConfig(overrides);
      const { openWorkspace } = await import('../app/index.ts');
      const workspace = await openWorkspace(config, io.workspace);
      try {
        io.signal.throwIfAborted();
        return await use(workspace);
      } finally {
        await workspace.close();
      }
    },
    async withProgress(work) {
      const display = await createProgressDisplay(io.stderr);
      try {
        return await work(display);
      } finally {
        display.clear();
      }
    },
  };
  return run;
}

/** A document's text must not drive the reader's terminal: only line breaks and tabs stay. */
function printable(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex -- these are the characters to remove
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '');
}
