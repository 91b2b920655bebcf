import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../knowledge/index.ts';
import type { PassageStore } from '../knowledge/spec.ts';
import {
  describePassageStore,
  ingestAll,
  makeDocument,
} from '../knowledge/testing/passage-store-conformance.ts';
import { openLanceStore } from './lance-passage-store.ts';
import { openLanceSession } from './lance-session.ts';
import { openLanceTables } from './lance-tables.ts';

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lionrock-lance-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function overwrite(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await writeFile(join(folder, name), 'garbage');
}

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

  it('shows nothing half-visible when it is opened after a writer that did not finish', async () => {
    const folder = await newFolder();
    const store = await openLanceStore(folder);
    await ingestAll(store, [makeDocument('fee', 'old words'), makeDocument('other', 'other words')]);
    const earlier = await store.listDocuments();
    const session = await store.openSession();
    const draft = {
      documentId: 'fee',
      collection: 'test',
      locator: {},
      variety: 'en' as const,
      terms: ['new', 'word'],
      revision: 'never-committed',
    };
    await session.addPassages([
      { ...draft, passageId: 'fee#0', ordinal: 0, text: 'new words' },
      { ...draft, passageId: 'fee#1', ordinal: 1, text: 'more new words' },
    ]);
    await store.close();
    const reopened = await openLanceStore(folder);
    expect(await reopened.listDocuments()).toEqual(earlier);
    expect((await reopened.getPassages('test', 'fee')).map(({ text }) => text)).toEqual(['old words']);
    expect((await reopened.getPassage('test', 'fee#0'))?.text).toBe('old words');
    expect(await reopened.getPassage('test', 'fee#1')).toBeUndefined();
    expect(await reopened.searchTerms(['new'], 5)).toEqual([]);
    const without: string[] = [];
    for await (const { passageId, text } of reopened.withoutVector('m')) without.push(`${passageId} ${text}`);
    expect(without.toSorted()).toEqual(['fee#0 old words', 'other#0 other words']);
    await reopened.close();
  });

  it.each([
    ['before the document was written', 'documents', 'mergeInsert', 'old words', ['fee#0', 'other#0']],
    ['before the old passage was removed', 'passages', 'delete', 'new words', ['fee#0', 'other#0']],
    ['after everything', undefined, undefined, 'new words', ['fee#0', 'other#0']],
  ] as const)(
    'leaves no old vector on a changed passage when it is killed %s',
    async (_, name, method, text, shown) => {
      const folder = await newFolder();
      const store = await openLanceStore(folder);
      await ingestAll(store, [makeDocument('fee', 'old words'), makeDocument('other', 'other words')]);
      const vector = Float32Array.of(1, 0);
      await store.putVectors('m', [
        { collection: 'test', passageId: 'fee#0', vector },
        { collection: 'test', passageId: 'other#0', vector },
      ]);
      const tables = await openLanceTables(join(folder, 'tables'));
      const killed = () => {
        throw new Error('killed');
      };
      const failing =
        name === undefined ? {} : { [name]: Object.create(tables[name], { [method]: { value: killed } }) };
      const session = await openLanceSession({ ...tables, ...failing }, join(folder, 'first.lock'));
      const record = (await store.getDocument('test', 'fee'))!;
      const passage = { passageId: 'fee#0', documentId: 'fee', collection: 'test', ordinal: 0, locator: {} };
      const changed = { ...passage, text: 'new words', variety: 'en' as const, terms: ['new', 'word'] };
      await session.addPassages([{ ...changed, revision: 'r2' }]);
      const commit = session.commit([{ record, revision: 'r2' }]);
      const outcome = await commit.then(
        () => 'finished',
        () => 'killed',
      );
      expect(outcome).toBe(name === undefined ? 'finished' : 'killed');
      await store.close();
      const stale = JSON.stringify({ pid: process.pid, host: hostname(), identity: 'an earlier run' });
      await writeFile(join(folder, 'writer.lock'), stale);
      const reopened = await openLanceStore(folder);
      const check = async () => {
        const near = await reopened.searchVector({ model: 'm', vector, limit: 5 });
        expect(near.map((hit) => hit.passage.passageId)).toEqual(['other#0']);
        const missing: string[] = [];
        for await (const found of reopened.withoutVector('m'))
          missing.push(`${found.passageId} ${found.text}`);
        expect(missing).toEqual([`fee#0 ${text}`]);
      };
      await check();
      // The next session clears up.
      await ingestAll(reopened, [makeDocument('other', 'other words')]);
      await check();
      expect(await reopened.status('m')).toMatchObject({ passages: 2, embedded: 1 });
      const all = await reopened.searchTerms(['word'], 5);
      expect(all.map((hit) => hit.passage.passageId).toSorted()).toEqual(shown);
      await reopened.close();
    },
  );

  it('clears vectors away that a killed removal left', async () => {
    const folder = await newFolder();
    const store = await openLanceStore(folder);
    await ingestAll(store, [makeDocument('a', 'some words'), makeDocument('b', 'other words')]);
    const vector = Float32Array.of(1, 0);
    for (const passageId of ['a#0', 'b#0']) {
      await store.putVectors('m', [{ collection: 'test', passageId, vector }]);
    }
    const tables = await openLanceTables(join(folder, 'tables'));
    await tables.documents.delete("key = 'test/a'");
    await writeFile(join(folder, 'writer.lock'), JSON.stringify({ pid: -1, host: hostname() }));
    await ingestAll(store, []);
    expect(await store.status('m')).toMatchObject({ documents: 1, passages: 1, embedded: 1 });
    await store.close();
  });

  it('gives a vector to the shown state alone while a new one is being written', async () => {
    const store = await openLanceStore(await newFolder());
    await ingestAll(store, [makeDocument('a', 'old words')]);
    const session = await store.openSession();
    const passage = { passageId: 'a#0', documentId: 'a', collection: 'test', ordinal: 0, text: 'new words' };
    const draft = { ...passage, locator: {}, variety: 'en' as const, terms: ['new'], revision: 'r2' };
    await session.addPassages([draft]);
    await store.putVectors('m', [{ collection: 'test', passageId: 'a#0', vector: Float32Array.of(1, 0) }]);
    expect((await store.status('m')).embedded).toBe(1);
    await session.abandon();
    await store.close();
  });

  it('counts anew what another process has written', async () => {
    const folder = await newFolder();
    const [reader, writer] = [await openLanceStore(folder), await openLanceStore(folder)];
    expect(await reader.status()).toMatchObject({ documents: 0, collections: [] });
    await ingestAll(writer, [makeDocument('a', 'one')], 'x');
    expect(await reader.status()).toMatchObject({
      documents: 1,
      passages: 1,
      collections: [{ name: 'x', documents: 1 }],
    });
    await writer.removeDocuments('x', ['a']);
    expect(await reader.status()).toMatchObject({ documents: 0, passages: 0, collections: [] });
    expect(await reader.getDocument('x', 'a')).toBeUndefined();
    await Promise.all([reader.close(), writer.close()]);
  });

  it.each<[string, (tables: string) => Promise<unknown>]>([
    ['overwritten versions', (tables) => overwrite(join(tables, 'documents.lance', '_versions'))],
    [
      'versions that are gone',
      (tables) => rm(join(tables, 'documents.lance', '_versions'), { recursive: true }),
    ],
    ['data that is gone', (tables) => rm(join(tables, 'documents.lance', 'data'), { recursive: true })],
    ['overwritten data', (tables) => overwrite(join(tables, 'passages.lance', 'data'))],
    ['a table that is gone', (tables) => rm(join(tables, 'passages.lance'), { recursive: true })],
    [
      'a file in place of the tables',
      async (tables) => {
        await rm(tables, { recursive: true });
        await writeFile(tables, 'x');
      },
    ],
  ])('tells of %s when it is opened, with a cure', async (_, damage) => {
    const folder = await newFolder();
    const store = await openLanceStore(folder);
    await ingestAll(store, [makeDocument('a', 'some words')]);
    await store.close();
    await damage(join(folder, 'tables'));
    await expect(openLanceStore(folder)).rejects.toMatchObject({
      code: 'store.damaged',
      category: 'setup',
      message: expect.stringContaining(folder) as string,
      cure: expect.stringContaining('backup') as string,
    });
  });

  it('ranks as exact BM25 does, also after documents were replaced, removed and added', async () => {
    const store = await openLanceStore(await newFolder());
    const exact = createMemoryStore();
    const word = fc.constantFrom('wage', 'leave', 'rent', 'tax', 'court', 'school', 'rain', 'bus');
    const texts = fc.sample(fc.array(word, { minLength: 3, maxLength: 40 }), { numRuns: 160, seed: 7 });
    const documents = (from: number, first: number, count: number) =>
      texts.slice(from, from + count).map((words, at) => makeDocument(`d${first + at}`, words.join(' ')));
    const compare = async () => {
      for (const query of [['wage'], ['rent', 'tax'], ['court', 'rain', 'bus']]) {
        const expected = await exact.searchTerms(query, 160);
        const actual = await store.searchTerms(query, 160);
        const score = new Map(expected.map((hit) => [hit.passage.passageId, hit.score]));
        expect(actual).toHaveLength(expected.length);
        for (const hit of actual) expect(hit.score).toBeCloseTo(score.get(hit.passage.passageId)!, 3);
      }
    };
    const both = async (change: (to: PassageStore) => Promise<unknown>) => {
      await change(store);
      await change(exact);
      await compare();
    };
    await both((to) => ingestAll(to, documents(0, 0, 80)));
    await both((to) => ingestAll(to, documents(80, 20, 20)));
    await both((to) => to.removeDocuments('test', ['d3', 'd30', 'd31', 'd79']));
    await both((to) => ingestAll(to, documents(100, 80, 60)));
    await store.close();
  });
});
