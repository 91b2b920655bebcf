import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { collectReply } from './collect-reply.ts';
import { createOpenAiChatModel, createOpenAiEmbeddingModel } from './openai-compatible.ts';
import { collect } from './testing/collect.ts';
import { serve } from './testing/serve.ts';

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'a private question' },
] as const;
const key = 'sk-very-secret';

interface Recorded {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

/** Serves what `respond` writes for each request, in order of arrival, and records the requests. */
async function serveModel(respond: (response: ServerResponse, request: Recorded, count: number) => void) {
  const requests: Recorded[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = JSON.parse(await readText(request)) as Recorded['body'];
    const recorded = { url: request.url ?? '', headers: request.headers, body };
    requests.push(recorded);
    respond(response, recorded, requests.length);
  };
  return { baseUrl: `${await serve((request, response) => void receive(request, response))}/v1`, requests };
}

function delta(content: string, more: Record<string, unknown> = {}): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, ...more }] })}\n\n`;
}

function stream(response: ServerResponse, events: readonly (string | Uint8Array)[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  for (const event of events) response.write(event);
  response.end();
}

function streamHello(response: ServerResponse): void {
  stream(response, [delta('Hello'), delta('', { finish_reason: 'stop' }), 'data: [DONE]\n\n']);
}

function refuse(response: ServerResponse, status: number, error: Record<string, unknown> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}

describe('createOpenAiChatModel', () => {
  it('sends the request as the API wants it and streams text, log-probabilities and usage', async () => {
    const server = await serveModel((response) =>
      stream(response, [
        'data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":"hm"}}]}\n\n',
        ': comment\n\n',
        delta('你', { logprobs: { content: [{ token: '你', logprob: -0.25, top_logprobs: [] }] } }),
        delta('好', { finish_reason: 'length' }),
        'data: {"choices":[{"index":1,"delta":{"content":"another choice"}}]}\n\n',
        'data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n',
        'data: [DONE]\n\n',
      ]),
    );
    const model = createOpenAiChatModel({
      ...server,
      baseUrl: `${server.baseUrl}/`,
      model: 'm',
      apiKey: `${key}\n`,
      headers: { 'x-team': 'a' },
    });
    const parts = await collect(
      model.generate({
        messages,
        seed: 3,
        temperature: 0.5,
        maxTokens: 9,
        stop: ['#'],
        logprobs: true,
        jsonSchema: { type: 'object' },
        extra: { top_k: 5, model: 'cannot be replaced', stream: false },
      }),
    );
    expect(parts).toEqual([
      { type: 'text', text: '你', logprobs: [{ token: '你', logprob: -0.25 }] },
      { type: 'text', text: '好' },
      { type: 'end', finish: 'length', usage: { promptTokens: 7, completionTokens: 2 } },
    ]);
    expect(server.requests[0]).toMatchObject({
      url: '/v1/chat/completions',
      headers: { authorization: `Bearer ${key}`, 'x-team': 'a' },
      body: {
        model: 'm',
        messages,
        stream: true,
        seed: 3,
        temperature: 0.5,
        max_tokens: 9,
        stop: ['#'],
        logprobs: true,
        top_k: 5,
      },
    });
    expect(server.requests[0]?.body['response_format']).toMatchObject({
      json_schema: { schema: { type: 'object' } },
    });
  });

  it('reads characters that are broken over chunks, and a stream without [DONE] or last blank line', async () => {
    const server = await serveModel((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const bytes = Buffer.from(delta('繁體😀') + delta('', { finish_reason: 'stop' }).trimEnd());
      const next = (at: number): void => {
        if (at >= bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
      };
      next(0);
    });
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    expect(await collectReply(model.generate({ messages }))).toMatchObject({
      text: '繁體😀',
      finish: 'stop',
    });
  });

  it('reads a completion from a server that does not stream', async () => {
    const server = await serveModel((response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"choices":[{"message":{"role":"assistant","content":"whole"},"finish_reason":"stop"}]}'),
    );
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    expect(await collectReply(model.generate({ messages }))).toEqual({
      text: 'whole',
      finish: 'stop',
      logprobs: [],
    });
  });

  it('asks again without a schema that the server refuses, and remembers', async () => {
    const server = await serveModel((response, { body }) => {
      if (body['response_format'] === undefined) streamHello(response);
      else refuse(response, 400, { type: 'invalid_request_error' });
    });
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    expect(model.capabilities.jsonSchema).toBe(true);
    for (let call = 0; call < 2; call += 1) {
      expect(await collectReply(model.generate({ messages, jsonSchema: {} }))).toMatchObject({
        text: 'Hello',
      });
    }
    expect(model.capabilities.jsonSchema).toBe(false);
    expect(server.requests).toHaveLength(3);
  });

  it('does not blame the schema for another error', async () => {
    const server = await serveModel((response) => refuse(response, 400, { code: 'bad_stop' }));
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    await expect(collectReply(model.generate({ messages, jsonSchema: {} }))).rejects.toMatchObject({
      code: 'models.endpoint-error',
      data: { status: 400, kind: 'bad_stop' },
    });
    expect(model.capabilities.jsonSchema).toBe(true);
  });

  it('tries again when the server is overloaded or fails, and honours Retry-After', async () => {
    const server = await serveModel((response, _, count) => {
      if (count === 1) response.writeHead(503, { 'retry-after': '0' }).end('busy');
      else if (count === 2) refuse(response, 429);
      else streamHello(response);
    });
    const model = createOpenAiChatModel({ ...server, model: 'm', pauseMs: 1 });
    expect(await collectReply(model.generate({ messages }))).toMatchObject({ text: 'Hello' });
    expect(server.requests).toHaveLength(3);
  });

  it('gives up when the server asks for a longer pause than allowed', async () => {
    const server = await serveModel((response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    await expect(collectReply(model.generate({ messages }))).rejects.toMatchObject({
      code: 'models.rate-limited',
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [401, { message: `Incorrect API key provided: ${key}` }, 'models.unauthorised', 'setup'],
    [404, { code: 'model_not_found' }, 'models.endpoint-not-found', 'setup'],
    [
      400,
      { message: "This model's maximum context length is 10 tokens: a private question" },
      'models.prompt-too-long',
      'input',
    ],
    [500, { message: 'a private question' }, 'models.endpoint-error', 'upstream'],
  ] as const)(
    'turns HTTP %i into a typed error without the words of the request',
    async (status, error, code, category) => {
      const server = await serveModel((response) => refuse(response, status, error));
      const model = createOpenAiChatModel({ ...server, model: 'm', apiKey: key, pauseMs: 1, attempts: 2 });
      const thrown: unknown = await collectReply(model.generate({ messages })).catch(
        (reason: unknown) => reason,
      );
      expect(thrown).toMatchObject({ code, category, data: { status } });
      expect(JSON.stringify([String(thrown), thrown])).not.toMatch(/private|sk-/);
      expect(server.requests).toHaveLength(status === 500 ? 2 : 1);
    },
  );

  it('follows no redirect', async () => {
    const server = await serveModel((response) =>
      response.writeHead(307, { location: 'http://127.0.0.1:9/v1?token=x' }).end(),
    );
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    await expect(collectReply(model.generate({ messages }))).rejects.toMatchObject({
      code: 'models.endpoint-redirected',
      message: expect.not.stringContaining('token') as string,
    });
  });

  it('says when nothing listens at the address', async () => {
    const model = createOpenAiChatModel({
      baseUrl: 'http://127.0.0.1:9/v1',
      model: 'm',
      pauseMs: 1,
      apiKey: key,
    });
    await expect(collectReply(model.generate({ messages }))).rejects.toMatchObject({
      code: 'models.endpoint-unreachable',
      message: expect.stringContaining('http://127.0.0.1:9/v1') as string,
    });
  });

  it('says when the server falls silent, before or within the reply', async () => {
    const server = await serveModel((response, _, count) => {
      if (count === 1) return;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(delta('Hel'));
    });
    const model = createOpenAiChatModel({ ...server, model: 'm', timeoutMs: 100 });
    for (let call = 0; call < 2; call += 1) {
      await expect(collectReply(model.generate({ messages }))).rejects.toMatchObject({
        code: 'models.endpoint-timed-out',
      });
    }
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['ends early', [delta('Hel')], 'models.reply-cut-off'],
    [
      'reports an error',
      ['data: {"error":{"message":"out of memory","type":"server_error"}}\n\n'],
      'models.endpoint-error',
    ],
    ['sends something else', ['data: <html>\n\n'], 'models.endpoint-bad-reply'],
  ])('does not take a stream that %s for a whole reply', async (_, events, code) => {
    const server = await serveModel((response) => stream(response, events));
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    await expect(collectReply(model.generate({ messages }))).rejects.toMatchObject({ code });
  });

  it('closes the connection when the reader stops, and on abort', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await serveModel((response) => {
      closed.push(new Promise((resolve) => response.on('close', resolve)));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(delta('Hel'));
    });
    const model = createOpenAiChatModel({ ...server, model: 'm' });
    for await (const part of model.generate({ messages })) {
      expect(part).toMatchObject({ text: 'Hel' });
      break;
    }
    await closed[0];
    const abort = new AbortController();
    const reading = collect(
      (async function* () {
        for await (const part of model.generate({ messages, signal: abort.signal })) {
          abort.abort(new Error('stopped'));
          yield part;
        }
      })(),
    );
    await expect(reading).rejects.toThrow('stopped');
    await closed[1];
  });

  it.each([
    ['not an address', { baseUrl: 'localhost:8000' }],
    ['credentials in the address', { baseUrl: `http://user:${key}@host/v1` }],
    ['a key that cannot be sent', { baseUrl: 'http://host/v1', apiKey: `${key}\nx` }],
  ])('refuses %s without repeating it', (_, options) => {
    expect(() => createOpenAiChatModel({ model: 'm', ...options })).toThrow(/^(?!.*sk-)/s);
    expect(() => createOpenAiChatModel({ model: 'm', ...options })).toThrow(
      expect.objectContaining({ code: 'models.bad-endpoint' }),
    );
  });
});

