import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter } from '../language/index.ts';
import { createTermEmbedding, termVectorsKind } from './term-embedding.ts';
import { readVectorFile, writeVectorFile } from './vector-file.ts';

const tools = {
  segmenter: createSegmenter(),
  lexicon: createLexicon([{ forms: { en: ['minimum wage'], 'zh-Hant': ['最低工資'] } }]),
};

function model(vectors: Record<string, number[]>) {
  const bytes = writeVectorFile({
    header: {
      kind: termVectorsKind,
      schema: 1,
      region: 'test',
      createdAt: '2026-11-23',
      teacher: { id: 'teacher', sha256: '', licence: 'MIT' },
      dimensions: 3,
      note: '',
    },
    vectors: new Map(Object.entries(vectors).map(([name, values]) => [name, Float32Array.from(values)])),
    matrix: [],
  });
  return createTermEmbedding({ vectors: readVectorFile(bytes, termVectorsKind), tools });
}

const one = model({ 'c:minimum wage': [1, 0, 0], rain: [0, 1, 0], school: [0, 0, 1] });
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

describe('createTermEmbedding', () => {
  it('places texts of two languages with one concept on one another', async () => {
    const [en, zh, rain] = await one.embed(['What is the minimum wage?', '最低工資係幾多', 'rain'], 'query');
    expect(dot(en!, zh!)).toBeCloseTo(1, 5);
    expect(dot(en!, rain!)).toBeCloseTo(0, 5);
  });

  it('adds the vectors of all known terms and brings the sum to unit length', async () => {
    const [both] = await one.embed(['school rain'], 'passage');
    expect(Array.from(both!)).toEqual([0, expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(Math.SQRT1_2, 5)]);
  });

  it('keeps a text without a known term equally far from every direction', async () => {
    const [unknown] = await one.embed(['zebra'], 'query');
    expect(Math.hypot(...unknown!)).toBeCloseTo(1, 5);
    expect(new Set(unknown).size).toBe(1);
  });

  it('is named by the content of its table, so that vectors of two tables are never compared', () => {
    expect(one.id).toMatch(/^terms@[0-9a-f]{8}$/);
    expect(model({ rain: [1, 0, 0] }).id).not.toBe(one.id);
    expect(one.dimensions).toBe(3);
  });
});
