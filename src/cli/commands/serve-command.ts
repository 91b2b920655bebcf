import type { Command } from 'commander';
import type { Workspace } from '../../app/index.ts';
import { Interruption } from '../cli-io.ts';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatServing, formatSlot } from '../print-serving.ts';
import { type Cli, type Run, act } from '../run-command.ts';
import type { ProgressDisplay } from '../show-progress.ts';

interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly pull?: boolean;
}

/** Adds `serve`: the page and the HTTP interface on one port. */
export function addServeCommand(program: Command, cli: Cli): void {
  describeCommand(program.command('serve'), {
    about: 'serve the chat page and the HTTP interface on one port',
    more: 'It answers at once; with --pull it fetches the chosen models meanwhile and then uses them. Stop it with Ctrl-C.',
    example: 'lionrock serve --port 8080 --pull',
  })
    .option('--port <port>', 'port to listen on; 0 takes any free one (default: 4180)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, this machine only)')
    .option('--pull', 'fetch the chosen models that are missing')
    .action(act(cli, serve));
}

async function serve(run: Run, { port, host, pull = false }: ServeOptions): Promise<ExitCode> {
  return run.withWorkspace(
    (workspace) => run.withProgress((display) => serveUntilStopped(run, workspace, { pull, display })),
    { port, host },
  );
}

interface Serving {
  readonly pull: boolean;
  readonly display: ProgressDisplay;
}

async function serveUntilStopped(
  run: Run,
  workspace: Workspace,
  { pull, display }: Serving,
): Promise<ExitCode> {
  const { signal } = run.io;
  const { config, models, region } = workspace;
  const { serveAssistant } = await import('../../server/index.ts');
  // Bars would be drawn over the address, which is the line people look for.
  let started = false;
  const server = await serveAssistant(workspace, {
    port: config.port,
    host: config.host,
    pull,
    signal,
    report: (progress) => {
      if (started) display.report(progress);
    },
  });
  const serving = {
    url: server.url,
    region: { id: region.id, version: region.version },
    ...models.states(),
  };
  if (run.json) await run.printJson(serving);
  else await run.print(formatServing(serving, pull));
  started = true;
  await tellModelChanges(run, workspace, display);
  await server.close();
  const { reason } = signal;
  // SIGTERM is how a supervisor ends a service that did its work.
  return reason instanceof Interruption && reason.by === 'SIGTERM' ? exitCodes.done : exitCodes.interrupted;
}

/** Tells on stderr what becomes of the models, until the signal is aborted. */
async function tellModelChanges(run: Run, { models }: Workspace, display: ProgressDisplay): Promise<void> {
  let told = describe(models.states());
  const timer = setInterval(() => {
    const now = describe(models.states());
    for (const [at, line] of now.entries()) {
      if (line === told[at]) continue;
      display.clear();
      void run.note(line).catch(() => undefined);
    }
    told = now;
  }, 500);
  try {
    await untilAborted(run.io.signal);
  } finally {
    clearInterval(timer);
  }
}

function describe({ chat, embedding }: ReturnType<Workspace['models']['states']>): string[] {
  return [formatSlot('chat model', chat), formatSlot('embedding model', embedding)];
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