function reply(response: ServerResponse, embeddings: readonly (readonly number[])[]): void {
  const data = embeddings.map((embedding, index) => ({ index, embedding })).reverse();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
}

describe('createOpenAiEmbeddingModel', () => {
  it('embeds in batches, in order, with prefixes, to unit length', async () => {
    const server = await serveModel((response, { body }) => {
      const input = body['input'] as string[];
      reply(
        response,
        input.map((text) => [text.length, 0]),
      );
    });
    const model = createOpenAiEmbeddingModel({
      ...server,
      model: 'e',
      dimensions: 2,
      batchSize: 2,
      prefixes: { query: 'q: ', passage: 'p: ' },
      extra: { truncate_prompt_tokens: 512 },
    });
    const vectors = await model.embed(['a', 'bb', 'ccc'], 'passage');
    expect(vectors.map((vector) => Array.from(vector))).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(server.requests.map(({ body }) => body['input'])).toEqual([['p: a', 'p: bb'], ['p: ccc']]);
    expect(server.requests[0]).toMatchObject({
      url: '/v1/embeddings',
      body: { model: 'e', truncate_prompt_tokens: 512 },
    });
    expect(await model.embed([], 'query')).toEqual([]);
  });

  it('refuses replies with missing vectors, other sizes or another shape', async () => {
    const server = await serveModel((response, _, count) => {
      if (count === 1) reply(response, [[1, 2]]);
      else if (count === 2) reply(response, [[1], [1]]);
      else response.end('[]');
    });
    const model = createOpenAiEmbeddingModel({ ...server, model: 'e', dimensions: 2 });
    for (let call = 0; call < 3; call += 1) {
      await expect(model.embed(['a', 'b'], 'query')).rejects.toMatchObject({
        code: 'models.endpoint-bad-reply',
      });
    }
  });
});
