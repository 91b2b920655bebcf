import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IngestOutcome, createMemoryStore } from '../knowledge/index.ts';
import { addKnowledge, addUpload } from './add-knowledge.ts';
import { type FileServer, serveFiles } from './testing/serve-files.ts';
import { collect, openExample } from './testing/open-example.ts';
import type { Workspace } from './workspace.ts';

let home: string;
let folder: string;
let workspace: Workspace;
let server: FileServer;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'add-'));
  folder = join(home, 'documents');
  await mkdir(folder);
  workspace = await openExample(home, { store: createMemoryStore() });
  server = await serveFiles();
});
afterEach(async () => {
  await workspace.close();
  await server.close();
  await rm(home, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

function add(...sources: string[]): Promise<IngestOutcome[]> {
  return collect(addKnowledge(workspace, { sources, collection: 'local' }));
}

/** Each outcome as `outcome what`, `what` being a title or the code of an error. */
function told(outcomes: readonly IngestOutcome[]): string[] {
  return outcomes.map((outcome) =>
    'error' in outcome ? `${outcome.outcome} ${outcome.error.code}` : `${outcome.outcome} ${outcome.title}`,
  );
}

async function storedIds(collection = 'local'): Promise<string[]> {
  return (await workspace.store.listDocuments({ collections: [collection] })).map((one) => one.documentId);
}

describe('addKnowledge', () => {
  it('walks a folder in name order, keeps namesakes apart and reports what it cannot read', async () => {
    await write({
      'b/rules.txt': 'Rules of b.',
      'a/rules.txt': 'Rules of a.',
      'a/.hidden/rules.txt': 'Hidden.',
      '.secret.txt': 'Hidden.',
      'c.png': Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'),
      'd.md': '# Notes\n\nText of the notes.',
    });
    const outcomes = await add(folder);
    expect(told(outcomes)).toEqual([
      'added rules',
      'added rules',
      'failed knowledge.unsupported-type',
      'added Notes',
    ]);
    expect(outcomes.map((outcome) => outcome.source)).toEqual(
      ['a/rules.txt', 'b/rules.txt', 'c.png', 'd.md'].map((name) => join(folder, name)),
    );
    expect(new Set(await storedIds()).size).toBe(3);
    expect(told(await add(folder))).toEqual([
      'unchanged rules',
      'unchanged rules',
      'failed knowledge.unsupported-type',
      'unchanged Notes',
    ]);
  });

  it('takes the ids of records, and changes nothing when two files use the same', async () => {
    await write({
      'a.jsonl': '{"id":"x","title":"A","text":"Text one."}\n{"id":"y","title":"B","text":"Text two."}\n',
      'b.jsonl': '{"id":"x","title":"C","text":"Text three."}\n',
    });
    expect(told(await add(folder))).toEqual(['added A', 'added B', 'added C', 'doubtful knowledge.id-taken']);
    expect(await storedIds()).toEqual(['x', 'x~2', 'y']);
    expect(told(await add(folder)).filter((line) => line.startsWith('unchanged'))).toHaveLength(3);
  });

  it('replaces a document by its new version', async () => {
    await write({ 'a.txt': 'Old text.' });
    await add(folder);
    await write({ 'a.txt': 'New text.' });
    expect(told(await add(folder))).toEqual(['replaced a']);
    expect(await storedIds()).toHaveLength(1);
  });

  it('names a missing path, an empty folder and one that cannot be read, and goes on', async () => {
    await write({ 'a.txt': 'Text.', 'b.txt': 'Text.' });
    await mkdir(join(folder, 'empty'));
    const lost = join(folder, 'lost');
    const notAFolder = join(folder, 'b.txt', 'inside');
    const outcomes = await add(lost, join(folder, 'empty'), notAFolder, join(folder, 'a.txt'));
    expect(told(outcomes)).toEqual([
      'failed file.not-found',
      'failed knowledge.empty-folder',
      'failed file.not-found',
      'added a',
    ]);
    for (const outcome of outcomes.slice(0, 3)) {
      expect('error' in outcome && outcome.error.cure).not.toBe('');
    }
  });

  it('reads a folder once although a link leads back to it', async () => {
    await write({ 'a/one.txt': 'Text.' });
    await symlink(folder, join(folder, 'a', 'back'));
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    expect(told(await add(folder))).toEqual(['added one', 'failed file.not-found']);
  });

  it('fetches an address, reads it as its server declares and leaves no file behind', async () => {
    server.files.set('/page?id=7', {
      type: 'text/html; charset=big5',
      content: Buffer.from([
        ...Buffer.from('<html><head><title>'),
        ...Buffer.from('adbbb4e4', 'hex'),
        ...Buffer.from('</title></head><body><p>One sentence of the page.</p></body></html>'),
      ]),
    });
    const url = `${server.address}/page?id=7`;
    const [outcome] = await add(url);
    expect(outcome).toMatchObject({ outcome: 'added', source: url });
    const [record] = await workspace.store.listDocuments({ collections: ['local'] });
    expect(record).toMatchObject({ mediaType: 'text/html', url, source: url });
    expect(record?.title).toMatch(/^\p{Script=Han}{2}$/u);
    expect(await readdir(join(home, 'downloads'))).toEqual([]);
  });

  it('names an address that is not there and goes on', async () => {
    await write({ 'a.txt': 'Text.' });
    const url = `${server.address}/lost?token=secret`;
    const outcomes = await add(url, folder);
    expect(told(outcomes)).toEqual(['failed download.refused', 'added a']);
    expect('error' in outcomes[0]! && outcomes[0].error.message).not.toContain('secret');
  });

  it('refuses the collection of the region pack and bad names', async () => {
    await write({ 'a.txt': 'Text.' });
    const into = (collection: string) => collect(addKnowledge(workspace, { sources: [folder], collection }));
    await expect(into('region')).rejects.toMatchObject({ code: 'knowledge.region-read-only' });
    await expect(into('no good')).rejects.toMatchObject({ code: 'knowledge.bad-collection-name' });
  });

  it('stops when asked to and keeps what was written', async () => {
    await write({ 'a.txt': 'Text.' });
    await add(folder);
    const controller = new AbortController();
    controller.abort();
    const request = { sources: [folder], collection: 'local', signal: controller.signal };
    await expect(collect(addKnowledge(workspace, request))).rejects.toThrow('aborted');
    expect(await storedIds()).toHaveLength(1);
  });
});

describe('addUpload', () => {
  it('knows an upload by the name it was given, without folders', async () => {
    await write({ '0f3a.tmp': 'Name;Age\nAda;36\nAlan;41\n' });
    const upload = {
      path: join(folder, '0f3a.tmp'),
      name: 'C:\\papers\\people.csv',
      collection: 'private:0a',
    };
    const [outcome] = await collect(addUpload(workspace, upload));
    expect(outcome).toMatchObject({ outcome: 'added', title: 'people', source: 'people.csv' });
    expect(await storedIds('private:0a')).toEqual([expect.stringMatching(/^people\.csv~[0-9a-f]{12}$/)]);
    await write({ '77.tmp': 'Name;Age\nGrace;37\n' });
    const again = await collect(addUpload(workspace, { ...upload, path: join(folder, '77.tmp') }));
    expect(told(again)).toEqual(['replaced people']);
  });

  it('names an upload that cannot be read by its own name, not by where it lies', async () => {
    await write({ '0f3a.tmp': '' });
    const upload = { path: join(folder, '0f3a.tmp'), name: 'thesis.pdf', collection: 'private:0a' };
    const [outcome] = await collect(addUpload(workspace, upload));
    expect(outcome).toMatchObject({ outcome: 'failed', source: 'thesis.pdf' });
    expect('error' in outcome! && outcome.error.message).not.toContain('0f3a');
  });
});
