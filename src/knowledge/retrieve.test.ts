import { describe, expect, it } from 'vitest';
import { createSegmenter } from '../language/index.ts';
import { createScriptedEmbeddingModel } from '../models/index.ts';
import { embedPassages } from './embed-passages.ts';
import { createMemoryStore } from './memory-store.ts';
import { type RetrievalQuery, type RetrieveOptions, retrieve } from './retrieve.ts';
import type { ParsedDocument, PassageStore } from './spec.ts';
import { ingestAll, makeDocument } from './testing/passage-store-conformance.ts';

const segmenter = createSegmenter();
const embedding = createScriptedEmbeddingModel();

async function storeOf(
  documents: readonly ParsedDocument[],
  { vectors = false, collection = 'test' } = {},
): Promise<PassageStore> {
  const store = createMemoryStore();
  await ingestAll(store, documents, collection);
  if (vectors) await embedPassages({ store, model: embedding });
  return store;
}

function query(text: string, more: Partial<RetrievalQuery> = {}): RetrievalQuery {
  return {
    text,
    variants: [{ terms: segmenter.terms(text), weight: 1 }],
    limit: 10,
    today: '2026-11-23',
    ...more,
  };
}

const idsOf = async (question: RetrievalQuery, options: RetrieveOptions) =>
  (await retrieve(question, options)).hits.map(({ passage }) => passage.documentId);

/** Texts that have nothing to do with any question: they make the background of the dense half. */
const filler = Array.from({ length: 12 }, (_, at) =>
  makeDocument(`filler${at}`, `zq${at} xv${at} kj${at} wb${at}`),
);

const wage = makeDocument('wage', 'The minimum wage is paid for each hour of work.');
const leave = makeDocument('leave', 'Annual leave grows with the years of service; the wage goes on.');
const rain = makeDocument('rain', 'Schools close when the black signal of rain is in force.');

describe('retrieve by words alone', () => {
  it('ranks by BM25, with the best of a variant as one', async () => {
    const store = await storeOf([wage, leave, rain]);
    const { hits, dense } = await retrieve(query('minimum wage'), { store });
    expect(hits.map(({ passage }) => passage.documentId)).toEqual(['wage', 'leave']);
    expect(hits[0]).toMatchObject({ keyword: 1, score: 1, expired: false });
    expect(hits[1]!.keyword).toBeGreaterThan(0);
    expect(hits[1]!.keyword).toBeLessThan(1);
    expect(hits.every((hit) => hit.dense === undefined)).toBe(true);
    expect(dense).toBe('no-model');
  });

  it('takes the best of several variants, each with its weight', async () => {
    const store = await storeOf([wage, leave, rain]);
    const variants = [
      { terms: segmenter.terms('minimum wage'), weight: 1 },
      { terms: segmenter.terms('black signal of rain'), weight: 0.5 },
      { terms: [], weight: 1 },
    ];
    const { hits } = await retrieve(query('any', { variants }), { store });
    expect(hits.map(({ passage, keyword }) => [passage.documentId, keyword])).toEqual([
      ['wage', 1],
      ['rain', 0.5],
      ['leave', expect.any(Number)],
    ]);
  });

  it('finds nothing for words that are nowhere, and no more than the limit', async () => {
    const store = await storeOf([wage, leave, rain]);
    expect(await idsOf(query('zebra'), { store })).toEqual([]);
    expect(await idsOf(query('the wage rain', { limit: 2 }), { store })).toHaveLength(2);
  });

  it('says that a model is there without vectors, and does not ask it', async () => {
    const idle = createScriptedEmbeddingModel({ id: 'idle' });
    const store = await storeOf([wage]);
    const { hits, dense } = await retrieve(query('wage'), { store, embedding: idle });
    expect(dense).toBe('no-vectors');
    expect(hits[0]?.dense).toBeUndefined();
    expect(idle.calls).toEqual([]);
  });
});

