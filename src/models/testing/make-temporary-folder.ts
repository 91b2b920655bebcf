import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** A folder that is removed when the test ends. */
export async function makeTemporaryFolder(): Promise<string> {
  const folder = await make();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder for all tests of a file, removed after them; to be asked for outside of any test. */
export async function makeSharedFolder(): Promise<string> {
  const folder = await make();
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function make(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'lionrock-models-'));
}
