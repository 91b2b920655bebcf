import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';
import { createSegmenter } from './segment.ts';

const segmenter = createSegmenter({ words: ['劏房'] });

describe('createSegmenter', () => {
  it('gives pairs of characters and longer words', () => {
    expect(segmenter.terms('強制性公積金')).toEqual(
      expect.arrayContaining(['强制', '公积', '积金', '公积金']),
    );
  });

  it('gives the same terms in both scripts', () => {
    expect(segmenter.terms('勞工處的僱員權益')).toEqual(segmenter.terms('劳工处的雇员权益'));
  });

  it('stems Latin words and keeps figures in one piece', () => {
    expect(segmenter.terms('Employees earned 1,500.50 under COVID-19')).toEqual([
      'employe',
      'earn',
      '1500.50',
      'under',
      'covid-19',
    ]);
  });

  it('keeps a character that stands alone', () => {
    expect(segmenter.terms('稅 A')).toEqual(['税', 'a']);
  });

  it('knows the words a region adds', () => {
    expect(segmenter.words('劏房租金')).toContain(foldText('劏房'));
  });

  it('takes characters outside the basic plane whole', () => {
    expect(segmenter.terms('𨋢口')).toEqual(['𨋢口']);
  });

  it('gives terms without white space that are folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const term of segmenter.terms(text)) {
          expect(term).not.toMatch(/\s/u);
          expect(term).not.toBe('');
        }
      }),
    );
  });

  it('cuts words that make up the Han text again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Array.from('勞工處僱員最低工資有薪年假'))), (characters) => {
        const text = characters.join('');
        expect(segmenter.words(text).join('')).toBe(foldText(text));
      }),
    );
  });
});
