import { homedir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { findPulledModel, type PulledModel } from '../pulled-model.ts';

/** The first of some models that is on this machine; without any the test is skipped and says so. */
export async function requirePulledModel(context: TestContext, ids: readonly string[]): Promise<PulledModel> {
  const directory = process.env['LIONROCK_MODELS'] ?? join(homedir(), '.cache', 'lionrock', 'models');
  for (const id of ids) {
    const pulled = await findPulledModel(id, { directory });
    if (pulled !== undefined) return pulled;
  }
  return context.skip(`none of the models ${ids.join(', ')} is in ${directory}; fetch one with "model pull"`);
}
