import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStopFilter } from './stop-filter.ts';

const letter = fc.constantFrom('a', 'b', 'c');
const pieces = fc.array(fc.string({ unit: letter, maxLength: 30 }), { maxLength: 6 });
const stop = fc.string({ unit: letter, minLength: 1, maxLength: 4 });

/** Pushes the pieces until a stop string comes. */
function run(stops: readonly string[], texts: readonly string[]): { shown: string; stopped: boolean } {
  const filter = createStopFilter(stops);
  let shown = '';
  for (const piece of texts) {
    const next = filter.push(piece);
    shown += next.text;
    if (next.stopped) return { shown, stopped: true };
  }
  return { shown: shown + filter.rest(), stopped: false };
}

describe('createStopFilter', () => {
  it('shows the text before the stop string, however the text is broken into pieces', () => {
    fc.assert(
      fc.property(pieces, stop, (texts, word) => {
        const [before = '', ...after] = texts.join('').split(word);
        expect(run([word], texts)).toEqual({ shown: before, stopped: after.length > 0 });
      }),
    );
  });

  it('shows no stop string when there are several', () => {
    fc.assert(
      fc.property(pieces, fc.array(stop, { maxLength: 3 }), (texts, stops) => {
        const whole = texts.join('');
        const { shown, stopped } = run(stops, texts);
        expect(stopped).toBe(stops.some((word) => whole.includes(word)));
        expect(stops.filter((word) => shown.includes(word))).toEqual([]);
        expect(whole.startsWith(shown)).toBe(true);
      }),
    );
  });

  it('holds back only what may begin a stop string, and ignores empty ones', () => {
    const filter = createStopFilter(['END', '']);
    expect(filter.push('one E')).toEqual({ text: 'one ', stopped: false });
    expect(filter.push('N')).toEqual({ text: '', stopped: false });
    expect(filter.push('t')).toEqual({ text: 'ENt', stopped: false });
    expect(filter.push('EN')).toEqual({ text: '', stopped: false });
    expect(filter.rest()).toBe('EN');
  });
});
