import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { findPinnedModel } from './catalogue.ts';
import { createLlamaEmbeddingModel } from './llama-embedding.ts';
import { createLlamaRuntime } from './llama-runtime.ts';
import type { EmbeddingModel } from './spec.ts';
import { requirePulledModel } from './testing/require-pulled-model.ts';

const runtime = createLlamaRuntime({ threads: 1 });
afterAll(() => runtime.close());

async function openModel(context: TestContext): Promise<EmbeddingModel> {
  const { id, path } = await requirePulledModel(context, ['multilingual-e5-small']);
  const pinned = findPinnedModel(id);
  if (pinned.kind !== 'embedding') throw new Error(`${id} is no embedding model`);
  return createLlamaEmbeddingModel({ ...pinned, path, runtime });
}

function dot(first: Float32Array | undefined, second: Float32Array | undefined): number {
  return (first ?? new Float32Array()).reduce((sum, value, at) => sum + value * (second?.[at] ?? 0), 0);
}

describe('multilingual-e5-small', () => {
  it('puts a Cantonese question nearer to its answer, in Chinese or English, than to others', async (context) => {
    const model = await openModel(context);
    const [question] = await model.embed(['最低工資係幾多錢一個鐘？'], 'query');
    const [chinese, english, ...others] = await model.embed(
      [
        '法定最低工資按每小時計算。',
        'The statutory minimum wage is paid by the hour.',
        '圖書館逢星期一休息。',
        'The library is closed on Mondays.',
      ],
      'passage',
    );
    const nearestOther = Math.max(...others.map((vector) => dot(question, vector)));
    expect(dot(question, chinese)).toBeGreaterThan(nearestOther);
    expect(dot(question, english)).toBeGreaterThan(nearestOther);
    await model.close?.();
  });

  it('cuts a long text at its window', async (context) => {
    const model = await openModel(context);
    const long = 'The law says nothing about it. '.repeat(200);
    const [first, second] = await model.embed([long, `${long} And then it does.`], 'passage');
    expect(second).toEqual(first);
    expect(dot(first, first)).toBeCloseTo(1);
    await model.close?.();
  });
});
