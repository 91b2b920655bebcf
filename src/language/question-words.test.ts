import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';
import { withoutQuestionWords } from './question-words.ts';

describe('withoutQuestionWords', () => {
  it.each([
    ['最低工資係幾多呀？', '最低工资'],
    ['我哋可唔可以申請綜援', '申请综援'],
    ['請問強積金點樣提取', '强积金 提取'],
    ['怎樣申請公屋', '申请公屋'],
    ['How can I get a work visa?', 'work visa'],
    ["What's my annual leave?", 'annual leave'],
  ])('%s leaves %s', (question, expected) => {
    expect(
      withoutQuestionWords(question)
        .replace(/[?？\s]+/gu, ' ')
        .trim(),
    ).toBe(expected);
  });

  it('does not cut words that hold a question word', () => {
    expect(withoutQuestionWords('僱傭關係')).toBe('雇佣关系');
    expect(withoutQuestionWords('系數係幾多')).toContain('系数');
  });

  it.each(['點解', 'What is it?', ''])('keeps "%s", where nothing else is left', (question) => {
    expect(withoutQuestionWords(question)).toBe(foldText(question));
  });

  it('never leaves a question without a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Array.from('點解係咩最低工資 is what'), '可唔可以', 'wage')),
        (pieces) => {
          const text = pieces.join('');
          const hasWord = (words: string) => /[\p{L}\p{N}]/u.test(words);
          expect(hasWord(withoutQuestionWords(text))).toBe(hasWord(text));
        },
      ),
    );
  });
});
