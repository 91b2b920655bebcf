import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createGovernanceDoor } from '../governance/index.ts';
import { documentSchema, ingestEventSchema, passageViewSchema, searchHitSchema } from './api-schema.ts';
import { createServer } from './create-server.ts';
import type { ServerEnv } from './server-env.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';
import { readFrames } from './testing/read-frames.ts';

const adminKey = 'a key of more than sixteen characters';
const workspace = await openTestWorkspace({ settings: { adminKey, uploadMegabytes: 1 } });
const { app } = createServer(workspace);
const listSchema = z.object({ documents: z.array(documentSchema) });
const resultSchema = z.object({ hits: z.array(searchHitSchema), dense: z.string() });

let count = 0;
function newPrivate(): string {
  count += 1;
  return `private:${count.toString(16).padStart(32, '0')}`;
}

function formOf(files: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[]): FormData {
  const form = new FormData();
  for (const [name, content] of files) form.append('file', new File([content], name));
  return form;
}

async function upload(
  collection: string,
  body: FormData,
  init: { headers?: Record<string, string>; env?: ServerEnv['Bindings'] } = {},
): Promise<Response> {
  const path = `/api/knowledge?collection=${encodeURIComponent(collection)}`;
  return app.request(path, { method: 'POST', body, headers: init.headers ?? {} }, init.env);
}

async function list(collection?: string): Promise<z.infer<typeof documentSchema>[]> {
  const query = collection === undefined ? '' : `?collection=${encodeURIComponent(collection)}`;
  return listSchema.parse(await (await app.request(`/api/knowledge${query}`)).json()).documents;
}

/** The connection of a caller, as the adapter hands it to the app. */
function callFrom(remoteAddress: string): ServerEnv['Bindings'] {
  return { incoming: { socket: { remoteAddress } } } as unknown as ServerEnv['Bindings'];
}

const leftOvers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('lionrock-upload-'));

