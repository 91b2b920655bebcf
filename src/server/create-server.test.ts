import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { readBundle } from '../governance/index.ts';
import { feedbackRequestSchema, problemSchema, regionViewSchema, statusSchema } from './api-schema.ts';
import { createServer } from './create-server.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';
import { eventsOf, makeAnswer, scriptAsk } from './testing/scripted-ask.ts';

const workspace = await openTestWorkspace({ settings: { operator: 'Harbour Office' } });
const pageFolder = await mkdtemp(join(tmpdir(), 'lionrock-page-'));
await mkdir(join(pageFolder, 'assets'));
await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>x</title>');
await writeFile(join(pageFolder, 'assets', 'app-1a2b.js'), 'export {};');
afterAll(() => rm(pageFolder, { recursive: true, force: true }));

/** A log that keeps its records. */
function keepLog() {
  const records: object[] = [];
  const keep = (facts: object): void => {
    records.push(facts);
  };
  return { records, log: { debug: keep, info: keep, warn: keep, error: keep } };
}

const { app } = createServer(workspace, { ...scriptAsk(eventsOf(makeAnswer())), pageFolder });

/** An appeal without its text. */
const appeal = { decision: { stage: 'input', action: 'decline', clauses: [] }, variety: 'en' };

function json(body: unknown, method = 'POST'): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

describe('the OpenAPI document', () => {
  it('holds every registered route and no other', async () => {
    const response = await app.request('/api/openapi.json');
    const document = (await response.json()) as { openapi: string; paths: Record<string, object> };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const registered = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(Array.from(new Set(registered)).toSorted());
    expect(described).toContain('POST /v1/chat/completions');
  });

  it('points to nothing that is not in it', async () => {
    const text = await (await app.request('/api/openapi.json')).text();
    const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
    const names = Array.from(text.matchAll(/"#\/components\/schemas\/(\w+)"/g), (match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(document.components.schemas).toHaveProperty(name);
  });

  it.each([
    ['GET', '/api/region', undefined],
    ['GET', '/api/status', undefined],
    ['GET', '/api/constitution', undefined],
    ['GET', '/api/knowledge', undefined],
    ['GET', '/api/knowledge?collection=private:1', undefined],
    ['GET', '/api/knowledge/search?q=wage', undefined],
    ['GET', '/api/knowledge/passages/region/none', undefined],
    ['DELETE', '/api/knowledge/local/none', undefined],
    ['POST', '/api/feedback', { kind: 'helpful', question: 'q', answer: 'a' }],
    ['POST', '/api/feedback', { kind: 'odd' }],
    ['POST', '/api/appeals', { ...appeal, text: 'Why?' }],
    ['POST', '/api/appeals', appeal],
    ['GET', '/api/appeals/0000-0000-0000-0000', undefined],
    ['POST', '/api/chat', {}],
    ['POST', '/v1/chat/completions', { messages: [{ role: 'user', content: 'q' }] }],
    ['POST', '/v1/chat/completions', {}],
    ['POST', '/v1/embeddings', { input: 'x' }],
    ['GET', '/v1/models', undefined],
    ['GET', '/healthz', undefined],
    ['GET', '/readyz', undefined],
    ['GET', '/api/openapi.json', undefined],
  ])('describes what %s %s answers', async (method, path, body) => {
    const response = await app.request(path, body === undefined ? { method } : json(body, method));
    const route = describedRoute(method, path);
    const described = route?.responses[response.status];
    expect(described, `status ${response.status}`).toBeDefined();
    const type = response.headers.get('content-type') ?? '';
    const content = described?.content?.[type];
    expect(content, `content type ${type}`).toBeDefined();
    expect(content?.schema.safeParse(await response.json())).toMatchObject({ success: true });
  });
});

interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly responses: Record<number, { content?: Record<string, { schema: z.ZodType }> } | undefined>;
}

function describedRoute(method: string, path: string): DescribedRoute | undefined {
  const [place = ''] = path.split('?');
  const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route as unknown as DescribedRoute] : [],
  );
  return routes.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(place),
  );
}

describe('every response', () => {
  it.each(['/', '/assets/app-1a2b.js', '/api/region', '/healthz', '/none', '/v1/none'])(
    'protects the browser: %s',
    async (path) => {
      const { headers } = await app.request(path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
        expect(policy.split('; ')).toContain(rule);
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('camera=()');
    },
  );

  it('is a problem for an address that does not exist', async () => {
    const response = await app.request('/api/none');
    expect(response.status).toBe(404);
    expect(problemSchema.parse(await response.json())).toMatchObject({
      status: 404,
      title: 'Not Found',
      code: 'server.not-found',
    });
  });
});

describe('the page', () => {
  it('is served with its files, those for ever and itself never from the cache', async () => {
    const page = await app.request('/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(await page.text()).toContain('<!doctype html>');
    const script = await app.request('/assets/app-1a2b.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const etag = script.headers.get('etag') ?? '';
    const known = await app.request('/assets/app-1a2b.js', { headers: { 'if-none-match': etag } });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });

  it.each([
    '/assets/none.js',
    '/assets/..%2F..%2F..%2Fpackage.json',
    '/assets/%2e%2e%2findex.html',
    '/assets/..%5Cindex.html',
    '/index.html',
  ])('does not give %s', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });

  it('says how to build it when it is not built', async () => {
    const missing = createServer(workspace, { pageFolder: join(pageFolder, 'none') }).app;
    const response = await missing.request('/');
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'server.page-not-built' }]);
  });
});

