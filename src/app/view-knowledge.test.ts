import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../knowledge/index.ts';
import type { EmbeddingModel } from '../models/index.ts';
import { addKnowledge } from './add-knowledge.ts';
import { embedKnowledge } from './embed-knowledge.ts';
import { searchKnowledge } from './search-knowledge.ts';
import { collect, openExample } from './testing/open-example.ts';
import {
  knowledgeStatus,
  listDocuments,
  removeDocuments,
  sharedCollections,
  viewPassage,
} from './view-knowledge.ts';
import type { Workspace } from './workspace.ts';

const secret = `private:${'0a'.repeat(16)}`;
let home: string;
let workspace: Workspace;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'view-'));
  workspace = await openExample(home, { store: createMemoryStore() });
  const records = [
    {
      id: 'tides',
      title: 'Tide tables',
      text: 'The spring tide at the lighthouse reaches six metres.',
      asOf: '2026-01-31',
    },
    {
      id: 'nets',
      title: 'Net inspection',
      publisher: 'Harbour Office',
      url: 'https://example.org/nets',
      sections: [
        { heading: 'Duty', text: 'Every fishing net is inspected each autumn.', page: 3 },
        { heading: 'Fees', text: 'The inspection of a fishing net costs four crowns.', page: 4 },
      ],
    },
    { id: 'nets-zh', title: '渔网检验', text: '每张渔网每年秋天都要接受检验，检验费是四克朗。' },
  ];
  await add('local', 'records.jsonl', records.map((record) => JSON.stringify(record)).join('\n'));
  await add(secret, 'diary.txt', 'My fishing net is green and was never inspected.');
});
afterEach(async () => {
  await workspace.close();
  await rm(home, { recursive: true, force: true });
});

async function add(collection: string, name: string, content: string): Promise<void> {
  const path = join(home, name);
  await writeFile(path, content);
  const outcomes = await collect(addKnowledge(workspace, { sources: [path], collection }));
  expect(outcomes.filter((outcome) => 'error' in outcome)).toEqual([]);
}

describe('searchKnowledge', () => {
  it('finds passages with their places in the language of the query', async () => {
    const { hits, dense } = await searchKnowledge(workspace, {
      query: 'cost of inspecting a fishing net',
      limit: 3,
    });
    expect(dense).toBe('no-model');
    expect(hits[0]).toMatchObject({
      documentId: 'nets',
      passageId: 'nets#1',
      collection: 'local',
      title: 'Net inspection',
      locator: 'Fees, page 4',
      text: 'The inspection of a fishing net costs four crowns.',
      variety: 'en',
      url: 'https://example.org/nets',
      publisher: 'Harbour Office',
    });
    expect(hits.length).toBeLessThanOrEqual(3);
    const chinese = await searchKnowledge(workspace, { query: '渔网 fishing net fees', limit: 5 });
    expect(chinese.hits.find((hit) => hit.passageId === 'nets#1')?.locator).toBe('Fees, 第4页');
    expect(chinese.hits.map((hit) => hit.documentId)).toContain('nets-zh');
  });

  it('never finds private documents unless their collection is named', async () => {
    const query = 'green fishing net never inspected';
    const shared = await searchKnowledge(workspace, { query, limit: 50 });
    expect(shared.hits.map((hit) => hit.collection)).not.toContain(secret);
    const own = await searchKnowledge(workspace, { query, limit: 5, collections: [secret] });
    expect(own.hits.map((hit) => hit.collection)).toEqual([secret]);
    expect((await searchKnowledge(workspace, { query, limit: 5, collections: [] })).hits).toEqual([]);
  });

  it('finds nothing for nothing', async () => {
    expect((await searchKnowledge(workspace, { query: '   ', limit: 5 })).hits).toEqual([]);
  });

  it('uses vectors only once all passages have theirs', async () => {
    const model: EmbeddingModel = {
      id: 'lengths',
      dimensions: 2,
      embed: (texts) =>
        Promise.resolve(texts.map((text) => Float32Array.of(Math.cos(text.length), Math.sin(text.length)))),
    };
    const embedding = { ...workspace, gather: { ...workspace.gather, embedding: () => model } };
    const search = () => searchKnowledge(embedding, { query: 'fishing net', limit: 5 });
    expect((await search()).dense).toBe('no-vectors');
    await embedKnowledge(embedding, { limit: 2 });
    expect((await search()).dense).toBe('no-vectors');
    await embedKnowledge(embedding);
    expect((await search()).dense).toBe('used');
    expect(await knowledgeStatus(embedding)).toMatchObject({ embeddingModel: 'lengths' });
  });
});

describe('documents', () => {
  it('lists what is shared, or what is asked for, and tells no private name', async () => {
    expect(await sharedCollections(workspace)).toEqual(['region', 'local']);
    const shared = await listDocuments(workspace);
    expect(new Set(shared.map((record) => record.collection))).toEqual(new Set(['region', 'local']));
    expect((await listDocuments(workspace, [secret])).map((record) => record.title)).toEqual(['diary']);
    const status = await knowledgeStatus(workspace);
    expect(status).toMatchObject({ documents: shared.length + 1, embedded: 0, embeddingModel: null });
    expect(status.collections.map(({ name }) => name)).toEqual(['local', 'region']);
  });

  it('always names the region, even when nothing is stored', async () => {
    const empty = { ...workspace, store: createMemoryStore() };
    expect(await sharedCollections(empty)).toEqual(['region']);
  });

  it('removes documents, all of them or none', async () => {
    const remove = (collection: string, ...documentIds: string[]) =>
      removeDocuments(workspace, { collection, documentIds });
    await expect(remove('local', 'tides', 'unknown')).rejects.toMatchObject({
      code: 'knowledge.not-found',
      message: expect.stringContaining('"unknown"'),
    });
    expect(await listDocuments(workspace, ['local'])).toHaveLength(3);
    expect(await remove('local', 'tides', 'nets', 'nets')).toBe(2);
    expect((await listDocuments(workspace, ['local'])).map((record) => record.documentId)).toEqual([
      'nets-zh',
    ]);
    await expect(remove('local', 'tides')).rejects.toMatchObject({ category: 'input' });
    const [card] = await listDocuments(workspace, ['region']);
    await expect(remove('region', card?.documentId ?? '')).rejects.toMatchObject({
      code: 'knowledge.region-read-only',
      cure: expect.stringContaining('pack'),
    });
  });

  it('shows a passage with its place, its document and its neighbours', async () => {
    const view = (passageId: string) => viewPassage(workspace, { collection: 'local', passageId });
    const first = await view('nets#0');
    expect(first).toMatchObject({
      passage: { text: 'Every fishing net is inspected each autumn.', place: 'Duty, page 3', ordinal: 0 },
      document: { documentId: 'nets', title: 'Net inspection', passageCount: 2 },
      next: 'The inspection of a fishing net costs four crowns.',
    });
    expect(first).not.toHaveProperty('previous');
    const second = await view('nets#1');
    expect(second).toMatchObject({
      previous: 'Every fishing net is inspected each autumn.',
      passage: { place: 'Fees, page 4' },
    });
    expect(second).not.toHaveProperty('next');
    expect(await view('nets#2')).toBeUndefined();
    expect(await viewPassage(workspace, { collection: 'region', passageId: 'nets#0' })).toBeUndefined();
  });
});
