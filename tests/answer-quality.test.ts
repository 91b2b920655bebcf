import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type SettingName,
  loadConfig,
  openWorkspace,
  readDefaultRegion,
  runEvaluation,
} from '../src/app/index.ts';
import { type Report, describeMetric } from '../src/evaluation/index.ts';
import { printMeasurement } from './testing/print-measurement.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lionrock-answers-'));
});
afterEach(() => rm(home, { recursive: true }));

async function openAssistant(options: Partial<Record<SettingName, unknown>>) {
  const config = await loadConfig({
    defaultRegion: await readDefaultRegion(),
    options: { ...options, home },
  });
  return openWorkspace(config);
}

/**
 * What the assistant aims at, by scorer. The first two are not reached on these held-out questions
 * (docs/decisions/007): until they are, guards below keep what is reached from being lost.
 */
const aims = {
  'cites-right-source': 0.85,
  'admits-ignorance': 0.9,
  'follows-variety': 1,
  'no-unmarked-unsupported': 1,
};

/** Prints every rate and names those below their floor. */
function findBelowFloor(report: Report, wanted: Readonly<Record<string, number>>): string[] {
  const { metrics, asked, modes, run } = report;
  const choice = run.set.sampling ?? `all ${asked} questions`;
  const models = `chat ${run.subject.models['chat'] ?? 'none'}, embedding ${run.subject.models['embedding'] ?? 'none'}`;
  printMeasurement(`\n${run.set.name} (${choice}); ${models}; answers ${JSON.stringify(modes)}`);
  for (const { overall } of metrics) printMeasurement(describeMetric(overall));
  return metrics.flatMap(({ overall: { id, successes, n, unscored } }) => {
    const floor = wanted[id];
    if (floor === undefined || (unscored === 0 && successes >= floor * n)) return [];
    return [`${id}: ${successes} of ${n}, ${unscored} unscored`];
  });
}

describe('answer quality on held-out questions', () => {
  it('holds without any model', async () => {
    const workspace = await openAssistant({ chatModel: 'none', embeddingModel: 'none' });
    try {
      const folder = join(home, 'run');
      const report = await runEvaluation(workspace, { set: 'answer-quality', split: 'test', folder });
      expect(report.errors).toBe(0);
      const guards = { ...aims, 'cites-right-source': 0.7, 'admits-ignorance': 0.75 };
      expect(findBelowFloor(report, guards)).toEqual([]);
    } finally {
      await workspace.close();
    }
  });

  it('holds with the embedding model', async (context) => {
    const workspace = await openAssistant({ chatModel: 'none' });
    try {
      if (workspace.models.states().embedding.state !== 'ready') {
        context.skip('the embedding model is not on this machine; fetch it with "model pull"');
      }
      const folder = join(home, 'run');
      const report = await runEvaluation(workspace, { set: 'answer-quality', split: 'test', folder });
      expect(report.errors).toBe(0);
      const guards = { ...aims, 'cites-right-source': 0.72, 'admits-ignorance': 0.8 };
      expect(findBelowFloor(report, guards)).toEqual([]);
    } finally {
      await workspace.close();
    }
  }, 600_000);

  it('holds with the default models', async (context) => {
    const workspace = await openAssistant({});
    try {
      const { chat, embedding } = workspace.models.states();
      if (chat.state !== 'ready' || embedding.state !== 'ready') {
        context.skip('the default models are not on this machine; fetch them with "model pull"');
      }
      // Some of them: each answer takes this model many seconds. `lionrock evaluate run` asks all.
      const report = await runEvaluation(workspace, {
        set: 'answer-quality',
        split: 'test',
        folder: join(home, 'run'),
        limit: 24,
      });
      expect(report.errors).toBe(0);
      const guards = {
        ...aims,
        'cites-right-source': 0.45,
        'admits-ignorance': 0.6,
        'follows-variety': 0.95,
      };
      expect(findBelowFloor(report, guards)).toEqual([]);
    } finally {
      await workspace.close();
    }
  }, 1_200_000);
});