describe('GET /api/constitution', () => {
  it('publishes the rules in force with their hash, as they can be read back', async () => {
    const text = await (await app.request('/api/constitution')).text();
    expect(readBundle(text, 'reply').bundleHash).toBe(workspace.region.constitution.bundleHash);
    expect(text).toContain(workspace.region.clauses[0]?.id ?? 'no clause');
  });
});

describe('GET /api/region and /api/status', () => {
  it('tell the page what it needs', async () => {
    const region = regionViewSchema.parse(await (await app.request('/api/region')).json());
    expect(region).toMatchObject({ id: 'example', operator: 'Harbour Office', uploads: 'private' });
    expect(region.varieties).toEqual(['en', 'zh-Hans']);
    expect(Object.keys(region.words)).toEqual(['en', 'zh-Hans']);
    const status = statusSchema.parse(await (await app.request('/api/status')).json());
    expect(status.chat).toEqual({ id: null, state: 'none' });
    expect(status.knowledge.documents).toBeGreaterThan(5);
  });
});

describe('POST /api/feedback', () => {
  it('stores what people say and gives its id', async () => {
    const feedback = feedbackRequestSchema.parse({
      kind: 'correction',
      question: 'What is the fee?',
      answer: '85 pounds.',
      correction: '90 pounds.',
      variety: 'en',
      model: null,
      mode: 'extractive',
      sources: ['permit#0'],
    });
    const response = await app.request('/api/feedback', json(feedback));
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    const path = join(workspace.config.home, 'regions', 'example', 'feedback.jsonl');
    const stored = (await readFile(path, 'utf8')).split('\n').find((line) => line.includes(id)) ?? '{}';
    expect(JSON.parse(stored)).toMatchObject(feedback);
  });

  it.each([
    { kind: 'correction', question: 'q', answer: 'a' },
    { kind: 'correction', question: 'q', answer: 'a', correction: '  ' },
    { kind: 'praise', question: 'q', answer: 'a' },
    { kind: 'wrong', question: '', answer: 'a' },
  ])('refuses %j', async (feedback) => {
    const response = await app.request('/api/feedback', json(feedback));
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'server.invalid-request' }]);
  });
});

describe('/healthz and /readyz', () => {
  it('tell a living process from one that can answer', async () => {
    const closing = new AbortController();
    const { app: own } = createServer(workspace, { closing: closing.signal });
    expect((await own.request('/readyz')).status).toBe(200);
    closing.abort();
    expect((await own.request('/healthz')).status).toBe(200);
    expect((await own.request('/readyz')).status).toBe(503);
    const store = { ...workspace.store, status: () => Promise.reject(new Error('broken')) };
    const response = await createServer({ ...workspace, store }).app.request('/readyz');
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'server.not-ready' }]);
  });
});

describe('/metrics and the log', () => {
  it('count and note requests without anything a person wrote', async () => {
    const secret = 'zanzibar';
    const { records, log } = keepLog();
    const answer = makeAnswer({ outcome: 'not-found', variety: 'zh-Hans' });
    const { app: own } = createServer(workspace, { ...scriptAsk(eventsOf(answer)), log });
    await (await own.request('/api/chat', json({ question: secret }))).text();
    await own.request('/api/feedback', json({ kind: 'wrong', question: secret, answer: secret }));
    await own.request('/api/appeals', json({ ...appeal, text: secret }));
    await own.request(`/api/appeals/${secret}`);
    await own.request(`/api/knowledge/search?q=${secret}`);
    await own.request(`/api/knowledge/passages/${secret}/${secret}`);
    await own.request(`/${secret}`, { headers: { authorization: `Bearer ${secret}` } });
    await own.request(`/`, { method: secret });
    const text = await (await own.request('/metrics')).text();
    expect(text).toContain(
      'lionrock_answers_total{outcome="not-found",mode="extractive",variety="zh-Hans"} 1',
    );
    expect(text).toContain('lionrock_feedback_total{kind="wrong"} 1');
    expect(text).toContain('lionrock_appeals_total{action="decline"} 1');
    expect(text).toContain('route="/api/appeals/:ticket",status="404"');
    expect(text).toContain('lionrock_http_requests_total{method="POST",route="/api/chat",status="200"} 1');
    expect(text).toContain('route="/api/knowledge/passages/:collection/:passageId",status="404"');
    expect(text).toContain('route="unknown",status="404"');
    expect(text).not.toContain(secret);
    expect(records).toContainEqual({
      method: 'POST',
      route: '/api/chat',
      status: 200,
      ms: expect.any(Number) as number,
    });
    expect(JSON.stringify(records)).not.toContain(secret);
  });

  it('note where a defect is, not what it says', async () => {
    const { records, log } = keepLog();
    const failing = scriptAsk([new TypeError('cannot read zanzibar')]);
    const { app: own } = createServer(workspace, { ...failing, log });
    await own.request('/v1/chat/completions', json({ messages: [{ role: 'user', content: 'zanzibar' }] }));
    expect(records).toContainEqual(
      expect.objectContaining({
        code: 'internal.unexpected',
        name: 'TypeError',
        at: expect.arrayContaining([expect.stringContaining('create-server.test.ts')]) as string[],
      }),
    );
    expect(JSON.stringify(records)).not.toContain('zanzibar');
  });
});
