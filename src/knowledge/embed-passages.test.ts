import { describe, expect, it } from 'vitest';
import { createScriptedEmbeddingModel } from '../models/index.ts';
import { embedPassages, passageEmbeddingText } from './embed-passages.ts';
import { createMemoryStore } from './memory-store.ts';
import { ingestAll, makeDocument } from './testing/passage-store-conformance.ts';

async function storeOf(count: number) {
  const store = createMemoryStore();
  await ingestAll(
    store,
    Array.from({ length: count }, (_, at) => makeDocument(`d${String(at).padStart(3, '0')}`, `text ${at}`)),
  );
  return store;
}

describe('embedPassages', () => {
  it('gives every passage a vector once, also over several batches', async () => {
    const [store, model] = [await storeOf(150), createScriptedEmbeddingModel()];
    const seen: number[] = [];
    expect(await embedPassages({ store, model, report: ({ done }) => seen.push(done) })).toBe(150);
    expect(await store.status(model.id)).toMatchObject({ passages: 150, embedded: 150 });
    expect(seen.at(-1)).toBe(150);
    expect(await embedPassages({ store, model })).toBe(0);
    expect(model.calls.flatMap(({ texts }) => texts)).toHaveLength(150);
    expect(model.calls.every(({ kind }) => kind === 'passage')).toBe(true);
  });

  it('stops at the limit and goes on from there', async () => {
    const [store, model] = [await storeOf(10), createScriptedEmbeddingModel()];
    expect(await embedPassages({ store, model, limit: 4 })).toBe(4);
    expect(await embedPassages({ store, model })).toBe(6);
    expect((await store.status(model.id)).embedded).toBe(10);
  });

  it('takes known vectors, which the limit does not count', async () => {
    const [store, model] = [await storeOf(10), createScriptedEmbeddingModel({ dimensions: 2 })];
    const known = (text: string) => (/text [0-7]$/.test(text) ? Float32Array.of(1, 0) : undefined);
    expect(await embedPassages({ store, model, known, limit: 1 })).toBe(9);
    expect(model.calls.flatMap(({ texts }) => texts)).toHaveLength(1);
    const near = await store.searchVector({ model: model.id, vector: Float32Array.of(1, 0), limit: 8 });
    expect(near.filter(({ score }) => score === 1)).toHaveLength(8);
  });

  it('keeps what was done when it is stopped', async () => {
    const [store, inner, stop] = [await storeOf(100), createScriptedEmbeddingModel(), new AbortController()];
    const model: typeof inner = {
      ...inner,
      embed: (texts, kind, signal) => {
        if (inner.calls.length === 80) stop.abort();
        return inner.embed(texts, kind, signal);
      },
    };
    await expect(embedPassages({ store, model, signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect((await store.status(model.id)).embedded).toBe(64);
    expect(await embedPassages({ store, model: inner })).toBe(36);
  });

  it('embeds a passage with the title and headings that say what it is about', () => {
    const passage = {
      title: 'Wage Act',
      locator: { headings: ['Part 1', 's. 3'] },
      text: 'It does not apply.',
    };
    expect(passageEmbeddingText(passage)).toBe('Wage Act\nPart 1\ns. 3\nIt does not apply.');
    expect(passageEmbeddingText({ ...passage, locator: {} })).toBe('Wage Act\nIt does not apply.');
  });
});
