import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter, toSimplified } from '../language/index.ts';
import { checkGrounding, isVerbatim } from './check-grounding.ts';

const tools = {
  segmenter: createSegmenter(),
  lexicon: createLexicon([
    {
      forms: {
        en: ['annual leave', 'paid annual leave'],
        'zh-Hant': ['有薪年假', '年假'],
        'yue-Hant': ['大假'],
      },
    },
    { forms: { en: ['employee', 'worker'], 'zh-Hant': ['僱員'], 'yue-Hant': ['打工仔'] } },
    { forms: { en: ['entitled'], 'zh-Hant': ['享有'] } },
    { forms: { en: ['Labour Department'], 'zh-Hant': ['勞工處'] } },
    { forms: { en: ['sick leave'], 'zh-Hant': ['病假'] } },
  ]),
};

const english = [
  'An employee is entitled to 7 days of paid annual leave after 12 months of service.',
  'Sick leave is 36 days.',
  'An employer must not deduct wages unless the employee agrees.',
  'The rate is 5% of income.',
  'Apply to the Labour Department before 1 May 2026.',
  'The office opens on Monday.',
  'Two-thirds of the wages are paid.',
];

const chinese = [
  '僱員服務滿十二個月後，可享有七天有薪年假。',
  '病假為36天。',
  '僱主不得扣除工資，除非僱員同意。',
  '供款率為入息的百分之五。',
  '請於2026年5月1日前向勞工處申請。',
  '辦事處逢星期一開放。',
  '僱主須支付工資的三分之二。',
];

function check(sentence: string, source: string) {
  return checkGrounding(sentence, [source], tools);
}

const inEnglish = english.join(' ');
const inChinese = chinese.join('');

