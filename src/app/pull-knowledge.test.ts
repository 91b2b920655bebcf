import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Progress, sha256 } from '../base/index.ts';
import { type DocumentRecord, type ManifestSource, createMemoryStore } from '../knowledge/index.ts';
import { makeZip } from '../knowledge/testing/make-zip.ts';
import { officialCollection } from './collections.ts';
import { type PullKnowledgeRequest, type PullOutcome, pullKnowledge } from './pull-knowledge.ts';
import { collect, openExample } from './testing/open-example.ts';
import { type FileServer, serveFiles } from './testing/serve-files.ts';
import type { Workspace } from './workspace.ts';

let home: string;
let workspace: Workspace;
let server: FileServer;
/** Half past eleven at night in the region, which is an hour behind UTC. */
let now = new Date('2026-03-02T00:30:00Z');

beforeEach(async () => {
  now = new Date('2026-03-02T00:30:00Z');
  home = await mkdtemp(join(tmpdir(), 'pull-'));
  workspace = await openExample(home, { store: createMemoryStore(), clock: () => now });
  server = await serveFiles();
});
afterEach(async () => {
  await workspace.close();
  await server.close();
  await rm(home, { recursive: true, force: true });
});

function source(id: string, more: Partial<ManifestSource> = {}): ManifestSource {
  return {
    id,
    title: `Title of ${id}`,
    publisher: 'Harbour Office',
    licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    url: `https://example.org/${id}`,
    language: 'en',
    format: 'json',
    maxBytes: 100_000,
    default: true,
    changes: 'daily',
    shape: 'recorded',
    ...more,
  };
}

function pull(
  sources: readonly ManifestSource[],
  request: PullKnowledgeRequest = {},
): Promise<PullOutcome[]> {
  const region = { ...workspace.region, manifest: { ...workspace.region.manifest, sources } };
  const own = { ...workspace, region: region as Workspace['region'] };
  return collect(pullKnowledge(own, { fetch: server.fetch, ...request }));
}

async function stored(): Promise<DocumentRecord[]> {
  return workspace.store.listDocuments({ collections: [officialCollection] });
}

async function textOf(documentId: string): Promise<string> {
  const passages = await workspace.store.getPassages(officialCollection, documentId);
  return passages.map((passage) => passage.text).join('\n');
}

/** A law as the Legislative Markup family writes it. */
function law(number: string, words: string, date = '2026-01-15'): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><law xmlns="http://example.org/schemas/ptlm/1.0" xml:lang="en">` +
    `<meta><docName>Act ${number}</docName><docType>act</docType><docNumber>${number}</docNumber>` +
    `<date>${date}</date></meta><main><docTitle>Harbour Act</docTitle>` +
    `<section><num>1.</num><heading>Fees</heading><content>${words}</content></section></main></law>`
  );
}

const lawListing = {
  entries: 'DataSet',
  url: 'DataResource.url',
  sha256: 'DataResource.sha256',
  members: String.raw`\.xml$`,
};
const laws = source('laws', { format: 'listing', listing: lawListing, maxBytes: 10_000_000 });

/** Serves a listing of archives, with hashes in capitals as one publisher writes them. */
function serveLaws(archives: Readonly<Record<string, Buffer>>): void {
  const entries = Object.entries(archives).map(([name, content]) => {
    server.files.set(`/${name}`, { content, type: 'application/zip' });
    const resource = { url: `https://example.org/${name}`, sha256: sha256(content).toUpperCase() };
    return { DataResource: { ...resource, fileSize: content.length } };
  });
  server.files.set('/laws', { content: JSON.stringify({ DataSet: entries }), type: 'application/json' });
}

const archiveOne = makeZip([
  { name: 'act_1/act_1_20260115.xml', content: law('1', 'A berth costs twelve crowns.'), deflate: true },
  { name: 'act_1/picture.png', content: 'no text' },
]);
const archiveTwo = makeZip([{ name: 'act_2/act_2_20260115.xml', content: law('2', 'Nets are inspected.') }]);

