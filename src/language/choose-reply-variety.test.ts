import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseReplyVariety, type ReplyVarietyRequest } from './choose-reply-variety.ts';
import { type ReplyVariety, replyVarieties } from './variety.ts';

const offered: ReplyVarietyRequest['offered'] = ['zh-Hant', 'en', 'yue-Hant', 'zh-Hans'];

function choose(question: string, rest: Partial<ReplyVarietyRequest> = {}): ReplyVariety {
  return chooseReplyVariety({ question, offered, ...rest });
}

describe('chooseReplyVariety', () => {
  it.each<[string, ReplyVariety]>([
    ['What is the minimum wage?', 'en'],
    ['最低工資係幾多？', 'yue-Hant'],
    ['最低工資是多少？', 'zh-Hant'],
    ['最低工资是多少？', 'zh-Hans'],
    ['最低工資', 'zh-Hant'],
    ['强积金', 'zh-Hans'],
  ])('answers %s in %s', (question, variety) => {
    expect(choose(question)).toBe(variety);
  });

  it.each<[string, ReplyVariety]>([
    ['最低工資係幾多？用英文答我', 'en'],
    ['Please answer in English: 最低工資', 'en'],
    ['What is MPF? Reply in Cantonese', 'yue-Hant'],
    ['請用簡體字回答', 'zh-Hans'],
    ['用書面語答', 'zh-Hant'],
    ['Explain MPF in simplified Chinese', 'zh-Hans'],
  ])('obeys a wish in words: %s', (question, variety) => {
    expect(choose(question)).toBe(variety);
  });

  it('puts a forced choice above everything', () => {
    expect(choose('最低工資係幾多？用英文答我', { forced: 'zh-Hans' })).toBe('zh-Hans');
  });

  it('follows the conversation where the text shows no register', () => {
    expect(choose('最低工資', { history: ['我想知人工係幾多'] })).toBe('yue-Hant');
    expect(choose('你好', { history: ['最低工资是多少？'] })).toBe('zh-Hans');
    expect(choose('123', { history: ['What is the wage?'] })).toBe('en');
  });

  it('looks at the latest turn that tells', () => {
    expect(choose('123', { history: ['What is the wage?', '點解係咁㗎', '123'] })).toBe('yue-Hant');
  });

  it('follows the interface where nothing else tells', () => {
    expect(choose('123', { interfaceVariety: 'en' })).toBe('en');
    expect(choose('', { interfaceVariety: 'yue-Hant' })).toBe('yue-Hant');
    expect(choose('123')).toBe('zh-Hant');
  });

  it('takes the nearest variety offered', () => {
    expect(choose('公司唔出粮点算啊，老板话冇钱')).toBe('zh-Hans');
    expect(choose('最低工資係幾多？', { offered: ['en', 'zh-Hant'] })).toBe('zh-Hant');
    expect(choose('最低工资是多少？', { offered: ['en', 'zh-Hant'] })).toBe('zh-Hant');
    expect(choose('最低工資係幾多？', { offered: ['en'] })).toBe('en');
  });

  it('never answers in a variety that is not offered', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.subarray([...replyVarieties], { minLength: 1 }),
        fc.option(fc.constantFrom(...replyVarieties), { nil: undefined }),
        (question, some, forced) => {
          const [first, ...others] = some;
          if (first === undefined) return;
          const reply = chooseReplyVariety({
            question,
            offered: [first, ...others],
            ...(forced && { forced }),
          });
          expect(some).toContain(reply);
        },
      ),
    );
  });
});
