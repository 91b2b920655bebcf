import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelCatalogue } from '../models/index.ts';
import { loadConfig } from './config.ts';
import { fetchModels, listModels, testModels, useModel } from './manage-models.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'models-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function configure(environment: Record<string, string> = {}) {
  const common = { LIONROCK_MODELS: join(home, 'models'), ...environment };
  return loadConfig({ options: { home }, environment: common, defaultRegion: 'example' });
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
}

describe('listModels', () => {
  it('lists the whole catalogue and marks what is chosen', async () => {
    const models = await listModels(await configure());
    expect(models.map(({ id }) => id)).toEqual(modelCatalogue.map(({ id }) => id));
    expect(models.every(({ pulled, bytes }) => !pulled && bytes > 0)).toBe(true);
    expect(models.filter(({ inUse }) => inUse).map(({ kind }) => kind)).toEqual(['embedding', 'chat']);
  });

  it('marks no local chat model while an endpoint stands in its place', async () => {
    const models = await listModels(await configure({ LIONROCK_CHAT_URL: 'http://localhost:1/v1' }));
    expect(models.filter(({ inUse }) => inUse).map(({ kind }) => kind)).toEqual(['embedding']);
  });
});

describe('useModel', () => {
  it('sets the setting of the kind of model', async () => {
    expect(await useModel(await configure(), 'multilingual-e5-small')).toEqual({
      setting: 'embeddingModel',
      value: 'multilingual-e5-small',
      ready: false,
    });
    await useModel(await configure(), 'none');
    const config = await configure();
    expect(config.chatModel).toBe('none');
    expect(config.embeddingModel).toBe('multilingual-e5-small');
  });

  it('refuses an unknown model and keeps the last choice', async () => {
    await useModel(await configure(), 'none');
    await expect(useModel(await configure(), 'nothing-like-it')).rejects.toMatchObject({
      code: 'models.unknown-model',
    });
    expect((await configure()).chatModel).toBe('none');
  });

  it('says what takes precedence', async () => {
    const config = await configure({ LIONROCK_CHAT_URL: 'http://localhost:1/v1' });
    expect(await useModel(config, 'none')).toMatchObject({
      overriddenBy: 'chatUrl (environment LIONROCK_CHAT_URL)',
    });
  });
});

describe('fetchModels', () => {
  it('refuses an unknown model before anything is fetched', async () => {
    let reports = 0;
    const request = { ids: ['multilingual-e5-small', 'nothing'], report: () => (reports += 1) };
    await expect(collect(fetchModels(await configure(), request))).rejects.toMatchObject({
      code: 'models.unknown-model',
    });
    expect(reports).toBe(0);
  });
});

describe('testModels', () => {
  it('names what is missing', async () => {
    await expect(collect(testModels(await configure(), 'multilingual-e5-small'))).rejects.toMatchObject({
      code: 'models.not-pulled',
    });
    const none = await configure({ LIONROCK_CHAT_MODEL: 'none', LIONROCK_EMBEDDING_MODEL: 'none' });
    await expect(collect(testModels(none))).rejects.toMatchObject({ code: 'models.none-chosen' });
  });

  it('tests the endpoints in use', async () => {
    const server = createServer((request, response) => {
      const chat = request.url?.endsWith('/chat/completions') === true;
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (chat) {
          response.setHeader('content-type', 'text/event-stream');
          response.end(
            'data: {"choices":[{"delta":{"content":"six, seven, ten"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
          );
          return;
        }
        const texts = (JSON.parse(body) as { input: string[] }).input;
        const data = texts.map((text, index) => ({ index, embedding: /ferry/.test(text) ? [0, 1] : [1, 0] }));
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ data }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`;
    const results = await collect(
      testModels(
        await configure({
          LIONROCK_CHAT_URL: url,
          LIONROCK_CHAT_NAME: 'large',
          LIONROCK_EMBEDDING_URL: url,
          LIONROCK_EMBEDDING_NAME: 'vectors',
          LIONROCK_EMBEDDING_DIMENSIONS: '2',
        }),
      ),
    );
    server.close();
    expect(results).toMatchObject([
      { kind: 'embedding', passed: true, related: 1, unrelated: 0 },
      { kind: 'chat', passed: true, reply: 'six, seven, ten' },
    ]);
  });
});
