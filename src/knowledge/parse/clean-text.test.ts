import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, countPrivateUse, mendBullets } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['同㇐間學校', '同一間學校'],
    ['㇐、申請資格', '一、申請資格'],
    ['第 ㇐ 章', '第 一 章'],
    ['⼀⼆三⼭⽔⽣', '一二三山水生'],
    ['⺠生、校⻑、⻝物', '民生、校長、食物'],
    ['\uf98e\uf969', '年數'],
    ['ﬁle oﬃce', 'file office'],
    ['zero\u200bwidth\ufeff mark', 'zerowidth mark'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['right\u202eto left\u202c', 'rightto left'],
    ['hidden\u{e0041}\u{e0042}', 'hidden'],
    ['bell\u0007\u0001', 'bell'],
    ['e\u0301', 'é'],
  ])('mends %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it.each(['全形：ＡＢＣ１２３（括號）', '👨‍👩‍👧 family', 'H₂O, m², ½', '① ② Ⅲ ㎡', 'line\nbreak\ttab'])(
    'leaves %j alone',
    (text) => {
      expect(cleanText(text)).toBe(text);
    },
  );

  it('keeps the stroke in a book on writing', () => {
    expect(cleanText('Stroke ㇐ (heng)')).toBe('Stroke ㇐ (heng)');
  });

  it('does nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

describe('private use', () => {
  it('is counted', () => {
    expect(countPrivateUse('甲\ue123乙\u{f0001}')).toBe(2);
    expect(countPrivateUse('甲乙')).toBe(0);
  });

  it('is a bullet at the start of a line only', () => {
    expect(mendBullets('\uf0b7 keep records')).toBe('• keep records');
    expect(mendBullets('\uf0a7「工資」')).toBe('• 「工資」');
    expect(mendBullets('see \uf0b7 here')).toBe('see \uf0b7 here');
  });
});
