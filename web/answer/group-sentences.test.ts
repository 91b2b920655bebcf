import { describe, expect, it } from 'vitest';
import { type Sentence, groupSentences, separatorBetween } from './group-sentences.ts';

function sentence(kind: Sentence['kind'], text: string): Sentence {
  return { kind, text, citations: [] };
}

describe('groupSentences', () => {
  it('sets statements as one paragraph, quotations and notices each by itself', () => {
    const sentences = [
      sentence('frame', 'a'),
      sentence('statement', 'b'),
      sentence('quotation', 'c'),
      sentence('quotation', 'd'),
      sentence('frame', 'e'),
      sentence('notice', 'f'),
      sentence('notice', 'g'),
    ];
    const groups = groupSentences(sentences);
    expect(groups.map((group) => group.kind)).toEqual([
      'text',
      'quotation',
      'quotation',
      'text',
      'notice',
      'notice',
    ]);
    expect(groups.flatMap((group) => group.sentences)).toEqual(sentences);
  });

  it('sets notices apart that come before everything else', () => {
    const sentences = [
      sentence('notice', 'a'),
      sentence('notice', 'b'),
      sentence('frame', 'c'),
      sentence('notice', 'd'),
    ];
    expect(groupSentences(sentences).map((group) => group.kind)).toEqual([
      'first',
      'first',
      'text',
      'notice',
    ]);
  });

  it('leaves out the nearest sources in words, which the page lists', () => {
    const sentences = [sentence('frame', 'a'), sentence('nearest', 'b'), sentence('frame', 'c')];
    expect(groupSentences(sentences)).toEqual([{ kind: 'text', sentences: [sentences[0], sentences[2]] }]);
  });
});

describe('separatorBetween', () => {
  it.each([
    ['One.', 'Two.', ' '],
    ['One [1].', 'Two.', ' '],
    ['一句。', '二句。', ''],
    ['一句。[1]', '二句。', ''],
    ['一句。', 'MPF供款', ''],
    ['「一句」', '（二句）', ''],
    ['Said “so” [1] [2]', '43 people', ' '],
  ])('between %j and %j is %j', (before, after, separator) => {
    expect(separatorBetween(before, after)).toBe(separator);
  });
});