describe('checkGrounding', () => {
  it.each([
    'An employee gets 7 days of paid annual leave after 12 months of service.',
    'Paid annual leave is seven days after twelve months of service.',
    'The employer must not deduct any wages unless the employee agrees.',
    'The rate is five per cent of income.',
    'Apply to the Labour Department before May 1, 2026.',
    'The wages paid are two thirds of the wages.',
  ])('supports in English: %s', (sentence) => {
    expect(check(sentence, inEnglish)).toMatchObject({ supported: true, faults: [] });
  });

  it.each([
    '僱員服務滿12個月後可享有7天有薪年假。',
    '员工服务满12个月后可享有七天有薪年假。',
    '打工仔服務滿十二個月就可以享有七日大假。',
    '病假係36日。',
    '供款率是入息的5%。',
    '僱主唔可以扣除工資，除非僱員同意。',
    '僱主須付工資的2/3。',
  ])('supports in Chinese of every kind: %s', (sentence) => {
    expect(check(sentence, inChinese)).toMatchObject({ supported: true, faults: [] });
  });

  it('supports across languages what the lexicon can tell', () => {
    expect(check('僱員可享有7天有薪年假。', inEnglish).supported).toBe(true);
    expect(check('病假是36天。', inEnglish).supported).toBe(true);
    expect(check('僱員可享有8天有薪年假。', inEnglish).faults).toContain('number');
  });

  it.each([
    ['An employee is entitled to 8 days of paid annual leave.', 'number'],
    ['An employee is entitled to 36 days of paid annual leave after 12 months of service.', 'number'],
    ['Sick leave is 7 days.', 'number'],
    ['The rate is 7% of income.', 'number'],
    ['The rate is 6% of income.', 'number'],
    ['The office opens on Tuesday.', 'number'],
    ['Apply to the Labour Department before 1 June 2026.', 'number'],
    ['Apply to the Immigration Department before 1 May 2026.', 'name'],
    ['Apply to the Labour Department after 1 May 2026.', 'negation'],
    ['An employer may deduct wages.', 'negation'],
    ['An employee is not entitled to paid annual leave.', 'negation'],
    ['Workers are given a free car and a house by the sea.', 'content'],
    ['Yes.', 'content'],
    ['No.', 'content'],
  ] as const)('finds in "%s" a fault of %s', (sentence, fault) => {
    const { supported, faults } = check(sentence, inEnglish);
    expect(faults).toContain(fault);
    expect(supported).toBe(false);
  });

  it.each([
    ['僱員可享有三十六天有薪年假。', 'number'],
    ['病假為7天。', 'number'],
    ['供款率係入息嘅百分之六。', 'number'],
    ['辦事處逢星期二開放。', 'number'],
    ['請於2026年6月1日前向勞工處申請。', 'number'],
    ['請於2026年5月1日前向ABC公司申請。', 'name'],
    ['僱主可扣除工資。', 'negation'],
    ['僱主可以扣除工資。', 'negation'],
    ['僱員不可享有有薪年假。', 'negation'],
    ['打工仔冇大假享有。', 'negation'],
    ['所有市民每年獲派機票及酒店住宿。', 'content'],
    ['係。', 'content'],
  ] as const)('finds in %s a fault of %s', (sentence, fault) => {
    const { supported, faults } = check(sentence, inChinese);
    expect(faults).toContain(fault);
    expect(supported).toBe(false);
  });

  it.each([
    ['You may rest at least 18 hours here.', 'You may rest at most 18 hours here.'],
    ['The rest is more than 18 hours here.', 'The rest is less than 18 hours here.'],
    ['休息時間最少18小時。', '休息時間最多18小時。'],
    ['休息時間不得超過18小時。', '休息時間不少於18小時。'],
    ['這種做法屬於合法行為。', '這種做法屬於非法行為。'],
  ])('tells %s from %s', (sentence, source) => {
    expect(check(sentence, source).faults).toContain('negation');
  });

  it.each([
    ['The rest is at least 18 hours here.', 'The rest here is not less than 18 hours.'],
    ['休息時間最少18小時。', '休息時間不少於18小時。'],
    ['No employer shall dismiss a pregnant worker.', 'An employer shall not dismiss a pregnant worker.'],
  ])('takes %s for %s', (sentence, source) => {
    expect(check(sentence, source)).toMatchObject({ supported: true });
  });

  it('is not misled by a name inside another word', () => {
    expect(check('The annual fee is paid to Ann.', 'The annual fee is paid.').faults).toContain('name');
  });

  it('knows a name that the source gives in another language', () => {
    expect(check('有薪年假請問Labour Department', '有薪年假請問勞工處').faults).not.toContain('name');
  });

  it('supports nothing without a source', () => {
    expect(checkGrounding('The rate is 5% of income.', [], tools)).toEqual({
      supported: false,
      support: 0,
      faults: ['number', 'content'],
    });
    expect(checkGrounding('', [inEnglish], tools).supported).toBe(false);
  });

  it('finds any sentence of a source in it, in either script, among any others', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...english, ...chinese], { minLength: 1 }), (sentences) => {
        const source = sentences.join('\n');
        for (const sentence of sentences) {
          expect(check(sentence, source)).toEqual({ supported: true, support: 1, faults: [] });
          expect(check(toSimplified(sentence), source).supported).toBe(true);
        }
      }),
    );
  });

  it('misses any sentence whose number was changed', () => {
    const number = fc.integer({ min: 2, max: 9999 });
    fc.assert(
      fc.property(number, number, fc.constantFrom('日', '元', '%'), (said, changed, unit) => {
        fc.pre(said !== changed);
        const write = (value: number) => `申請費用及期限為${value}${unit}，由申請人支付。`;
        expect(check(write(changed), write(said)).faults).toContain('number');
        expect(check(write(said).replace('。', '，請留意。'), write(said)).faults).not.toContain('number');
      }),
    );
  });

  it('gives a support within [0, 1] and faults exactly when unsupported', () => {
    const piece = fc.constantFrom(
      '僱員',
      '不',
      '7',
      '天',
      '有薪年假',
      '。',
      ' ',
      'not ',
      'The fee ',
      '5% ',
      'Kowloon ',
      '《條例》',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (sentence, source) => {
        const { supported, support, faults } = check(sentence, source);
        expect(support).toBeGreaterThanOrEqual(0);
        expect(support).toBeLessThanOrEqual(1);
        expect(supported).toBe(faults.length === 0);
      }),
    );
  });
});

describe('isVerbatim', () => {
  it('overlooks white space and script, and nothing else', () => {
    expect(isVerbatim('有薪 年假\n七天', '可享有有薪年假七天。')).toBe(true);
    expect(isVerbatim('有薪年假七天', '可享有有薪年假七天。'.replace('薪', '心'))).toBe(false);
    expect(isVerbatim('员工', '員工')).toBe(true);
    expect(isVerbatim(' ', 'anything')).toBe(false);
  });
});
