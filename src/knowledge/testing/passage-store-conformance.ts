import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSegmenter } from '../../language/index.ts';
import { type IngestOutcome, ingest } from '../ingest.ts';
import type { DocumentMetadata, ParsedDocument, PassageStore } from '../spec.ts';

const segmenter = createSegmenter();

/** A small document for tests. */
export function makeDocument(
  documentId: string,
  text: string | readonly string[],
  metadata: Partial<DocumentMetadata> = {},
): ParsedDocument {
  const paragraphs = typeof text === 'string' ? [text] : text;
  return {
    documentId,
    mediaType: 'text/plain',
    source: `${documentId}.txt`,
    metadata: { title: documentId, ...metadata },
    blocks: paragraphs.flatMap((paragraph, at) => [
      ...(paragraphs.length > 1 ? [{ kind: 'heading' as const, level: 1, text: `Part ${at + 1}` }] : []),
      { kind: 'paragraph' as const, text: paragraph },
    ]),
  };
}

/** Ingests documents and collects what became of them. */
export async function ingestAll(
  store: PassageStore,
  documents: readonly ParsedDocument[],
  collection = 'test',
): Promise<IngestOutcome[]> {
  const outcomes: IngestOutcome[] = [];
  async function* stream() {
    yield* documents;
  }
  for await (const outcome of ingest(stream(), { store, segmenter, collection })) outcomes.push(outcome);
  return outcomes;
}

function terms(text: string): string[] {
  return segmenter.terms(text);
}

