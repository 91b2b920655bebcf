import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScriptedEmbeddingModel } from '../models/index.ts';
import { createServer } from './create-server.ts';
import {
  completionChunkSchema,
  completionSchema,
  embeddingListSchema,
  modelListSchema,
  openAiErrorSchema,
} from './openai-schema.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';
import { readFrames } from './testing/read-frames.ts';
import { eventsOf, makeAnswer, released, scriptAsk } from './testing/scripted-ask.ts';

const workspace = await openTestWorkspace();
const embedding = createScriptedEmbeddingModel({ dimensions: 8 });
const withEmbedding = await openTestWorkspace({ embedding });

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

const question = { messages: [{ role: 'user', content: 'What does a permit cost?' }] };
const withheld = makeAnswer({
  text: released(''),
  sentences: [],
  citations: [],
  outcome: 'withheld',
  decisions: [
    { stage: 'input', action: 'allow-with-support', clauses: [], spans: [] },
    { stage: 'output', action: 'unverified', clauses: [], spans: [], disclosure: 'Not checked.' },
    { stage: 'output', action: 'redact', clauses: [], spans: [] },
  ],
});

describe('POST /v1/chat/completions', () => {
  it('answers in OpenAI’s shape with citations, governance and the decision header', async () => {
    const { app } = createServer(workspace, scriptAsk(eventsOf(makeAnswer())));
    const response = await app.request('/v1/chat/completions', post(question));
    expect(response.status).toBe(200);
    expect(response.headers.get('x-lionrock-decision')).toBe('allow');
    const completion = completionSchema.parse(await response.json());
    expect(completion.choices).toHaveLength(1);
    expect(completion.choices[0]).toMatchObject({
      index: 0,
      finish_reason: 'stop',
      message: {
        role: 'assistant',
        content: makeAnswer().text,
        citations: makeAnswer().citations,
        governance: { action: 'allow', outcome: 'answered', mode: 'extractive', variety: 'en', model: null },
      },
    });
    const { prompt_tokens, completion_tokens, total_tokens } = completion.usage;
    expect(prompt_tokens).toBe(5);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  it('streams chunks that join to the answer, the last with citations and governance', async () => {
    const { app } = createServer(workspace, scriptAsk(eventsOf(makeAnswer())));
    const response = await app.request('/v1/chat/completions', post({ ...question, stream: true }));
    expect(response.headers.get('x-lionrock-decision')).toBe('pending');
    const frames = await readFrames(response);
    expect(frames.at(-1)?.data).toBe('[DONE]');
    const chunks = frames.slice(0, -1).map(({ data }) => completionChunkSchema.parse(data));
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' });
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(text).toBe(makeAnswer().text);
    expect(chunks.at(-1)?.choices[0]).toMatchObject({
      finish_reason: 'stop',
      delta: { citations: makeAnswer().citations, governance: { action: 'allow' } },
    });
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it('names the strictest decision, in the header of a stream too when nothing came before it', async () => {
    const { app } = createServer(
      workspace,
      scriptAsk(eventsOf(withheld).slice(0, 1).concat(eventsOf(withheld).slice(-1))),
    );
    for (const stream of [false, true]) {
      const response = await app.request('/v1/chat/completions', post({ ...question, stream }));
      expect(response.headers.get('x-lionrock-decision')).toBe('unverified');
      const text = await response.text();
      expect(text).toContain('"finish_reason":"content_filter"');
    }
  });

  it('repeats the one answer for every choice', async () => {
    const { app } = createServer(workspace, scriptAsk(eventsOf(makeAnswer())));
    const whole = await app.request('/v1/chat/completions', post({ ...question, n: 3 }));
    const { choices } = completionSchema.parse(await whole.json());
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(choices.map(({ message }) => message.content)).size).toBe(1);
    const streamed = await app.request('/v1/chat/completions', post({ ...question, n: 2, stream: true }));
    const frames = (await readFrames(streamed)).slice(0, -1);
    for (const { data } of frames) expect(completionChunkSchema.parse(data).choices).toHaveLength(2);
  });

  it('sends the usage of a stream in a chunk without choices, when asked to', async () => {
    const { app } = createServer(workspace, scriptAsk(eventsOf(makeAnswer())));
    const body = { ...question, stream: true, stream_options: { include_usage: true } };
    const frames = await readFrames(await app.request('/v1/chat/completions', post(body)));
    const last = completionChunkSchema.parse(frames.at(-2)?.data);
    expect(last.choices).toEqual([]);
    expect(last.usage?.total_tokens).toBeGreaterThan(last.usage?.prompt_tokens ?? 0);
  });

  it('reads the conversation and passes over fields it does not know', async () => {
    const { ask, requests } = scriptAsk(eventsOf(makeAnswer()));
    const { app } = createServer(workspace, { ask });
    const body = {
      model: 'gpt-4o',
      temperature: 0.3,
      tools: [{ type: 'function', function: { name: 'f' } }],
      seed: 7,
      variety: 'zh-Hans',
      messages: [
        { role: 'system', content: 'Answer like a pirate.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Good day.', tool_calls: [] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'And the' },
            { type: 'text', text: 'fee?' },
          ],
        },
      ],
    };
    const response = await app.request('/v1/chat/completions', post(body));
    expect(response.status).toBe(200);
    expect(requests[0]).toMatchObject({
      text: 'And the\nfee?',
      forced: 'zh-Hans',
      history: [{ question: 'Hello', answer: 'Good day.' }],
      collections: ['region'],
    });
  });

  it.each([
    ['no messages', {}, 'messages'],
    ['empty messages', { messages: [] }, 'messages'],
    ['a last message of the assistant', { messages: [{ role: 'assistant', content: 'x' }] }, 'messages'],
    ['no question', { messages: [{ role: 'user', content: ' ' }] }, 'messages.0.content'],
    ['a picture', { messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }, 'messages.0.content.0'],
    ['an unknown role', { messages: [{ role: 'boss', content: 'x' }] }, 'messages.0.role'],
    ['too many choices', { ...question, n: 17 }, 'n'],
    ['a shared collection', { ...question, collections: ['official'] }, 'collections'],
    ['broken JSON', '{', null],
  ])('refuses %s in OpenAI’s shape', async (_, body, param) => {
    const { app } = createServer(workspace, scriptAsk([]));
    const response = await app.request('/v1/chat/completions', post(body));
    expect(response.status).toBe(400);
    expect(openAiErrorSchema.parse(await response.json()).error).toMatchObject({
      type: 'invalid_request_error',
      code: 'server.invalid-request',
      param,
    });
  });

  it('fails as a status before the stream has begun and as an error in it afterwards', async () => {
    const broken = createServer(workspace, scriptAsk([new Error('secret')])).app;
    for (const stream of [false, true]) {
      const response = await broken.request('/v1/chat/completions', post({ ...question, stream }));
      expect(response.status).toBe(500);
      const { error } = openAiErrorSchema.parse(await response.json());
      expect(error).toMatchObject({ type: 'server_error', code: 'internal.unexpected' });
      expect(error.message).not.toContain('secret');
    }
    const late = createServer(
      workspace,
      scriptAsk([...eventsOf(makeAnswer()).slice(0, 4), new Error('x')]),
    ).app;
    const response = await late.request('/v1/chat/completions', post({ ...question, stream: true }));
    const frames = await readFrames(response);
    expect(openAiErrorSchema.parse(frames.at(-1)?.data).error.code).toBe('internal.unexpected');
    expect(frames.some(({ data }) => data === '[DONE]')).toBe(false);
  });

  it('never fails on any body', async () => {
    const { app } = createServer(workspace, scriptAsk(eventsOf(makeAnswer())));
    const content = fc.oneof(fc.string(), fc.constant(null), fc.array(fc.record({ type: fc.string() })));
    const message = fc.record({ role: fc.constantFrom('system', 'user', 'assistant', 'tool', 'x'), content });
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record(
        { messages: fc.oneof(fc.array(message), fc.jsonValue()), stream: fc.boolean(), n: fc.integer() },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const response = await app.request('/v1/chat/completions', post(value));
        expect([200, 400]).toContain(response.status);
        await response.text();
      }),
      { numRuns: 300 },
    );
  });
});

