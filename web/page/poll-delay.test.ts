import { describe, expect, it } from 'vitest';
import type { StatusView } from '../../src/server/api-schema.ts';
import { isEmbedding, pollDelay } from './poll-delay.ts';

function status(
  chat: StatusView['chat']['state'],
  embedding: StatusView['embedding']['state'],
  embedded: number,
): StatusView {
  return {
    version: '1.0.0',
    chat: { id: null, state: chat },
    embedding: { id: null, state: embedding },
    knowledge: { documents: 1, passages: 10, embedded },
  };
}

describe('pollDelay', () => {
  it.each([
    ['downloading', 'none', 0],
    ['loading', 'ready', 10],
    ['ready', 'downloading', 0],
    ['ready', 'loading', 0],
    ['ready', 'ready', 9],
  ] as const)('is short while something moves (%s, %s, %d)', (chat, embedding, embedded) => {
    expect(pollDelay(status(chat, embedding, embedded))).toBe(2000);
  });

  it.each([
    ['ready', 'ready', 10],
    ['none', 'none', 0],
    ['failed', 'failed', 3],
    ['missing', 'missing', 0],
  ] as const)('is long when nothing does (%s, %s, %d)', (chat, embedding, embedded) => {
    expect(pollDelay(status(chat, embedding, embedded))).toBe(30_000);
  });

  it('is long when nothing is known', () => {
    expect(pollDelay(undefined)).toBe(30_000);
  });
});

describe('isEmbedding', () => {
  it('needs a model that is ready', () => {
    expect(isEmbedding(status('none', 'ready', 9))).toBe(true);
    expect(isEmbedding(status('none', 'missing', 9))).toBe(false);
  });
});
