import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

function runNode(script: string, signal?: AbortSignal) {
  return runProgram({
    program: process.execPath,
    arguments: ['-e', script],
    folder: tmpdir(),
    environment: { LIONROCK_TEST: 'seen' },
    ...(signal && { signal }),
  });
}

describe('runProgram', () => {
  it('gives the exit code and the error output', async () => {
    expect(await runNode('console.error(process.env.LIONROCK_TEST); process.exitCode = 3')).toEqual({
      exitCode: 3,
      errorOutput: 'seen\n',
    });
  });

  it('rejects with the system error when the program does not exist', async () => {
    const missing = runProgram({ program: 'lionrock-no-such-program', arguments: [], folder: tmpdir() });
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('ends the program on abort', async () => {
    const abort = new AbortController();
    const running = runNode('setInterval(() => {}, 1000)', abort.signal);
    abort.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
