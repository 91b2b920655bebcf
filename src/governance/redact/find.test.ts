import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePersonalData } from './compile.ts';
import { findPersonalData } from './find.ts';
import { normaliseText } from './normalise.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { readKinds } from './testing/read-kinds.ts';

const kinds = readKinds('hk');
const patterns = compilePersonalData(kinds);

function read(text: string, by = patterns): string[] {
  return findPersonalData(text, by).map(
    ({ kind, start, end, verified }) => `${kind}${verified ? '*' : ''}:${text.slice(start, end)}`,
  );
}

describe('findPersonalData', () => {
  it.each([
    [
      'full width, with the right place',
      '我嘅身份證係Ａ１２３４５６（３）呀',
      ['hkid*:Ａ１２３４５６（３）'],
    ],
    ['a pair of code units before it', '😀😀 A123456(3)', ['hkid*:A123456(3)']],
    ['characters without width inside', 'A12\u200B3456(3)', ['hkid*:A12\u200B3456(3)']],
    ['simplified script', '身份证号码：a123456(8)', ['hkid:a123456(8)']],
    ['any hyphen', '電話 9123–4567', ['phone:9123–4567']],
    ['a line break before and after', 'A123456(3)\n9123 4567', ['hkid*:A123456(3)', 'phone:9123 4567']],
    ['nothing where there is nothing', '今日天氣幾好', []],
    ['nothing in an empty text', '', []],
  ])('finds %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['a card holds what looks like a phone', '4111 1111 2345 6785', ['card*:4111 1111 2345 6785']],
    ['a Mainland number holds a date', '11010519491231002X', ['mainland-id*:11010519491231002X']],
    ['an account holds a phone', '004-123-23456789', ['bank-account:004-123-23456789']],
    ['an address holds a phone', '91234567@example.com', ['email:91234567@example.com']],
    ['the same digits go to the kind that is named', '八達通 35012345', ['octopus:35012345']],
    ['and to the nearest name', '八達通登記電話 35012345', ['phone:35012345']],
  ])('orders kinds: %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['HK$23456789', []],
    ['檔號 23456789', []],
    ['檔號 23456789，電話 34567890', ['phone:34567890']],
    ['2026 0415', []],
    ['請致電1823、18111、999或2389 2222', []],
    ['+852 2389 2222', []],
    ['人口有23456789人', []],
    ['A123456(8)', []],
    ['身份證 A123456(8)', ['hkid:A123456(8)']],
    ['型號 A1234563', []],
    ['2345 6789 3456 7890 4567 8901', []],
  ])('minds what stands around: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes a name for personal data only beside an identifier', () => {
    expect(read('陳大文問點樣報稅')).toEqual([]);
    expect(read('陳大文，A123456(3)')).toEqual(['name:陳大文', 'hkid*:A123456(3)']);
    expect(read(`陳大文，${'一二三四五六七八九十'.repeat(5)}A123456(3)`)).toEqual(['hkid*:A123456(3)']);
  });

  it('leaves what the region publishes', () => {
    const text = 'Tel: 2345 6789, or write to desk@example.hk';
    expect(read(text)).toHaveLength(2);
    expect(read(text, compilePersonalData(kinds, ['Office (2345 6789), desk@example.hk']))).toEqual([]);
  });

  it('gives places in order, within the text, that do not overlap', () => {
    const piece = fc.constantFrom(
      'A123456(3)', '９１２３ ４５６７', '身份證', '電話', '4111111111111111', '11010519491231002X', '，', ' ', '😀',
      'Ａ', '12樓A室', '陳大文', 'a@b.hk', '004-123-456789', '㍿', 'ﷺ', '\u0301', '\uD800', '12345678', '八達通', '-', '(', '3月4日',
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 20 }),
        (pieces) => {
          const text = pieces.join('');
          let last = 0;
          for (const { kind, start, end } of findPersonalData(text, patterns)) {
            expect(kinds.some(({ id }) => id === kind)).toBe(true);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = end;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds a value at its place, whatever other script stands before it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (before) => {
        const text = `${before}\n。A123456(3)`;
        const found = findPersonalData(text, patterns).find(({ kind }) => kind === 'hkid');
        expect(found).toEqual({ kind: 'hkid', start: text.length - 10, end: text.length, verified: true });
      }),
      { numRuns: 500 },
    );
  });
});

