import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatEventSchema } from './api-schema.ts';
import { createServer } from './create-server.ts';
import { openTestWorkspace } from './testing/open-test-workspace.ts';
import { readFrames } from './testing/read-frames.ts';
import { eventsOf, makeAnswer, scriptAsk } from './testing/scripted-ask.ts';

const workspace = await openTestWorkspace();
const own = `private:${'0123456789abcdef'.repeat(2)}`;

function post(body: unknown, signal?: AbortSignal): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal !== undefined && { signal }),
  };
}

describe('POST /api/chat', () => {
  it('sends the events of the assistant, each named by its type', async () => {
    const { ask } = scriptAsk(eventsOf(makeAnswer()));
    const { app } = createServer(workspace, { ask });
    const response = await app.request('/api/chat', post({ question: 'What does a permit cost?' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const frames = await readFrames(response);
    expect(frames.map(({ event }) => event)).toEqual([
      'status',
      'status',
      'sources',
      'sentence',
      'sentence',
      'answer',
    ]);
    for (const { event, data } of frames) expect(chatEventSchema.parse(data).type).toBe(event);
    expect(frames.at(-1)?.data).toEqual({ type: 'answer', answer: makeAnswer() });
  });

  it('hands on what was asked, and searches the shared collections and the named private ones', async () => {
    const { ask, requests } = scriptAsk(eventsOf(makeAnswer()));
    const { app } = createServer(workspace, { ask });
    const request = {
      question: '居留许可多少钱？',
      variety: 'zh-Hans',
      interfaceVariety: 'en',
      collections: [own, own],
      history: [{ question: 'Hello' }, { question: 'Who are you?', answer: 'An assistant.' }],
    };
    await (await app.request('/api/chat', post(request))).text();
    expect(requests[0]).toMatchObject({
      text: '居留许可多少钱？',
      forced: 'zh-Hans',
      interfaceVariety: 'en',
      collections: ['region', own],
      history: request.history,
    });
  });

  it('ends with an error event when the answer fails, and tells nothing of a defect', async () => {
    const { ask } = scriptAsk([{ type: 'status', step: 'search' }, new TypeError('secret of the question')]);
    const { app } = createServer(workspace, { ask });
    const response = await app.request('/api/chat', post({ question: 'q' }));
    const frames = await readFrames(response);
    expect(frames.at(-1)).toMatchObject({
      event: 'error',
      data: { type: 'error', code: 'internal.unexpected' },
    });
    expect(JSON.stringify(frames)).not.toContain('secret');
  });

  it('stops the assistant when the client goes away', async () => {
    let stopped = false;
    const { app } = createServer(workspace, {
      async *ask(_workspace, { signal }) {
        yield { type: 'status', step: 'understand' };
        await new Promise<void>((resolve) => {
          signal?.addEventListener('abort', () => resolve());
        });
        stopped = true;
      },
    });
    const response = await app.request('/api/chat', post({ question: 'q' }));
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(stopped).toBe(true);
  });

  it('stops the assistant when the request is aborted or the server closes', async () => {
    for (const how of ['request', 'server'] as const) {
      const gone = new AbortController();
      const { app } = createServer(workspace, {
        ...(how === 'server' && { closing: gone.signal }),
        async *ask(_workspace, { signal }) {
          yield { type: 'status', step: 'understand' };
          await new Promise((_, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error));
          });
        },
      });
      const own = how === 'request' ? gone.signal : undefined;
      const response = await app.request('/api/chat', post({ question: 'q' }, own));
      setTimeout(() => gone.abort(), 10);
      const frames = await readFrames(response);
      expect(frames.at(-1)).toMatchObject({ event: 'error', data: { code: 'server.stopped' } });
    }
  });

  it('lets a question wait for its turn and refuses one too many with 503', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ask, requests } = scriptAsk([held, ...eventsOf(makeAnswer())]);
    const { app } = createServer(workspace, { ask, answers: { simultaneous: 1, waiting: 1 } });
    const first = await app.request('/api/chat', post({ question: 'one' }));
    const second = await app.request('/api/chat', post({ question: 'two' }));
    const third = await app.request('/api/chat', post({ question: 'three' }));
    expect(third.status).toBe(503);
    expect(third.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await third.json()).toMatchObject({ code: 'server.busy' });
    expect(requests).toHaveLength(1);
    release();
    expect((await readFrames(first)).at(-1)?.event).toBe('answer');
    expect((await readFrames(second)).at(-1)?.event).toBe('answer');
    expect(requests.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it.each([
    ['no question', {}],
    ['an empty question', { question: '' }],
    ['a question too long', { question: 'x'.repeat(8001) }],
    ['an unknown variety', { question: 'q', variety: 'fr' }],
    ['a shared collection', { question: 'q', collections: ['official'] }],
    ['a private collection that can be guessed', { question: 'q', collections: ['private:1'] }],
    ['a history that is none', { question: 'q', history: 'earlier' }],
    ['broken JSON', '{"question":'],
    ['an empty body', ''],
  ])('refuses %s', async (_, body) => {
    const { ask, requests } = scriptAsk([]);
    const { app } = createServer(workspace, { ask });
    const response = await app.request('/api/chat', post(body));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 400, code: 'server.invalid-request' });
    expect(requests).toEqual([]);
  });

  it('refuses other types and bodies too large', async () => {
    const { app } = createServer(workspace, scriptAsk([]));
    const text = await app.request('/api/chat', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"question":"q"}',
    });
    expect([text.status, await text.json()]).toMatchObject([415, { code: 'server.unsupported-media-type' }]);
    const large = await app.request('/api/chat', post({ question: 'q', more: 'x'.repeat(5_000_000) }));
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'server.body-too-large' }]);
  });

  it('never fails on any body', async () => {
    const { app } = createServer(workspace, scriptAsk(eventsOf(makeAnswer())));
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          question: fc.oneof(fc.string(), fc.jsonValue()),
          variety: fc.oneof(fc.constantFrom('en', 'yue-Hant', 'und'), fc.jsonValue()),
          collections: fc.oneof(fc.array(fc.constantFrom(own, 'region', 'private:')), fc.jsonValue()),
          history: fc.oneof(fc.array(fc.record({ question: fc.string() })), fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          value.map((json) => JSON.stringify(json)),
          fc.string(),
        ),
        async (body) => {
          const response = await app.request('/api/chat', post(body));
          expect([200, 400]).toContain(response.status);
          await response.text();
        },
      ),
      { numRuns: 300 },
    );
  });
});
