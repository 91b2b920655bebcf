import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventSplitter, type ServerEvent, readEvents } from './read-events.ts';

function split(text: string): ServerEvent[] {
  return new EventSplitter().push(text);
}

describe('EventSplitter', () => {
  it('reads names and data', () => {
    expect(split('event: status\ndata: {"step":"search"}\n\n')).toEqual([
      { event: 'status', data: '{"step":"search"}' },
    ]);
  });

  it('joins data of several lines and names a nameless event "message"', () => {
    expect(split('data: one\ndata:two\ndata\n\n')).toEqual([{ event: 'message', data: 'one\ntwo\n' }]);
  });

  it('takes one space after the colon, not more', () => {
    expect(split('data:  x\n\n')).toEqual([{ event: 'message', data: ' x' }]);
  });

  it('passes over comments, unknown fields and events without data', () => {
    expect(split(': hello\nid: 7\nretry: 10\nevent: empty\n\ndata: x\n\n')).toEqual([
      { event: 'message', data: 'x' },
    ]);
  });

  it('drops an event that is cut off', () => {
    expect(split('data: whole\n\ndata: half\n')).toEqual([{ event: 'message', data: 'whole' }]);
  });

  it('gives the same events however the text is cut and whatever ends its lines', () => {
    const events = [
      { event: 'sentence', data: '{"text":"由5月1日起"}' },
      { event: 'message', data: 'a\nb' },
    ];
    const lines = ['event: sentence', 'data: {"text":"由5月1日起"}', '', ': x', 'data: a', 'data: b', ''];
    fc.assert(
      fc.property(
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat({ max: 80 }), { maxLength: 12 }),
        (end, cuts) => {
          // Something must follow a lone carriage return before it counts as a line end.
          const text = `${lines.join(end)}${end}: end`;
          const splitter = new EventSplitter();
          const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
          const found = places.slice(1).flatMap((to, index) => splitter.push(text.slice(places[index], to)));
          expect(found).toEqual(events);
        },
      ),
    );
  });
});

describe('readEvents', () => {
  it('decodes characters that are cut between two pieces, and closes the stream', async () => {
    const bytes = new TextEncoder().encode('data: 獅子山\n\ndata: never read\n\n');
    let closed = false;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 8));
        controller.enqueue(bytes.slice(8));
      },
      cancel() {
        closed = true;
      },
    });
    for await (const { data } of readEvents(stream)) {
      expect(data).toBe('獅子山');
      break;
    }
    expect(closed).toBe(true);
  });
});