describe('pullKnowledge: one file', () => {
  it('reads JSON that begins with a byte order mark, and gives it the metadata of the manifest', async () => {
    const calendar = { vcalendar: [{ vevent: [{ dtstart: ['20260101'], summary: 'Day of the Harbour' }] }] };
    server.files.set('/holidays', { content: `\uFEFF${JSON.stringify(calendar)}`, type: 'text/plain' });
    expect(await pull([source('holidays')])).toEqual([
      {
        source: 'holidays',
        outcome: 'pulled',
        added: 1,
        replaced: 0,
        unchanged: 0,
        failed: 0,
        doubtful: 0,
        removed: 0,
        bytes: expect.any(Number),
      },
    ]);
    expect(await stored()).toMatchObject([
      {
        documentId: 'holidays',
        title: 'Title of holidays',
        publisher: 'Harbour Office',
        language: 'en',
        url: 'https://example.org/holidays',
        asOf: '2026-03-01',
        mediaType: 'application/json',
      },
    ]);
    expect(await textOf('holidays')).toContain('Day of the Harbour');
  });

  it('lets what changes by the hour end on the day it grows stale, in the region', async () => {
    server.files.set('/warnings', { content: '{"WIND":{"name":"Gale"}}', type: 'application/json' });
    await pull([source('warnings', { staleAfterHours: 1 })]);
    expect(await stored()).toMatchObject([{ asOf: '2026-03-01', validTo: '2026-03-02' }]);
  });

  it('reads a table with a byte order mark and a caret between its cells', async () => {
    const rows = ['Pier^Visitors', 'North^1200', 'South^3400', 'East^560'].join('\r\n');
    server.files.set('/visitors', { content: `\uFEFF${rows}\r\n`, type: 'application/octet-stream' });
    expect(await pull([source('visitors', { format: 'csv' })])).toMatchObject([
      { outcome: 'pulled', added: 1 },
    ]);
    expect(await textOf('visitors')).toContain('Pier: South; Visitors: 3400');
  });

  it('makes a document of each item of a feed, and keeps those that the feed has dropped', async () => {
    const feed = (...items: string[]) =>
      `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed</title><language>en-us</language>` +
      `${items.join('')}</channel></rss>`;
    const item = (number: number) =>
      `<item><title>Notice ${number}</title><link>https://example.org/n/${number}.htm</link>` +
      `<pubDate>Mon, 0${number} Feb 2026 08:00:00 +0800</pubDate>` +
      `<description>&lt;p&gt;Buoy ${number} was moved.&lt;/p&gt;</description></item>`;
    const notices = source('notices', { format: 'rss', publisher: 'Pilots' });
    server.files.set('/notices', { content: feed(item(1), item(2)), type: 'text/xml' });
    expect(await pull([notices])).toMatchObject([{ added: 2, removed: 0 }]);
    server.files.set('/notices', { content: feed(item(3), item(2)), type: 'text/xml' });
    expect(await pull([notices])).toMatchObject([{ added: 1, unchanged: 1, removed: 0 }]);
    const records = await stored();
    expect(records).toHaveLength(3);
    expect(records[0]).toMatchObject({
      documentId: expect.stringMatching(/^notices\/example\.org\/n\/1\.htm~/),
      title: 'Notice 1',
      publisher: 'Pilots',
      url: 'https://example.org/n/1.htm',
      asOf: '2026-02-01',
    });
  });

  it('removes records that the source no longer has', async () => {
    const piers = (...names: string[]) => ({
      content: JSON.stringify(
        names.map((name) => ({ id: name, title: name, text: `${name} pier is open.` })),
      ),
      type: 'application/json',
    });
    server.files.set('/piers', piers('north', 'south'));
    await pull([source('piers'), source('other')]);
    server.files.set('/piers', piers('north'));
    expect(await pull([source('piers')])).toMatchObject([{ unchanged: 1, removed: 1 }]);
    expect((await stored()).map((record) => record.documentId)).toEqual(['piers/north']);
  });

  it('refuses a web page in the place of data and keeps what was stored', async () => {
    server.files.set('/holidays', {
      content: '{"a":{"name":"Day of the Harbour"}}',
      type: 'application/json',
    });
    await pull([source('holidays')]);
    server.files.set('/holidays', {
      content: '<html><body><p>Closed for repairs.</p></body></html>',
      type: 'text/html',
    });
    expect(await pull([source('holidays')])).toMatchObject([
      { outcome: 'failed', error: { code: 'knowledge.unexpected-format' } },
    ]);
    expect(await textOf('holidays')).toContain('Day of the Harbour');
  });

  it('goes on after a source that fails, in order, and stops at nothing but a bad id', async () => {
    server.files.set('/good', { content: '{"name":"Good"}', type: 'application/json' });
    server.files.set('/big', { content: 'x'.repeat(500), type: 'application/json' });
    const sources = [
      source('lost'),
      source('big', { maxBytes: 100 }),
      source('good'),
      source('extra', { default: false }),
    ];
    expect(await pull(sources)).toMatchObject([
      { source: 'lost', outcome: 'failed', error: { code: 'download.refused' } },
      { source: 'big', outcome: 'failed', error: { code: 'download.too-large' } },
      { source: 'good', outcome: 'pulled', added: 1 },
    ]);
    await expect(pull(sources, { ids: ['good', 'none'] })).rejects.toMatchObject({
      code: 'knowledge.unknown-source',
    });
    expect(await pull(sources, { ids: ['extra', 'good', 'good'] })).toMatchObject([
      { source: 'extra', outcome: 'failed' },
      { source: 'good', unchanged: 1 },
    ]);
  });
});