function unit(...values: number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

/** What every {@link PassageStore} must do. */
export function describePassageStore(name: string, open: () => Promise<PassageStore>): void {
  describe(`${name} as a passage store`, () => {
    let store: PassageStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const found = async (query: string, collections?: string[]) =>
      (await store.searchTerms(terms(query), 10, { ...(collections && { collections }) })).map(
        ({ passage }) => passage.passageId,
      );

    it('finds what was added, best first, with its metadata', async () => {
      await ingestAll(store, [
        makeDocument('rain', '黑色暴雨警告信號生效時，學校停課。', {
          publisher: 'Observatory',
          asOf: '2026-01-01',
        }),
        makeDocument('wage', 'The minimum wage is paid for each hour. The wage may not be lower.'),
        makeDocument('leave', 'Annual leave grows with the years of service; the wage goes on.'),
      ]);
      expect(await found('minimum wage')).toEqual(['wage#0', 'leave#0']);
      const [hit] = await store.searchTerms(terms('暴雨停课'), 1);
      expect(hit?.passage).toMatchObject({
        documentId: 'rain',
        collection: 'test',
        variety: 'zh-Hant',
        publisher: 'Observatory',
        asOf: '2026-01-01',
        text: '黑色暴雨警告信號生效時，學校停課。',
      });
      expect(hit?.score).toBeGreaterThan(0);
      expect(await found('zebra crossing')).toEqual([]);
      expect(await store.searchTerms([], 10)).toEqual([]);
    });

    it('changes nothing when the same thing comes twice', async () => {
      const documents = [makeDocument('a', ['first text', 'second text']), makeDocument('b', 'third text')];
      expect((await ingestAll(store, documents)).map((o) => o.outcome)).toEqual(['added', 'added']);
      const before = await store.listDocuments();
      expect((await ingestAll(store, documents)).map((o) => o.outcome)).toEqual(['unchanged', 'unchanged']);
      expect(await store.listDocuments()).toEqual(before);
      expect(await store.status()).toMatchObject({ documents: 2, passages: 3 });
    });

    it('replaces a document by its new version and keeps the date of the old one', async () => {
      await ingestAll(store, [makeDocument('fee', ['old fee of ten', 'old note'], { asOf: '2025-01-01' })]);
      const [outcome] = await ingestAll(store, [
        makeDocument('fee', 'new fee of twenty', { asOf: '2026-01-01' }),
      ]);
      expect(outcome).toMatchObject({ outcome: 'replaced', passages: 1 });
      expect(await found('old')).toEqual([]);
      expect(await found('fee')).toEqual(['fee#0']);
      const record = await store.getDocument('test', 'fee');
      expect(record).toMatchObject({ asOf: '2026-01-01', passageCount: 1 });
      expect(record?.supersedes).toMatchObject([{ asOf: '2025-01-01' }]);
      expect(await store.status()).toMatchObject({ documents: 1, passages: 1 });
    });

    it('keeps both of two records with one id, and changes nothing when they come again', async () => {
      const twins = [
        makeDocument('a', 'one text'),
        makeDocument('a', 'other text'),
        makeDocument('a', 'one text'),
      ];
      const first = await ingestAll(store, twins);
      expect(first.map((o) => o.outcome)).toEqual(['added', 'added', 'doubtful', 'unchanged']);
      expect(first[2]).toMatchObject({ documentId: 'a~2', error: { code: 'knowledge.id-taken' } });
      expect((await found('text')).toSorted()).toEqual(['a#0', 'a~2#0']);
      const before = await store.listDocuments();
      const again = await ingestAll(store, twins);
      expect(again.map((o) => o.outcome)).toEqual(['unchanged', 'unchanged', 'doubtful', 'unchanged']);
      expect(await store.listDocuments()).toEqual(before);
    });

    it('keeps collections apart, also with equal ids', async () => {
      await ingestAll(store, [makeDocument('a', 'shared words here')], 'one');
      await ingestAll(store, [makeDocument('a', 'shared words there')], 'two');
      expect(await found('shared', ['one'])).toEqual(['a#0']);
      expect((await store.getPassage('two', 'a#0'))?.text).toBe('shared words there');
      expect(await store.removeDocuments('one', ['a', 'unknown'])).toBe(1);
      expect(await found('shared', ['one'])).toEqual([]);
      expect(await found('shared', ['two'])).toEqual(['a#0']);
      expect(await store.getPassage('one', 'a#0')).toBeUndefined();
    });

    it('treats quotes and symbols in ids and queries as text', async () => {
      await ingestAll(store, [makeDocument("O'Brien's %_*", 'quoted words')], "it's");
      expect(await found('quoted', ["it's"])).toEqual(["O'Brien's %_*#0"]);
      expect(await store.searchTerms(["'", '"', 'AND', '(', 'quot'], 5)).toHaveLength(1);
      expect(await store.removeDocuments("it's", ["O'Brien's %_*"])).toBe(1);
    });

    it('finds nearest vectors of one model, filtered, and forgets those of replaced passages', async () => {
      await ingestAll(store, [
        makeDocument('en', 'plain english text of the law'),
        makeDocument('zh', '這是中文的法律條文。'),
      ]);
      await store.putVectors('m', [
        { collection: 'test', passageId: 'en#0', vector: unit(1, 0) },
        { collection: 'test', passageId: 'zh#0', vector: unit(1, 1) },
        { collection: 'test', passageId: 'gone#0', vector: unit(1, 1) },
      ]);
      const near = await store.searchVector({ model: 'm', vector: unit(1, 0.1), limit: 5 });
      expect(near.map(({ passage }) => passage.passageId)).toEqual(['en#0', 'zh#0']);
      expect(near[0]?.score).toBeCloseTo(unit(1, 0.1)[0]!, 5);
      const chinese = await store.searchVector({
        model: 'm',
        vector: unit(1, 0),
        limit: 5,
        filter: { varieties: ['zh-Hant'] },
      });
      expect(chinese.map(({ passage }) => passage.passageId)).toEqual(['zh#0']);
      expect(await store.searchVector({ model: 'other', vector: unit(1, 0), limit: 5 })).toEqual([]);
      expect((await store.status('m')).embedded).toBe(2);
      await ingestAll(store, [makeDocument('en', 'changed english text of the law')]);
      expect((await store.status('m')).embedded).toBe(1);
    });

    it('streams the passages that have no vector yet', async () => {
      await ingestAll(store, [
        makeDocument('a', 'one'),
        makeDocument('b', 'two'),
        makeDocument('c', 'three'),
      ]);
      await store.putVectors('m', [{ collection: 'test', passageId: 'b#0', vector: unit(1, 0) }]);
      const missing: string[] = [];
      for await (const passage of store.withoutVector('m')) missing.push(passage.passageId);
      expect(missing.toSorted()).toEqual(['a#0', 'c#0']);
    });

    it('shows nothing of a document that is not committed, and clears it away', async () => {
      const session = await store.openSession();
      const passage = {
        passageId: 'draft#0',
        documentId: 'draft',
        collection: 'test',
        ordinal: 0,
        text: 'half a document',
        locator: {},
        variety: 'en' as const,
        terms: terms('half a document'),
        revision: 'r1',
      };
      await session.addPassages([passage]);
      expect(await found('document')).toEqual([]);
      expect(await store.getPassage('test', 'draft#0')).toBeUndefined();
      await session.abandon();
      expect(await store.status()).toMatchObject({ documents: 0, passages: 0 });
      await ingestAll(store, [makeDocument('draft', 'a whole document')]);
      expect(await found('document')).toEqual(['draft#0']);
    });

    it('lets writers of one process take turns', async () => {
      const names = Array.from({ length: 5 }, (_, at) => `doc${at}`);
      await Promise.all(
        names.map((documentId) => ingestAll(store, [makeDocument(documentId, 'same words')])),
      );
      expect((await store.listDocuments()).map((record) => record.documentId)).toEqual(names);
      expect((await found('words')).toSorted()).toEqual(names.map((documentId) => `${documentId}#0`));
    });

    it('counts by collection', async () => {
      await ingestAll(store, [makeDocument('a', 'one'), makeDocument('b', 'two')], 'x');
      await ingestAll(store, [makeDocument('a', 'one')], 'y');
      expect((await store.status()).collections).toEqual([
        { name: 'x', documents: 2 },
        { name: 'y', documents: 1 },
      ]);
      expect((await store.listDocuments({ collections: ['y'] })).map((r) => r.collection)).toEqual(['y']);
    });
  });
}
