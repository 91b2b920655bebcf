import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHan, foldText } from './fold.ts';

describe('foldText', () => {
  it.each([
    ['traditional and simplified', '勞工處', '劳工处'],
    ['regional variants', '衞生署裏面', '衛生署裡面'],
    ['variants readers do not tell apart', '説着', '說著'],
    ['full width', 'ＭＰＦ１２３', 'mpf123'],
    ['case', 'Employment', 'EMPLOYMENT'],
    ['Kangxi radicals', '⼈⼯', '人工'],
    ['compatibility ideographs', '\uF9B4工', '領工'],
    ['the stroke that stands for one', '\u31D0個', '一個'],
    ['two ways to write to look for', '搵工', '揾工'],
  ])('takes %s for the same', (_what, one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it('keeps different words apart', () => {
    expect(foldText('買')).not.toBe(foldText('賣'));
    expect(foldText('未')).not.toBe(foldText('末'));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('foldHan', () => {
  it('never moves an offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldHan(text)).toHaveLength(text.length);
      }),
    );
  });

  it('gives one form to every Han character and the same to that form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x4e00, max: 0x9fff }), (code) => {
        const folded = foldHan(String.fromCodePoint(code));
        expect(foldHan(folded)).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves case and width alone', () => {
    expect(foldHan('ＡＢC 勞工')).toBe('ＡＢC 劳工');
  });
});