describe('GET /v1/models', () => {
  it('lists the assistant, and the embedding model when there is one', async () => {
    const without = await createServer(workspace).app.request('/v1/models');
    expect(modelListSchema.parse(await without.json()).data.map(({ id }) => id)).toEqual(['lionrock']);
    const response = await createServer(withEmbedding).app.request('/v1/models');
    const { data } = modelListSchema.parse(await response.json());
    expect(data.map(({ id }) => id)).toEqual(['lionrock', embedding.id]);
  });
});

describe('POST /v1/embeddings', () => {
  it('gives one vector per text, as numbers or as bytes', async () => {
    const { app } = createServer(withEmbedding);
    const input = ['harbour', '内港'];
    const expected = await embedding.embed(input, 'query');
    const floats = await app.request('/v1/embeddings', post({ input, model: 'any' }));
    const list = embeddingListSchema.parse(await floats.json());
    expect(list.data.map((item) => item.embedding)).toEqual(expected.map((vector) => Array.from(vector)));
    expect(list.usage).toEqual({ prompt_tokens: 3, total_tokens: 3 });
    const bytes = await app.request('/v1/embeddings', post({ input, encoding_format: 'base64' }));
    const encoded = embeddingListSchema.parse(await bytes.json()).data[1]?.embedding;
    const buffer = Buffer.from(String(encoded), 'base64');
    const decoded = Array.from({ length: 8 }, (_, at) => buffer.readFloatLE(at * 4));
    expect(decoded).toEqual(Array.from(expected[1] ?? []));
  });

  it('embeds questions unless told that a text is to be found', async () => {
    const { app } = createServer(withEmbedding);
    await app.request('/v1/embeddings', post({ input: 'x' }));
    await app.request('/v1/embeddings', post({ input: 'x', input_type: 'passage' }));
    expect(embedding.calls.slice(-2).map(({ kind }) => kind)).toEqual(['query', 'passage']);
  });

  it('says so when there is no embedding model', async () => {
    const response = await createServer(workspace).app.request('/v1/embeddings', post({ input: 'x' }));
    expect(response.status).toBe(503);
    expect(openAiErrorSchema.parse(await response.json()).error.code).toBe('server.no-embedding-model');
  });

  it.each([{}, { input: '' }, { input: [] }, { input: [1, 2] }, { input: 'x', dimensions: 9 }])(
    'refuses %j',
    async (body) => {
      const response = await createServer(withEmbedding).app.request('/v1/embeddings', post(body));
      expect(response.status).toBe(400);
      expect(openAiErrorSchema.parse(await response.json()).error.type).toBe('invalid_request_error');
    },
  );
});

describe('addresses below /v1', () => {
  it('are unknown in OpenAI’s shape', async () => {
    const response = await createServer(workspace).app.request('/v1/assistants');
    expect(response.status).toBe(404);
    expect(openAiErrorSchema.parse(await response.json()).error.code).toBe('server.not-found');
  });
});
