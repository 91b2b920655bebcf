import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalNumber, readChineseNumber, readEnglishNumber } from './read-number.ts';

const digits = Array.from('零一二三四五六七八九');

/** Writes a number below 10^12 in Chinese, by the textbook. */
function writeChinese(value: number): string {
  if (value >= 1e8) return join(writeChinese(Math.floor(value / 1e8)), '億', value % 1e8, 1e7);
  if (value >= 1e4) return join(writeChinese(Math.floor(value / 1e4)), '萬', value % 1e4, 1e3);
  for (const [unit, word] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    if (value >= unit) return join(digits[Math.floor(value / unit)] ?? '', word, value % unit, unit / 10);
  }
  return digits[value] ?? '';
}

function join(head: string, unit: string, rest: number, next: number): string {
  if (rest === 0) return head + unit;
  return `${head}${unit}${rest < next ? '零' : ''}${writeChinese(rest)}`;
}

const small =
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen`.split(/\s+/);
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function writeEnglish(value: number): string {
  if (value >= 1e6) return withRest(`${writeEnglish(Math.floor(value / 1e6))} million`, value % 1e6);
  if (value >= 1e3) return withRest(`${writeEnglish(Math.floor(value / 1e3))} thousand`, value % 1e3);
  if (value >= 100) return withRest(`${small[Math.floor(value / 100)] ?? ''} hundred`, value % 100);
  if (value < 20) return small[value] ?? '';
  const word = tens[Math.floor(value / 10) - 2] ?? '';
  return value % 10 === 0 ? word : `${word}-${small[value % 10] ?? ''}`;
}

function withRest(head: string, rest: number): string {
  if (rest === 0) return head;
  return `${head}${rest < 100 ? ' and' : ''} ${writeEnglish(rest)}`;
}

describe('readChineseNumber', () => {
  it('reads every number as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (value) => {
        expect(readChineseNumber(writeChinese(value))).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['十五', 15],
    ['一萬五', 15_000],
    ['三千五', 3500],
    ['一百零五', 105],
    ['兩百', 200],
    ['廿三', 23],
    ['卅', 30],
    ['二〇二四', 2024],
    ['一億五千萬', 150_000_000],
    ['一萬億', 1e12],
    ['2萬4千', 24_000],
    ['1.5億', 150_000_000],
    ['三點一四', 3.14],
    ['貳佰伍拾', 250],
  ])('reads %s', (text, value) => {
    expect(readChineseNumber(text)).toBe(value);
  });

  it('gives no number for other words', () => {
    expect(readChineseNumber('一般')).toBeNaN();
  });
});

describe('readEnglishNumber', () => {
  it('reads every number as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
        expect(readEnglishNumber(writeEnglish(value))).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['twenty-first', 21],
    ['a hundred', 100],
    ['Two and a half', 2.5],
    ['third', 3],
  ])('reads %s', (text, value) => {
    expect(readEnglishNumber(text)).toBe(value);
  });

  it('gives no number for other words', () => {
    expect(readEnglishNumber('twenty people')).toBeNaN();
  });
});

describe('canonicalNumber', () => {
  it('writes numbers without noise and nothing for no number', () => {
    expect(canonicalNumber(18)).toBe('18');
    expect(canonicalNumber(0.1 + 0.2)).toBe('0.3');
    expect(canonicalNumber(Number.NaN)).toBeUndefined();
  });
});
