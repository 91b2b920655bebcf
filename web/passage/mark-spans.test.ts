import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSpans } from './mark-spans.ts';

describe('markSpans', () => {
  it('marks the supporting words', () => {
    expect(markSpans('the wage is 43.1 now', [{ start: 4, end: 16 }])).toEqual([
      { text: 'the ', marked: false },
      { text: 'wage is 43.1', marked: true },
      { text: ' now', marked: false },
    ]);
  });

  it('joins spans that overlap or touch', () => {
    const spans = [
      { start: 3, end: 5 },
      { start: 0, end: 2 },
      { start: 1, end: 3 },
    ];
    expect(markSpans('abcdef', spans)).toEqual([
      { text: 'abcde', marked: true },
      { text: 'f', marked: false },
    ]);
  });

  it('ignores what lies outside', () => {
    expect(markSpans('abc', [{ start: 5, end: 9 }])).toEqual([{ text: 'abc', marked: false }]);
    expect(markSpans('abc', [{ start: -4, end: 1 }])[0]).toEqual({ text: 'a', marked: true });
    expect(markSpans('', [{ start: 0, end: 1 }])).toEqual([]);
  });

  it('never loses, adds or moves a character', () => {
    const place = fc.integer({ min: -3, max: 30 });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 25 }),
        fc.array(fc.record({ start: place, end: place })),
        (text, spans) => {
          const pieces = markSpans(text, spans);
          expect(pieces.map((piece) => piece.text).join('')).toBe(text);
          const marks = pieces.flatMap((piece) =>
            Array.from({ length: piece.text.length }, () => piece.marked),
          );
          const inside = (index: number) => spans.some(({ start, end }) => start <= index && index < end);
          expect(marks).toEqual(Array.from({ length: text.length }, (_, index) => inside(index)));
        },
      ),
    );
  });
});
