#!/usr/bin/env node
import { Interruption } from './cli-io.ts';
import { exitCodes } from './exit-codes.ts';
import { runCli } from './run-cli.ts';

const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Whoever asks twice does not want to wait for the end of the current step.
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
    interrupt.abort(new Interruption(name));
  });
}
// A closed pipe is found by the write that fails; without a listener it would end the process first.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const code = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  workingFolder: process.cwd(),
  signal: interrupt.signal,
});
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
// Not left to the event loop: a silent stdin or an idle connection would keep the process alive.
process.exit(code);
