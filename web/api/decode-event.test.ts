import { describe, expect, it } from 'vitest';
import { decodeChatEvent, decodeIngestEvent } from './decode-event.ts';

describe('decodeChatEvent', () => {
  it('gives an event it knows', () => {
    expect(decodeChatEvent('{"type":"status","step":"search"}')).toEqual({ type: 'status', step: 'search' });
  });

  it('passes over an event of a newer server', () => {
    expect(decodeChatEvent('{"type":"weather"}')).toBeUndefined();
  });

  it.each(['', '{', 'null', '[]', '{"type":1}'])('refuses %j', (data) => {
    expect(() => decodeChatEvent(data)).toThrow(
      expect.objectContaining({ problem: { kind: 'server', code: 'page.unreadable-event' } }),
    );
  });
});

describe('decodeIngestEvent', () => {
  it('knows its own events only', () => {
    expect(decodeIngestEvent('{"type":"progress","done":1,"label":"a.pdf"}')).toEqual({
      type: 'progress',
      done: 1,
      label: 'a.pdf',
    });
    expect(decodeIngestEvent('{"type":"sentence"}')).toBeUndefined();
  });
});
