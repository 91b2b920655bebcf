import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertE5 } from './convert-e5.ts';
import { createLlamaEmbeddingModel, type LlamaEmbeddingOptions } from './llama-embedding.ts';
import { createLlamaRuntime } from './llama-runtime.ts';
import { makeSharedFolder } from './testing/make-temporary-folder.ts';
import { tinyE5, writeTinyE5s1 } from './testing/write-tiny-e5s1.ts';

const runtime = createLlamaRuntime({ threads: 1 });
const path = join(await makeSharedFolder(), 'tiny.gguf');
const options: LlamaEmbeddingOptions = {
  id: 'tiny',
  path,
  runtime,
  dimensions: tinyE5.hidden,
  prefixes: { query: 'query: ', passage: 'passage: ' },
  normalisation: 'sentencepiece',
};
const model = createLlamaEmbeddingModel(options);

beforeAll(() => writeFile(path, Buffer.concat([...convertE5(writeTinyE5s1())])));

afterAll(async () => {
  await model.close?.();
  await runtime.close();
});

async function embed(text: string, kind: 'query' | 'passage' = 'query'): Promise<Float32Array> {
  const [vector = new Float32Array()] = await model.embed([text], kind);
  return vector;
}

function dot(first: Float32Array, second: Float32Array): number {
  return first.reduce((sum, value, at) => sum + value * (second[at] ?? 0), 0);
}

describe('createLlamaEmbeddingModel', () => {
  it('gives a vector of unit length for each text, in order, also for an empty one', async () => {
    const texts = ['最低工資', 'wage', ''];
    const vectors = await model.embed(texts, 'passage');
    expect(vectors).toHaveLength(3);
    for (const [at, vector] of vectors.entries()) {
      expect(vector).toHaveLength(tinyE5.hidden);
      expect(dot(vector, vector)).toBeCloseTo(1);
      expect(await embed(texts[at] ?? '', 'passage')).toEqual(vector);
    }
    expect(await model.embed([], 'query')).toEqual([]);
  });

  it('tells queries from passages, and sees through compatibility forms', async () => {
    expect(dot(await embed('wage'), await embed('wage', 'passage'))).toBeLessThan(0.9999);
    expect(await embed('ｗａｇｅ？')).toEqual(await embed(' wage?\n'));
  });

  it('cuts a text at the window, in tokens', async () => {
    const room = tinyE5.positions - 3 - 2; // begin, end, the place left empty; ▁query and the colon
    const letters = 'ab'.repeat(100);
    const cut = await embed(letters);
    expect(await embed(`${letters} and more`)).toEqual(cut);
    expect(await embed(letters.slice(0, room - 10))).not.toEqual(cut);
    expect(await embed('x'.repeat(1_000_000))).toHaveLength(tinyE5.hidden);
  });

  it('runs beside other calls, and stops at an abort', async () => {
    const [together, apart] = await Promise.all([
      model.embed(['a', 'b'], 'query'),
      model.embed(['b', 'a'], 'query'),
    ]);
    expect(apart).toEqual([...together].reverse());
    await expect(model.embed(['a'], 'query', AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
      'stopped',
    );
  });

  it('refuses a file with vectors of another size, and a use after closing', async () => {
    const wrong = createLlamaEmbeddingModel({ ...options, dimensions: 384 });
    await expect(wrong.embed(['a'], 'query')).rejects.toMatchObject({
      code: 'models.wrong-dimensions',
      data: { expected: 384, actual: tinyE5.hidden },
    });
    await wrong.close?.();
    await expect(wrong.embed(['a'], 'query')).rejects.toMatchObject({ code: 'models.closed' });
  });
});
