import { afterEach, describe, expect, it, vi } from 'vitest';
import { streamChat } from './stream-chat.ts';

function serve(text: string, status = 200): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(text, { status })));
}

async function ask(): Promise<string[]> {
  const types: string[] = [];
  const events = streamChat({ question: 'q' }, new AbortController().signal);
  for await (const event of events) types.push(event.type);
  return types;
}

const status = 'data: {"type":"status","step":"write"}\n\n';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('streamChat', () => {
  it('ends with the answer and reads nothing after it', async () => {
    serve(`${status}data: {"type":"novelty"}\n\ndata: {"type":"answer"}\n\n${status}`);
    expect(await ask()).toEqual(['status', 'answer']);
  });

  it('hands an error of the stream on', async () => {
    serve(`${status}data: {"type":"error","code":"a.b","message":"m"}\n\n`);
    expect(await ask()).toEqual(['status', 'error']);
  });

  it('blames the network for a stream that is cut off', async () => {
    serve(status);
    await expect(ask()).rejects.toMatchObject({ problem: { kind: 'network' } });
  });

  it('tells why the server refuses', async () => {
    serve('{"code":"server.busy","detail":"Wait."}', 429);
    await expect(ask()).rejects.toMatchObject({ problem: { kind: 'server', code: 'server.busy' } });
  });

  it('blames the network when nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(ask()).rejects.toMatchObject({ problem: { kind: 'network' } });
  });
});
