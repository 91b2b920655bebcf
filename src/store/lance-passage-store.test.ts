import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../knowledge/index.ts';
import {
  describePassageStore,
  ingestAll,
  makeDocument,
} from '../knowledge/testing/passage-store-conformance.ts';
import { openLanceStore } from './lance-passage-store.ts';

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lionrock-lance-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describePassageStore('the embedded store', async () => openLanceStore(await newFolder()));

describe('the embedded store on disk', () => {
  it('is the same after it is opened again', async () => {
    const folder = await newFolder();
    const first = await openLanceStore(folder);
    await ingestAll(first, [makeDocument('a', 'lasting words')]);
    await first.close();
    const second = await openLanceStore(folder);
    expect((await second.searchTerms(['last'], 5)).map((hit) => hit.passage.documentId)).toEqual(['a']);
    await second.close();
  });

  it('shows another process what was written, without opening again', async () => {
    const folder = await newFolder();
    const [reader, writer] = [await openLanceStore(folder), await openLanceStore(folder)];
    await ingestAll(writer, [makeDocument('a', 'fresh words')]);
    expect(await reader.searchTerms(['fresh'], 5)).toHaveLength(1);
    await ingestAll(writer, [makeDocument('a', 'other words')]);
    expect(await reader.searchTerms(['fresh'], 5)).toHaveLength(0);
    await Promise.all([reader.close(), writer.close()]);
  });

  it('clears away what a killed writer left, and refuses while a living one of another machine writes', async () => {
    const folder = await newFolder();
    const store = await openLanceStore(folder);
    await ingestAll(store, [makeDocument('kept', 'kept words')]);
    const lock = join(folder, 'writer.lock');
    await writeFile(lock, JSON.stringify({ pid: 1, host: `not-${hostname()}` }));
    await expect(ingestAll(store, [makeDocument('b', 'words')])).rejects.toMatchObject({
      code: 'store.locked',
    });
    // A process that was killed: its lock remains, with passages nobody committed.
    await rm(lock);
    const session = await store.openSession();
    await session.addPassages([
      {
        passageId: 'lost#0',
        documentId: 'lost',
        collection: 'test',
        ordinal: 0,
        text: 'lost words',
        locator: {},
        variety: 'en',
        terms: ['lost', 'word'],
        revision: 'never-committed',
      },
    ]);
    expect((await store.status()).passages).toBe(2);
    await writeFile(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    // Another name of the folder: within one process writers of one path would wait for each other.
    const alias = join(await newFolder(), 'alias');
    await symlink(folder, alias);
    const reopened = await openLanceStore(alias);
    await ingestAll(reopened, [makeDocument('new', 'new words')]);
    expect(await reopened.status()).toMatchObject({ documents: 2, passages: 2 });
    await Promise.all([store.close(), reopened.close()]);
  });

  it('ranks as exact BM25 does', async () => {
    const store = await openLanceStore(await newFolder());
    const exact = createMemoryStore();
    const word = fc.constantFrom('wage', 'leave', 'rent', 'tax', 'court', 'school', 'rain', 'bus');
    const texts = fc.sample(fc.array(word, { minLength: 3, maxLength: 40 }), { numRuns: 80, seed: 7 });
    const documents = texts.map((words, at) => makeDocument(`d${at}`, words.join(' ')));
    await ingestAll(store, documents);
    await ingestAll(exact, documents);
    for (const query of [['wage'], ['rent', 'tax'], ['court', 'rain', 'bus']]) {
      const expected = await exact.searchTerms(query, 80);
      const actual = await store.searchTerms(query, 80);
      const score = new Map(expected.map((hit) => [hit.passage.passageId, hit.score]));
      expect(actual).toHaveLength(expected.length);
      for (const hit of actual) expect(hit.score).toBeCloseTo(score.get(hit.passage.passageId)!, 3);
    }
    await store.close();
  });
});