// A pattern that takes its time would not come back from these: the test's time limit is the assertion.
describe('findPersonalData on long texts', () => {
  const pieces = [
    ...kinds.flatMap(({ examples }) => examples.map((example) => example.replace(/[«»]/g, ''))),
    '1', '1 ', '1-', 'A', 'Aa ', 'a@', 'a.', '樓', '一', '十', '陳', 'Chan ', '電話', '身份證', '(', 'Flat ', '/F', '\u200B', '😀', 'ﷺ',
  ]; // prettier-ignore

  it('comes back from every piece repeated to 100,000 characters', () => {
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      expect(findPersonalData(text, patterns).every(({ end }) => end <= text.length)).toBe(true);
    }
  }, 240_000);

  it('comes back from mixtures of 100,000 characters', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 6 }), (some) => {
        const unit = some.join('');
        const text = unit.repeat(Math.ceil(100_000 / unit.length));
        expect(findPersonalData(text, patterns).every(({ end }) => end <= text.length)).toBe(true);
      }),
      { numRuns: 15 },
    );
  }, 240_000);
});

describe('normaliseText', () => {
  it('tells for each unit which character it comes from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { text: normalised, starts, ends } = normaliseText(text);
        expect(starts).toHaveLength(normalised.length);
        expect(ends).toHaveLength(normalised.length);
        for (const [at, start] of starts.entries()) {
          expect(start).toBeLessThan(ends[at]!);
          expect(start).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
          // Normalising the character alone gives what stands there.
          expect(normaliseText(text.slice(start, ends[at])).text).toContain(normalised[at]);
        }
      }),
    );
  });
});

describe('resolveOverlaps', () => {
  const finding = (kind: string, start: number, end: number, priority: number) => ({
    kind,
    start,
    end,
    priority,
    verified: true,
  });

  it('keeps what holds another, then what has the smaller priority, and hides what is left over', () => {
    const text = 'abcdefghij';
    expect(resolveOverlaps(text, [finding('x', 2, 4, 1), finding('y', 0, 9, 9)])).toMatchObject([
      { kind: 'y', start: 0, end: 9 },
    ]);
    expect(resolveOverlaps(text, [finding('x', 0, 4, 2), finding('y', 0, 4, 1)])).toMatchObject([
      { kind: 'y' },
    ]);
    expect(resolveOverlaps(text, [finding('x', 0, 5, 2), finding('y', 3, 8, 1)])).toEqual([
      { kind: 'x', start: 0, end: 3, verified: false },
      { kind: 'y', start: 3, end: 8, verified: true },
    ]);
    expect(resolveOverlaps('12 345', [finding('x', 0, 4, 2), finding('y', 3, 6, 1)])).toMatchObject([
      { kind: 'x', start: 0, end: 2 },
      { kind: 'y', start: 3, end: 6 },
    ]);
  });

  it('leaves no letter or digit of any finding in the open', () => {
    const place = fc.tuple(fc.nat(29), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), (places) => {
        const text = 'ab-cd ef'.repeat(5);
        const found = places.map(([start, length, priority]) =>
          finding('k', start, start + length, priority),
        );
        const kept = resolveOverlaps(text, found);
        const covers = (at: number, places: readonly { start: number; end: number }[]): number =>
          places.filter(({ start, end }) => start <= at && at < end).length;
        const open = Array.from(text.matchAll(/\w/g), ({ index }) => index).filter(
          (at) => covers(at, kept) !== Math.min(1, covers(at, found)),
        );
        expect(open).toEqual([]);
      }),
    );
  });
});