describe('POST /api/knowledge', () => {
  it('adds files to a private collection and tells what became of each', async () => {
    const own = newPrivate();
    const response = await upload(
      own,
      formOf([
        ['lease.txt', 'The rent is 9,000 pounds a month, due on the first day.'],
        ['空白.txt', ''],
        ['notes.md', '# Notes\n\nThe landlord is called Marlow.'],
      ]),
    );
    expect(response.status).toBe(200);
    const events = (await readFrames(response)).map(({ event, data }) => {
      const parsed = ingestEventSchema.parse(data);
      expect(parsed.type).toBe(event);
      return parsed;
    });
    const outcomes = events.flatMap((event) => (event.type === 'outcome' ? [event.outcome] : []));
    expect(outcomes.map(({ outcome, source }) => [outcome, source])).toEqual([
      ['added', 'lease.txt'],
      ['failed', '空白.txt'],
      ['added', 'notes.md'],
    ]);
    expect(outcomes[1]?.error?.code).toMatch(/^knowledge\./);
    expect(events.at(-1)).toEqual({ type: 'done', added: 2, replaced: 0, unchanged: 0, failed: 1 });
    expect((await list(own)).map(({ collection }) => collection)).toEqual([own, own]);
    const again = await readFrames(await upload(own, formOf([['lease.txt', 'The rent is 9,500 pounds.']])));
    expect(again.at(-1)?.data).toMatchObject({ type: 'done', replaced: 1 });
    expect(await leftOvers()).toEqual([]);
  });

  it('shows a private collection to nobody who does not name it', async () => {
    const own = newPrivate();
    await (await upload(own, formOf([['secret.txt', 'The vault opens with zanzibar.']]))).text();
    expect(JSON.stringify(await list())).not.toContain('private:');
    expect(await list(newPrivate())).toEqual([]);
    const found = await app.request('/api/knowledge/search?q=zanzibar');
    expect(await found.text()).not.toContain('zanzibar');
    const status = await (await app.request('/api/status')).text();
    expect(status).not.toContain('private:');
  });

  it.each([
    ['from elsewhere', {}, undefined, 403],
    ['with a wrong key', { authorization: 'Bearer a key of more than sixteen letters' }, undefined, 403],
    ['with the key', { authorization: `Bearer ${adminKey}` }, undefined, 200],
    ['from this machine', {}, '127.0.0.1', 200],
    ['from this machine over IPv6', {}, '::1', 200],
    ['from another machine', {}, '192.0.2.7', 403],
    ['through a proxy on this machine', { 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1', 403],
  ])('lets shared collections be changed %s: %#', async (_, headers, address, status) => {
    const env = address === undefined ? undefined : callFrom(address);
    const response = await upload('local', formOf([['a.txt', 'A public note.']]), {
      headers,
      ...(env !== undefined && { env }),
    });
    const word = status === 403 ? 'server.not-permitted' : 'event: done';
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(word)]);
  });

  it('does not trust the machine’s own address when it is called by another name', async () => {
    const { app: open } = createServer(workspace, { host: '0.0.0.0' });
    const request = { method: 'POST', body: formOf([['a.txt', 'x y z']]), headers: { host: 'evil.example' } };
    const response = await open.request('/api/knowledge?collection=local', request, callFrom('127.0.0.1'));
    expect(response.status).toBe(403);
  });

  it('never changes the region’s own collection', async () => {
    const headers = { authorization: `Bearer ${adminKey}` };
    const frames = await readFrames(await upload('region', formOf([['a.txt', 'Nonsense.']]), { headers }));
    expect(frames.at(-1)).toMatchObject({ event: 'error', data: { code: 'knowledge.region-read-only' } });
  });

  it('refuses a file above the limit and keeps nothing of it', async () => {
    const own = newPrivate();
    const large = 'x '.repeat(600_000);
    const response = await upload(own, formOf([['large.txt', large]]));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'server.upload-too-large' });
    expect(await list(own)).toEqual([]);
    expect(await leftOvers()).toEqual([]);
  });

  it.each([
    ['no collection', '', 'multipart/form-data; boundary=b', '--b--', 400],
    [
      'a private collection that can be guessed',
      '?collection=private:1',
      'multipart/form-data; boundary=b',
      '--b--',
      400,
    ],
    ['a bad name', '?collection=a%20b', 'multipart/form-data; boundary=b', '--b--', 400],
    ['no file', `?collection=private:${'0'.repeat(32)}`, 'multipart/form-data; boundary=b', '--b--', 400],
    [
      'a body cut off',
      `?collection=private:${'0'.repeat(32)}`,
      'multipart/form-data; boundary=b',
      '--b\r\n',
      400,
    ],
    ['another type', `?collection=private:${'0'.repeat(32)}`, 'application/json', '{}', 415],
  ])('refuses %s', async (_, query, type, body, status) => {
    const headers = { 'content-type': type };
    const response = await app.request(`/api/knowledge${query}`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await leftOvers()).toEqual([]);
  });

  it('takes nothing when uploads are off', async () => {
    const closed = { ...workspace, config: { ...workspace.config, uploads: 'off' as const } };
    const path = `/api/knowledge?collection=${newPrivate()}`;
    const response = await createServer(closed).app.request(path, {
      method: 'POST',
      body: formOf([['a.txt', 'x']]),
    });
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'server.uploads-off' }]);
  });
});

describe('GET /api/knowledge', () => {
  it('lists the shared documents, without where they were read from', async () => {
    const documents = await list('region');
    expect(documents.length).toBeGreaterThan(5);
    expect(documents.every(({ collection }) => collection === 'region')).toBe(true);
    const stored = await workspace.store.listDocuments({ collections: ['region'] });
    const raw = await (await app.request('/api/knowledge?collection=region')).text();
    expect(raw).toContain('"title"');
    expect(raw).not.toContain('"source"');
    expect(documents).toHaveLength(stored.length);
  });
});

