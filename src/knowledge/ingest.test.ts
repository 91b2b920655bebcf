import { describe, expect, it } from 'vitest';
import { inputError, setupError } from '../base/index.ts';
import { createSegmenter } from '../language/index.ts';
import { type IngestOptions, type IngestOutcome, ingest } from './ingest.ts';
import { createMemoryStore } from './memory-store.ts';
import type { ParseFailure } from './parse/parse-failure.ts';
import type { Block, ParsedDocument, PassageStore } from './spec.ts';
import { makeDocument } from './testing/passage-store-conformance.ts';

const segmenter = createSegmenter();

async function run(
  store: PassageStore,
  documents: Iterable<ParsedDocument | ParseFailure>,
  options: Partial<IngestOptions> = {},
): Promise<IngestOutcome[]> {
  const outcomes: IngestOutcome[] = [];
  async function* stream() {
    yield* documents;
  }
  for await (const outcome of ingest(stream(), { store, segmenter, collection: 'test', ...options })) {
    outcomes.push(outcome);
  }
  return outcomes;
}

function failure(source: string, documentId?: string): ParseFailure {
  const error = inputError({ code: 'knowledge.test', message: 'A page could not be read.' });
  return { source, error, ...(documentId !== undefined && { documentId }) };
}

/** A document whose text comes as it is asked for. */
function streamed(documentId: string, blocks: () => AsyncGenerator<Block>): ParsedDocument {
  return { ...makeDocument(documentId, 'x'), blocks: blocks() };
}

/** Blocks that make one passage each. */
function* sections(count: number): Generator<Block> {
  for (let at = 0; at < count; at += 1) {
    yield { kind: 'heading', level: 1, text: `Section ${at}` };
    yield { kind: 'paragraph', text: `Text number ${at}.` };
  }
}

function brokenAfter(count: number, error: Error): () => AsyncGenerator<Block> {
  return async function* blocks() {
    yield* sections(count);
    throw error;
  };
}

