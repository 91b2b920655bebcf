import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers } from './find-numbers.ts';

function values(text: string): string[] {
  return findNumbers(text).map((number) => number.value);
}

describe('findNumbers', () => {
  it.each<[string, string[]]>([
    ['1,000', ['1000']],
    ['1000', ['1000']],
    ['1 000', ['1000']],
    ['一千元', ['1000']],
    ['１，０００', ['1000']],
    ['2 000 000', ['2000000']],
    ['18.00', ['18']],
    ['.5', ['0.5']],
    ['Cap.57', ['57']],
    ['第五十七章', ['57']],
    ['3.1.2', ['3.1.2']],
  ])('reads %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['$1,500.50', ['1500.5']],
    ['HK$1.5 million', ['1500000']],
    ['$2.5k', ['2500']],
    ['150萬', ['1500000']],
    ['一百五十萬港元', ['1500000']],
    ['1.5億', ['150000000']],
    ['1億5千萬', ['150000000']],
    ['兩萬四千蚊', ['24000']],
    ['2萬4千元', ['24000']],
    ['廿蚊', ['20']],
    ['貳佰伍拾元正', ['250']],
  ])('reads money: %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['5%', ['5%']],
    ['５％', ['5%']],
    ['5 per cent', ['5%']],
    ['five percent', ['5%']],
    ['百分之五', ['5%']],
    ['百分之二點五', ['2.5%']],
    ['百分百', ['100%']],
    ['兩成', ['20%']],
    ['三成半', ['35%']],
    ['四分之三', ['3/4']],
    ['three quarters of', ['3/4']],
    ['four-fifths', ['4/5']],
    ['a third of', ['1/3']],
    ['½', ['1/2']],
    ['half', ['1/2']],
    ['一半', ['1/2']],
    ['2½ hours', ['2.5']],
    ['two and a half hours', ['2.5']],
    ['兩個半鐘', ['2.5']],
    ['雙倍工資', ['2']],
  ])('reads shares: %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['2026年11月23日', ['2026', '11', '23']],
    ['二〇二六年十一月廿三日', ['2026', '11', '23']],
    ['2026-11-23', ['2026', '11', '23']],
    ['23/11/2026', ['23', '11', '2026']],
    ['23 November 2026', ['23', '11', '2026']],
    ['November 23, 2026', ['11', '23', '2026']],
    ['23 Nov 2026', ['23', '11', '2026']],
    ['the 1st of May', ['1', '5']],
    ['in May', ['5']],
    ['2026/27', ['2026', '27']],
    ['24 小時', ['24']],
    ['廿四小時', ['24']],
    ['twenty-four hours', ['24']],
    ['上午九時三十分', ['9', '30']],
    ['9:30', ['9', '30']],
    ['九點半', ['9', '30']],
    ['卅一日', ['31']],
    ['十二個月', ['12']],
    ['三 個月', ['3']],
  ])('reads dates and times: %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['第三條', ['3']],
    ['第廿一條', ['21']],
    ['3rd', ['3']],
    ['the third month', ['3']],
    ['twenty-first', ['21']],
    ['the first time', ['1']],
    ['五至十日', ['5', '10']],
    ['五、六日', ['5', '6']],
    ['兩三個月', ['2', '3']],
    ['5-10 days', ['5', '10']],
    ['between two and five days', ['2', '5']],
    ['2717 1771', ['27171771']],
    ['2024-2025', ['2024', '2025']],
    ['每星期十八小時', ['18']],
    ['每星期五天', ['5']],
  ])('reads ordinals and ranges: %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each([
    '一般',
    '一定要',
    '萬一失業',
    '千萬不要',
    '十分重要',
    '一點都唔易',
    '一時之間',
    '星期五',
    '星期六日',
    '一方面',
    'no one',
    'this one',
    'persons who may work',
    'march on',
    'First, apply',
    'at first',
    '',
  ])('finds none in %s', (text) => {
    expect(values(text)).toEqual([]);
  });

  it('does not take the verb may for a month', () => {
    expect(values('A person aged 18 may apply')).toEqual(['18']);
  });

  it('gives places that slice back to what is written', () => {
    const text = 'Pay ＄１,５００ or 兩萬四千元 by 23/11/2026, i.e. 5% (百分之五)';
    const pieces = findNumbers(text).map(({ start, end }) => text.slice(start, end));
    expect(pieces).toEqual([
      '１,５００',
      '兩萬四千',
      '23/11/2026',
      '23/11/2026',
      '23/11/2026',
      '5%',
      '百分之五',
    ]);
  });

  it('gives places in order, inside the text, that never cross', () => {
    const piece = fc.constantFrom(
      ...Array.from('0123456789'),
      ...Array.from('一二十百千萬億第年月日%點半成'),
      ' ',
      ',',
      '.',
      '/',
      '½',
      'one',
      'twenty',
      ' May ',
      '個',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let last = { start: 0, end: 0 };
        for (const found of findNumbers(text)) {
          expect(found.value).toMatch(/^(?:\d+(?:\.\d+)*(?:e[+]?\d+)?|\d+\/\d+)%?$/);
          expect(found.start).toBeLessThan(found.end);
          expect(found.end).toBeLessThanOrEqual(text.length);
          const samePlace = found.start === last.start && found.end === last.end;
          expect(samePlace || found.start >= last.end).toBe(true);
          last = found;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('finds any whole number with and without separators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (value) => {
        expect(values(`共 ${value} 元`)).toEqual([String(value)]);
        expect(values(`HK$${value.toLocaleString('en-US')} a year`)).toEqual([String(value)]);
      }),
    );
  });
});