describe('pullKnowledge: a listing of archives', () => {
  it('stores every law of every archive, then deletes the archives', async () => {
    serveLaws({ 'one.zip': archiveOne, 'two.zip': archiveTwo });
    const progress: Progress[] = [];
    const outcomes = await pull([laws], { report: (step) => progress.push(step) });
    expect(outcomes).toMatchObject([{ outcome: 'pulled', added: 2, failed: 0 }]);
    expect(outcomes[0]?.bytes).toBeGreaterThan(archiveOne.length + archiveTwo.length);
    expect(await stored()).toMatchObject([
      {
        documentId: 'laws/act/1',
        title: 'Act 1 Harbour Act',
        publisher: 'Harbour Office',
        asOf: '2026-01-15',
        source: 'https://example.org/one.zip#act_1/act_1_20260115.xml',
      },
      { documentId: 'laws/act/2' },
    ]);
    expect(existsSync(join(home, 'downloads', 'example', 'laws'))).toBe(false);
    const labels = new Set(progress.map((step) => step.label));
    expect(labels).toContain('Title of laws (2/2)');
    for (const label of labels) {
      const done = progress.filter((step) => step.label === label).map((step) => step.done);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
    }
  });

  it('lets a new version of a law replace the old one, and a repealed law go', async () => {
    serveLaws({ 'one.zip': archiveOne, 'two.zip': archiveTwo });
    await pull([laws]);
    const amended = law('1', 'A berth costs thirteen crowns.', '2026-02-20');
    serveLaws({ 'one.zip': makeZip([{ name: 'act_1/act_1_20260220.xml', content: amended }]) });
    expect(await pull([laws])).toMatchObject([{ replaced: 1, removed: 1 }]);
    expect(await stored()).toMatchObject([
      { documentId: 'laws/act/1', asOf: '2026-02-20', supersedes: [{ asOf: '2026-01-15' }] },
    ]);
  });

  it('refuses an archive with another hash than listed, and forgets its bytes', async () => {
    serveLaws({ 'one.zip': archiveOne, 'two.zip': archiveTwo });
    server.files.set('/two.zip', { content: archiveOne, type: 'application/zip' });
    expect(await pull([laws])).toMatchObject([
      { outcome: 'failed', added: 1, error: { code: 'download.wrong-hash' } },
    ]);
    expect((await stored()).map((record) => record.documentId)).toEqual(['laws/act/1']);
    const left = await readdir(join(home, 'downloads', 'example', 'laws'));
    expect(left.filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('fetches only the rest after the connection broke', async () => {
    serveLaws({ 'one.zip': archiveOne });
    const file = { content: archiveOne, type: 'application/zip', breakAfter: 200 };
    server.files.set('/one.zip', file);
    expect(await pull([laws])).toMatchObject([{ outcome: 'pulled', added: 1 }]);
    const asked = server.requests.filter((request) => request.path === '/one.zip');
    expect(asked[0]?.range).toBeUndefined();
    expect(asked.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('goes on where it was stopped: whole archives are not fetched again, halves continue', async () => {
    serveLaws({ 'one.zip': archiveOne, 'two.zip': archiveTwo });
    server.files.set('/two.zip', { content: archiveTwo, type: 'application/zip', breakAfter: 150 });
    const controller = new AbortController();
    const label = 'Title of laws (2/2)';
    const stopping = pull([laws], {
      signal: controller.signal,
      report: (step) => {
        if (step.label === label && step.done >= 150) setTimeout(() => controller.abort(), 5);
      },
    });
    await expect(stopping).rejects.toThrow('aborted');
    server.requests.length = 0;
    expect(await pull([laws])).toMatchObject([{ outcome: 'pulled', unchanged: 1, added: 1 }]);
    expect(server.requests).toMatchObject([{ path: '/laws' }, { path: '/two.zip', range: 'bytes=150-' }]);
  });

  it('refuses a bomb, and keeps the laws that came before', async () => {
    const bomb = { name: 'b.xml', content: Buffer.alloc(8 * 1024 * 1024, ' '), deflate: true };
    serveLaws({ 'one.zip': archiveOne, 'two.zip': makeZip([bomb]) });
    expect(await pull([laws])).toMatchObject([
      { outcome: 'failed', added: 1, error: { code: 'knowledge.archive-too-large' } },
    ]);
  });

  it('names a member that is no law, stores the others and removes nothing', async () => {
    serveLaws({ 'one.zip': archiveOne, 'two.zip': archiveTwo });
    await pull([laws]);
    const damaged = makeZip([{ name: 'act_1/bad.xml', content: '<law><unclosed' }]);
    serveLaws({ 'one.zip': damaged, 'two.zip': archiveTwo });
    const [outcome] = await pull([laws]);
    expect(outcome).toMatchObject({ outcome: 'pulled', unchanged: 1, failed: 1, removed: 0 });
    expect(outcome?.error?.message).toContain('bad.xml');
    expect(await stored()).toHaveLength(2);
  });

  it.for([
    ['no JSON', 'nothing'],
    ['another shape', '{"Data":[]}'],
    ['no entries', '{"DataSet":[]}'],
    ['no address', '{"DataSet":[{"DataResource":{"sha256":"00"}}]}'],
    ['an unsafe address', '{"DataSet":[{"DataResource":{"url":"file:///etc/passwd","sha256":"00"}}]}'],
    ['a downgrade', '{"DataSet":[{"DataResource":{"url":"http://example.org/one.zip","sha256":"00"}}]}'],
    ['a bad hash', '{"DataSet":[{"DataResource":{"url":"https://example.org/one.zip","sha256":"00"}}]}'],
  ] as const)('names a listing with %s', async ([, content]) => {
    server.files.set('/laws', { content, type: 'application/json' });
    expect(await pull([laws])).toMatchObject([
      { outcome: 'failed', error: { code: 'knowledge.bad-listing' } },
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it('fetches only the entries that the manifest wants', async () => {
    serveLaws({ 'one.zip': archiveOne, 'two.zip': archiveTwo });
    const where = { path: 'DataResource.fileSize', equals: String(archiveTwo.length) };
    const some = { ...laws, listing: { ...lawListing, where } };
    await pull([some]);
    expect((await stored()).map((record) => record.documentId)).toEqual(['laws/act/2']);
  });
});

describe('pullKnowledge: shapes recorded from publishers', () => {
  const samples = join('..', 'shared', 'data', 'corpora', 'samples');

  it('reads a real listing and a real law', async (context) => {
    const folder = join(samples, 'hkel');
    if (!existsSync(folder)) context.skip(`no test data at ${folder}`);
    const listing = JSON.parse(await readFile(join(folder, 'hkel_list_c_all_en.first60.json'), 'utf8')) as {
      DataSet: { DataResource: { url: string; sha256: string } }[];
    };
    const content = await readFile(join(folder, 'cap_561A_20220324000000_en_c.trimmed.xml'));
    for (const { DataResource: resource } of listing.DataSet) {
      const archive = makeZip([
        {
          name: 'a/law.xml',
          content: resource === listing.DataSet[1]?.DataResource ? content : law('9', 'Text.'),
        },
      ]);
      server.files.set(new URL(resource.url).pathname, { content: archive, type: 'application/zip' });
      resource.sha256 = sha256(archive).toUpperCase();
    }
    server.files.set('/laws', { content: JSON.stringify(listing), type: 'application/json' });
    const [outcome] = await pull([laws]);
    expect(outcome).toMatchObject({ outcome: 'pulled', failed: 0 });
    const record = (await stored()).find((one) => one.documentId.startsWith('laws/cap/'));
    expect(record).toMatchObject({ documentId: 'laws/cap/561A', asOf: '2022-03-24', language: 'en' });
  });

  it('reads a real weather report', async (context) => {
    const path = join(samples, 'hko', 'rhrread_en_20230819.json');
    if (!existsSync(path)) context.skip(`no test data at ${path}`);
    server.files.set('/weather', { content: await readFile(path), type: 'application/json' });
    expect(await pull([source('weather', { staleAfterHours: 6 })])).toMatchObject([{ added: 1, failed: 0 }]);
    expect(await textOf('weather')).toContain('place: Happy Valley; value: 32');
  });
});

describe('pullKnowledge: what lies about', () => {
  it('does not trust a file of the right name and the wrong content', async () => {
    serveLaws({ 'one.zip': archiveOne });
    const folder = join(home, 'downloads', 'example', 'laws');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, sha256('https://example.org/one.zip').slice(0, 24)), archiveTwo);
    await pull([laws]);
    expect((await stored()).map((record) => record.documentId)).toEqual(['laws/act/1']);
  });
});
