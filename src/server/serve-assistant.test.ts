import { describe, expect, it } from 'vitest';
import { createScriptedEmbeddingModel } from '../models/index.ts';
import { serveAssistant } from './serve-assistant.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';

const workspace = await openTestWorkspace({ settings: { uploadMegabytes: 1 } });
const options = { port: 0, host: '127.0.0.1', pull: false };

function askOver(url: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'What is the fee?' }),
    ...(signal !== undefined && { signal }),
  });
}

describe('serveAssistant', () => {
  it('listens, tells where, and closes', async () => {
    const server = await serveAssistant(workspace, options);
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
    await server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('says which port is in use', async () => {
    const first = await serveAssistant(workspace, options);
    const port = Number(new URL(first.url).port);
    await expect(serveAssistant(workspace, { ...options, port })).rejects.toMatchObject({
      code: 'server.port-in-use',
      category: 'setup',
      message: expect.stringContaining(String(port)) as string,
    });
    await first.close();
  });

  it('says when the address is not of this machine', async () => {
    await expect(serveAssistant(workspace, { ...options, host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'server.address-not-available',
    });
  });

  it('closes by its signal', async () => {
    const stop = new AbortController();
    const server = await serveAssistant(workspace, { ...options, signal: stop.signal });
    stop.abort();
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('fetches models only when asked to, and stops fetching when it closes', async () => {
    const pulls: AbortSignal[] = [];
    const pull = (_report: unknown, signal?: AbortSignal): Promise<void> => {
      if (signal !== undefined) pulls.push(signal);
      return new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve());
      });
    };
    const slow = { ...workspace, models: { ...workspace.models, pull } };
    const without = await serveAssistant(slow, options);
    expect(pulls).toHaveLength(0);
    await without.close();
    const server = await serveAssistant(slow, { ...options, pull: true });
    expect((await fetch(`${server.url}/api/status`)).status).toBe(200);
    expect(pulls.map(({ aborted }) => aborted)).toEqual([false]);
    await server.close();
    expect(pulls.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('gives passages their vectors in the background', async () => {
    const embedding = createScriptedEmbeddingModel();
    const arrived = {
      ...workspace,
      models: { ...workspace.models, embedding: () => embedding },
      gather: { ...workspace.gather, embedding: () => embedding },
    };
    const { passages } = await workspace.store.status(embedding.id);
    expect(passages).toBeGreaterThan(0);
    const server = await serveAssistant(arrived, options);
    await expect.poll(async () => (await workspace.store.status(embedding.id)).embedded).toBe(passages);
    await server.close();
  });

  it('sends each event as it comes, and ends the stream when it closes', async () => {
    const server = await serveAssistant(workspace, {
      ...options,
      async *ask(_workspace, { signal }) {
        yield { type: 'status', step: 'search' };
        await new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
    });
    const response = await askOver(server.url);
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    expect(decoder.decode((await reader.read()).value)).toContain('event: status');
    const closed = server.close();
    let rest = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      rest += decoder.decode(piece.value);
    expect(rest).toContain('server.stopped');
    await closed;
  });

  it('stops the assistant when the client hangs up', async () => {
    let stopped = false;
    const server = await serveAssistant(workspace, {
      ...options,
      async *ask(_workspace, { signal }) {
        yield { type: 'status', step: 'understand' };
        await new Promise<void>((resolve) => {
          signal?.addEventListener('abort', () => resolve());
        });
        stopped = true;
      },
    });
    const gone = new AbortController();
    const response = await askOver(server.url, gone.signal);
    await response.body!.getReader().read();
    gone.abort();
    await expect.poll(() => stopped).toBe(true);
    await server.close();
  });

  it('tells a client that sends too much, even while it still sends', async () => {
    const server = await serveAssistant(workspace, options);
    const form = new FormData();
    form.append('file', new File([new Uint8Array(12 * 1024 * 1024)], 'large.txt'));
    const path = `/api/knowledge?collection=private:${'0'.repeat(32)}`;
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body: form });
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { code: 'server.upload-too-large' },
    ]);
    await server.close();
  });

  it('bounds a body whose length is not told', async () => {
    const server = await serveAssistant(workspace, options);
    const send = async (answer: string): Promise<number> => {
      const feedback = JSON.stringify({ kind: 'helpful', question: 'q', answer });
      const response = await fetch(`${server.url}/api/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Blob([feedback]).stream(),
        duplex: 'half',
      });
      await response.text();
      return response.status;
    };
    expect(await send('short')).toBe(201);
    expect(await send('x'.repeat(5 * 1024 * 1024))).toBe(413);
    await server.close();
  });

  it('goes on when models cannot be fetched', async () => {
    const records: object[] = [];
    const keep = (facts: object): void => {
      records.push(facts);
    };
    const log = { debug: keep, info: keep, warn: keep, error: keep };
    const pull = (): Promise<void> => Promise.reject(new Error('no network'));
    const broken = { ...workspace, models: { ...workspace.models, pull } };
    const server = await serveAssistant(broken, { ...options, pull: true, log });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
    expect(records).toContainEqual(expect.objectContaining({ doing: 'prepare models' }));
  });
});