describe('GET /api/knowledge/search', () => {
  it('finds passages in any variety and says whether vectors took part', async () => {
    const response = await app.request(`/api/knowledge/search?limit=3&q=${encodeURIComponent('最低工资')}`);
    const { hits, dense } = resultSchema.parse(await response.json());
    expect(hits[0]?.documentId).toContain('work-minimum-wage');
    expect(hits.length).toBeLessThanOrEqual(3);
    expect(dense).toBe('no-model');
  });

  it('searches a private collection only for who names it', async () => {
    const own = newPrivate();
    await (await upload(own, formOf([['pets.txt', 'The cat is called Quillon.']]))).text();
    const response = await app.request(`/api/knowledge/search?q=Quillon&collection=${own}`);
    const { hits } = resultSchema.parse(await response.json());
    expect(hits.map(({ collection }) => collection)).toEqual([own]);
  });

  it('keeps back what governance does not let out', async () => {
    const door = createGovernanceDoor({
      clauses: [],
      unverifiedNotice: () => '',
      moderators: [
        {
          id: 'broken',
          stage: 'retrieval',
          moderate: () => {
            throw new Error('broken');
          },
        },
      ],
    });
    const guarded = createServer({ ...workspace, door }).app;
    const response = await guarded.request('/api/knowledge/search?q=minimum%20wage');
    expect(resultSchema.parse(await response.json()).hits).toEqual([]);
  });

  it.each(['', 'q=', 'q=%20', 'q=x&limit=0', 'q=x&limit=many', 'q=x&collection=private:0'])(
    'refuses ?%s',
    async (query) => {
      const response = await app.request(`/api/knowledge/search?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'server.invalid-request' });
    },
  );
});

describe('GET /api/knowledge/passages/…', () => {
  it('shows a passage with its document and the texts around it', async () => {
    const own = newPrivate();
    const content = ['# One', 'Alpha text.', '# Two', 'Beta text.', '# Three', 'Gamma text.'].join('\n\n');
    await (await upload(own, formOf([['100% of #1.md', content]]))).text();
    const [document] = await list(own);
    expect(document?.passageCount).toBe(3);
    const path = [own, `${document?.documentId}#1`].map((part) => encodeURIComponent(part)).join('/');
    const response = await app.request(`/api/knowledge/passages/${path}`);
    const view = passageViewSchema.parse(await response.json());
    expect(view.passage).toMatchObject({ collection: own, locator: 'Two' });
    expect([view.previous, view.passage.text, view.next]).toEqual([
      expect.stringContaining('Alpha'),
      expect.stringContaining('Beta'),
      expect.stringContaining('Gamma'),
    ]);
    const first = await app.request(`/api/knowledge/passages/${path.replace(/1$/, '0')}`);
    expect(passageViewSchema.parse(await first.json()).previous).toBeUndefined();
  });

  it('knows what there is not', async () => {
    const response = await app.request('/api/knowledge/passages/region/none%230');
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'server.not-found' }]);
  });
});

describe('DELETE /api/knowledge/…', () => {
  it('removes a document of one’s own', async () => {
    const own = newPrivate();
    await (await upload(own, formOf([['a/b 100%25 #?.txt', 'To be removed.']]))).text();
    const [document] = await list(own);
    const path = `/api/knowledge/${encodeURIComponent(own)}/${encodeURIComponent(document!.documentId)}`;
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(204);
    expect(await list(own)).toEqual([]);
    const again = await app.request(path, { method: 'DELETE' });
    expect([again.status, await again.json()]).toMatchObject([404, { code: 'knowledge.not-found' }]);
  });

  it('removes a shared document only for who may', async () => {
    const headers = { authorization: `Bearer ${adminKey}` };
    await (await upload('local', formOf([['shared.txt', 'A shared note.']]), { headers })).text();
    const document = (await list('local')).find(({ title }) => title.includes('shared'));
    const path = `/api/knowledge/local/${encodeURIComponent(document!.documentId)}`;
    expect((await app.request(path, { method: 'DELETE' })).status).toBe(403);
    expect((await app.request(path, { method: 'DELETE', headers })).status).toBe(204);
  });

  it('leaves the region’s own documents alone', async () => {
    const [document] = await list('region');
    const path = `/api/knowledge/region/${encodeURIComponent(document!.documentId)}`;
    const response = await app.request(path, { method: 'DELETE' }, callFrom('127.0.0.1'));
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { code: 'knowledge.region-read-only' },
    ]);
  });
});