describe('retrieve by vectors', () => {
  it('finds what shares no search term, by the background of its language', async () => {
    const store = await storeOf([wage, rain, ...filler], { vectors: true });
    const asked = query('minimum wage for an hour', { variants: [] });
    const { hits, dense } = await retrieve(asked, { store, embedding });
    expect(dense).toBe('used');
    expect(hits[0]?.passage.documentId).toBe('wage');
    expect(hits[0]).toMatchObject({ keyword: 0 });
    expect(hits[0]!.dense).toBeGreaterThan(hits[1]!.dense!);
  });

  it('asks the model once, for a query', async () => {
    const model = createScriptedEmbeddingModel({ id: 'counting' });
    const store = await storeOf([wage]);
    await embedPassages({ store, model });
    const before = model.calls.length;
    await retrieve(query('wage'), { store, embedding: model });
    expect(model.calls.slice(before)).toEqual([{ texts: ['wage'], kind: 'query' }]);
  });

  it('passes the signal on', async () => {
    const store = await storeOf([wage], { vectors: true });
    await expect(
      retrieve(query('wage'), { store, embedding, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('retrieve by both', () => {
  it('ranks what both halves find above what one does', async () => {
    const documents = [
      makeDocument('both', 'wage hour minimum'),
      makeDocument('words', `wage ${'other '.repeat(30)}`),
      ...filler,
    ];
    const store = await storeOf(documents, { vectors: true });
    const { hits } = await retrieve(query('wage hour minimum'), { store, embedding });
    expect(hits[0]?.passage.documentId).toBe('both');
    expect(hits[0]!.score).toBeCloseTo(hits[0]!.keyword + 3 * hits[0]!.dense!, 9);
  });

  it('counts the languages of one group as one hit, and returns the preferred one', async () => {
    const documents = [
      makeDocument('card/en', 'The minimum wage is paid for each hour of work.', { group: 'card' }),
      makeDocument('card/zh', '最低工資按每小時計算，僱主必須支付。', { group: 'card' }),
      makeDocument('single', 'The wage book lists the wage of a worker.'),
    ];
    const store = await storeOf(documents);
    const variants = [
      { terms: segmenter.terms('minimum wage'), weight: 1 },
      { terms: segmenter.terms('最低工資'), weight: 1 },
    ];
    for (const [prefer, expected] of [
      ['zh-Hant', 'card/zh'],
      ['yue-Hant', 'card/zh'],
      ['en', 'card/en'],
    ] as const) {
      const { hits } = await retrieve(query('any', { variants, prefer }), { store });
      expect(hits.map(({ passage }) => passage.documentId)).toEqual([expected, 'single']);
    }
  });

  it('never takes a part of one language for the part of that number in another', async () => {
    const store = await storeOf([
      makeDocument('law/en', ['Dogs are walked on a lead.', 'Boats carry a lamp.'], { group: 'law' }),
      makeDocument('law/zh', ['船隻須帶燈。', '狗隻須用繩牽。'], { group: 'law' }),
    ]);
    const { hits } = await retrieve(query('boats lamp 船隻', { prefer: 'zh-Hant' }), { store });
    expect(hits.map((hit) => hit.passage.passageId).toSorted()).toEqual(['law/en#1', 'law/zh#0']);
  });

  it('keeps the parts of a group and equal groups of other collections apart', async () => {
    const store = await storeOf([makeDocument('card/en', ['wage one', 'wage two'], { group: 'card' })]);
    await ingestAll(store, [makeDocument('card/en', 'wage three', { group: 'card' })], 'other');
    const { hits } = await retrieve(query('wage'), { store });
    expect(hits.map(({ passage }) => passage.text).toSorted()).toEqual([
      'wage one',
      'wage three',
      'wage two',
    ]);
  });

  it('lets two languages that agree count for more than one', async () => {
    const shared = { group: 'card' };
    const both = [
      makeDocument('card/en', 'harbour ferry ticket', shared),
      makeDocument('card/zh', '渡輪船票 harbour ferry ticket 渡輪船票的價錢由公司決定', shared),
    ];
    const chinese = Array.from({ length: 12 }, (_, at) =>
      makeDocument(`zh${at}`, `山水花鳥之${'甲乙丙丁戊己庚辛壬癸子丑'[at]}`),
    );
    const alone = await storeOf([both[0]!, ...chinese, ...filler], { vectors: true });
    const together = await storeOf([...both, ...chinese, ...filler], { vectors: true });
    const asked = query('harbour ferry ticket', { variants: [] });
    const [one] = (await retrieve(asked, { store: alone, embedding })).hits;
    const [two] = (await retrieve(asked, { store: together, embedding })).hits;
    expect(two!.passage.group).toBe('card');
    expect(two!.dense).toBeGreaterThan(one!.dense!);
  });

  it('puts what is no longer valid behind the same that is, and marks it', async () => {
    const store = await storeOf([
      makeDocument('past', 'the fee is ten', { validTo: '2026-11-22' }),
      makeDocument('today', 'the fee is ten', { validTo: '2026-11-23' }),
    ]);
    const { hits } = await retrieve(query('fee'), { store });
    expect(hits.map(({ passage, expired }) => [passage.documentId, expired])).toEqual([
      ['today', false],
      ['past', true],
    ]);
    expect(hits[1]!.score).toBeCloseTo(0.4 * hits[0]!.score, 9);
  });

  it('keeps to the filter in both halves', async () => {
    const store = await storeOf([
      makeDocument('en', 'the wage of a worker'),
      makeDocument('zh', '工人的 wage 由僱主支付'),
    ]);
    await ingestAll(store, [makeDocument('secret', 'the wage of a worker')], 'private');
    await embedPassages({ store, model: embedding });
    const open = { collections: ['test'] };
    const options = { store, embedding };
    expect((await idsOf(query('wage', { filter: open }), options)).toSorted()).toEqual(['en', 'zh']);
    expect(await idsOf(query('wage', { filter: { ...open, varieties: ['en'] } }), options)).toEqual(['en']);
    expect(await idsOf(query('wage', { filter: { ...open, varieties: ['zh-Hant'] } }), options)).toEqual([
      'zh',
    ]);
    expect(await idsOf(query('wage', { filter: { collections: [] } }), options)).toEqual([]);
  });

  it('gives one order whatever order the documents came in', async () => {
    const twins = ['d', 'b', 'a', 'c'].map((id) => makeDocument(id, 'the same words', { title: 'same' }));
    const orders = [];
    for (const documents of [twins, twins.toReversed()]) {
      const store = await storeOf(documents, { vectors: true, collection: 'one' });
      await ingestAll(store, documents, 'two');
      const { hits } = await retrieve(query('same words'), { store });
      orders.push(hits.map(({ passage }) => `${passage.documentId} ${passage.collection}`));
    }
    expect(orders[0]).toEqual(['a one', 'a two', 'b one', 'b two', 'c one', 'c two', 'd one', 'd two']);
    expect(orders[1]).toEqual(orders[0]);
  });
});
