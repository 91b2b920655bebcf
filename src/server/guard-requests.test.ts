import { describe, expect, it } from 'vitest';
import { createServer } from './create-server.ts';
import { isLoopbackAddress } from './guard-requests.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';

const workspace = await openTestWorkspace();
const feedback = JSON.stringify({ kind: 'helpful', question: 'q', answer: 'a' });

describe('a server on this machine', () => {
  const { app } = createServer(workspace, { host: '127.0.0.1' });

  it.each(['localhost', 'localhost:4180', '127.0.0.1:4180', '[::1]:4180', 'LOCALHOST'])(
    'answers to %s',
    async (host) => {
      expect((await app.request('/healthz', { headers: { host } })).status).toBe(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example:4180', '127.0.0.1.nip.io', '', 'a b', '10.0.0.1', '@'])(
    'refuses to be called %j',
    async (host) => {
      const response = await app.request('/healthz', { headers: { host } });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'server.foreign-host' });
    },
  );

  it('looks at the name in an absolute address too', async () => {
    const response = await app.request('http://evil.example/healthz', { headers: { host: 'localhost' } });
    expect(response.status).toBe(403);
  });
});

describe('a server for others', () => {
  const { app } = createServer(workspace, { host: '0.0.0.0' });

  it('answers to any name', async () => {
    expect((await app.request('/healthz', { headers: { host: 'assistant.example' } })).status).toBe(200);
  });

  it.each([
    ['assistant.example', 'https://assistant.example', 201],
    ['assistant.example:8080', 'http://assistant.example:8080', 201],
    ['assistant.example', 'http://assistant.example:80', 201],
    ['assistant.example', 'https://assistant.example:8443', 403],
    ['assistant.example', 'https://evil.example', 403],
    ['assistant.example', 'null', 403],
    ['assistant.example', 'https://assistant.example@evil.example', 403],
    ['assistant.example', 'chrome-extension://assistant.example', 403],
  ])('called %s takes a change from a page of %s: %i', async (host, origin, status) => {
    const response = await app.request('/api/feedback', {
      method: 'POST',
      headers: { host, origin, 'content-type': 'application/json' },
      body: feedback,
    });
    const code = status === 403 ? { code: 'server.foreign-origin' } : {};
    expect([response.status, await response.json()]).toMatchObject([status, code]);
  });

  it('refuses what a browser says comes from another site, and takes what no browser sent', async () => {
    const send = (headers: Record<string, string>) =>
      app.request('/api/feedback', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: feedback,
      });
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({})).status).toBe(201);
  });

  it('lets no page of another origin read anything', async () => {
    const response = await app.request('/api/region', { headers: { origin: 'https://evil.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await app.request('/api/feedback', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('isLoopbackAddress', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '::ffff:127.0.0.1'])('knows %s', (host) => {
    expect(isLoopbackAddress(host)).toBe(true);
  });

  it.each(['', '0.0.0.0', '::', '10.0.0.1', '127.evil.example', '::ffff:10.0.0.1', 'localhost.example'])(
    'is not taken in by %j',
    (host) => {
      expect(isLoopbackAddress(host)).toBe(false);
    },
  );
});