describe('ingest', () => {
  it('tells what became of each document, in order', async () => {
    const store = createMemoryStore();
    await run(store, [makeDocument('same', 'same text'), makeDocument('old', 'old text')]);
    const outcomes = await run(store, [
      makeDocument('new', 'new text'),
      failure('broken.pdf'),
      makeDocument('same', 'same text'),
      makeDocument('old', ['now', 'other text']),
      failure('half.pdf', 'old'),
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'added', documentId: 'new', title: 'new', source: 'new.txt', passages: 1 },
      { outcome: 'failed', source: 'broken.pdf', error: { code: 'knowledge.test' } },
      { outcome: 'unchanged', documentId: 'same', passages: 1 },
      { outcome: 'replaced', documentId: 'old', passages: 2 },
      { outcome: 'doubtful', source: 'half.pdf', documentId: 'old' },
    ]);
  });

  it('keeps the days of earlier states, newest first', async () => {
    const store = createMemoryStore();
    for (const year of ['2024', '2025', '2026']) {
      await run(store, [makeDocument('fee', `fee of ${year}`, { asOf: `${year}-01-01` })], {
        clock: () => new Date(`${year}-02-01T00:00:00Z`),
      });
    }
    const record = await store.getDocument('test', 'fee');
    expect(record?.addedAt).toBe('2026-02-01T00:00:00.000Z');
    expect(record?.supersedes).toMatchObject([
      { asOf: '2025-01-01', addedAt: '2025-02-01T00:00:00.000Z' },
      { asOf: '2024-01-01', addedAt: '2024-02-01T00:00:00.000Z' },
    ]);
  });

  it('hashes content: the same for the same, another for any change of text, place, title or keywords', async () => {
    const base: ParsedDocument = makeDocument('a', ['one', 'two']);
    const hashOf = async (document: ParsedDocument) => {
      const store = createMemoryStore();
      await run(store, [document]);
      return (await store.getDocument('test', 'a'))?.contentHash;
    };
    const hash = await hashOf(base);
    expect(await hashOf(makeDocument('a', ['one', 'two']))).toBe(hash);
    expect(await hashOf({ ...base, source: 'moved.txt' })).toBe(hash);
    const changes: ParsedDocument[] = [
      makeDocument('a', ['one', 'two!']),
      makeDocument('a', ['two', 'one']),
      makeDocument('a', ['one', 'two'], { asOf: '2026-01-01' }),
      { ...base, metadata: { ...base.metadata, title: 'other' } },
      { ...base, keywords: 'more' },
    ];
    const others = await Promise.all(changes.map(hashOf));
    expect(new Set([hash, ...others]).size).toBe(changes.length + 1);
  });

  it('numbers the passages of a document that is written in several batches without gap or repeat', async () => {
    const store = createMemoryStore();
    const count = 5000;
    const big = streamed('big', async function* blocks() {
      yield* sections(count);
    });
    expect(await run(store, [makeDocument('small', 'small'), big])).toMatchObject([
      { outcome: 'added', documentId: 'small' },
      { outcome: 'added', documentId: 'big', passages: count },
    ]);
    const passages = await store.getPassages('test', 'big');
    expect(passages.map(({ text }) => text)).toEqual(
      Array.from({ length: count }, (_, at) => `Text number ${at}.`),
    );
    expect(passages.every(({ passageId, ordinal }, at) => ordinal === at && passageId === `big#${at}`)).toBe(
      true,
    );
    const again = streamed('big', async function* blocks() {
      yield* sections(count);
    });
    expect(await run(store, [again])).toMatchObject([{ outcome: 'unchanged', passages: count }]);
    expect(await store.status()).toMatchObject({ documents: 2, passages: count + 1 });
  });

  it('fails a document whose text breaks off, however late, and keeps the others', async () => {
    const store = createMemoryStore();
    await run(store, [makeDocument('kept', 'first state')]);
    const outcomes = await run(store, [
      makeDocument('before', 'text'),
      streamed('early', brokenAfter(1, new Error('bad bytes'))),
      streamed('kept', brokenAfter(3000, new Error('bad bytes'))),
      makeDocument('after', 'text'),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['added', 'failed', 'failed', 'added']);
    expect(await store.status()).toMatchObject({ documents: 3, passages: 3 });
    expect((await store.getPassages('test', 'kept')).map(({ text }) => text)).toEqual(['first state']);
  });

  it('fails a document without text', async () => {
    const store = createMemoryStore();
    expect(await run(store, [makeDocument('empty', ' ')])).toMatchObject([
      { outcome: 'failed', source: 'empty.txt', error: { code: 'knowledge.no-text' } },
    ]);
    expect((await store.status()).documents).toBe(0);
  });

  it('stops at what stands against every document', async () => {
    const store = createMemoryStore();
    const full = setupError({ code: 'disk.full', message: 'No space is left.' });
    await expect(
      run(store, [streamed('a', brokenAfter(1, full)), makeDocument('b', 'text')]),
    ).rejects.toMatchObject({ code: 'disk.full' });
    expect((await store.status()).documents).toBe(0);
  });

  it('leaves nothing of what was not written when it is stopped in the middle, and can be run again', async () => {
    const store = createMemoryStore();
    const stop = new AbortController();
    const documents = function* (): Generator<ParsedDocument> {
      yield makeDocument('a', 'text a');
      yield streamed('b', async function* blocks() {
        yield* sections(10);
        stop.abort();
        yield* sections(10);
      });
      yield makeDocument('c', 'text c');
    };
    await expect(run(store, documents(), { signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(await store.status()).toMatchObject({ documents: 0, passages: 0 });
    expect((await run(store, [makeDocument('a', 'text a')])).map(({ outcome }) => outcome)).toEqual([
      'added',
    ]);
  });

  it('gives up the session when the caller stops listening', async () => {
    const memory = createMemoryStore();
    const ended: string[] = [];
    const store: PassageStore = Object.assign(Object.create(memory) as PassageStore, {
      openSession: async () => {
        const session = await memory.openSession();
        return {
          ...session,
          finish: async () => void ended.push('finish'),
          abandon: async () => void ended.push('abandon'),
        };
      },
    });
    async function* stream() {
      yield failure('one.pdf');
      yield failure('two.pdf');
    }
    for await (const outcome of ingest(stream(), { store, segmenter, collection: 'test' })) {
      expect(outcome.outcome).toBe('failed');
      break;
    }
    await run(store, [makeDocument('a', 'text')]);
    expect(ended).toEqual(['abandon', 'finish']);
  });

  it('detects the variety of each passage, and takes the word of the source where a text shows none', async () => {
    const store = createMemoryStore();
    const document = makeDocument('mixed', ['最低工資係幾多？', 'What is the minimum wage?', '2026 43.1'], {
      language: 'zh-Hant',
    });
    await run(store, [document]);
    const passages = await store.getPassages('test', 'mixed');
    expect(passages.map(({ variety }) => variety)).toEqual(['yue-Hant', 'en', 'zh-Hant']);
  });

  it('finds a passage by its title, its headings and its keywords, and shows only its text', async () => {
    const store = createMemoryStore();
    const document = {
      ...makeDocument('doc', ['plain', 'other'], { title: 'Harbour rules' }),
      keywords: 'curfew',
    };
    await run(store, [document]);
    for (const word of ['harbour', 'part', 'curfew', 'plain']) {
      const [hit] = await store.searchTerms(segmenter.terms(word), 5);
      expect(hit?.passage.text).toMatch(/plain|other/);
    }
    expect((await store.getPassage('test', 'doc#0'))?.text).toBe('plain');
  });

  it('reports how far it is', async () => {
    const seen: number[] = [];
    await run(createMemoryStore(), [makeDocument('a', 'x'), failure('b.pdf'), makeDocument('c', 'z')], {
      report: ({ done }) => seen.push(done),
    });
    expect(seen).toEqual([1, 2, 3]);
  });
});
