import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectSentences, detectVariety } from './detect-variety.ts';
import { varieties } from './variety.ts';

describe('detectVariety', () => {
  it.each([
    ['最低工資係幾多？', 'yue-Hant'],
    ['公司唔出糧點算', 'yue-Hant'],
    ['公司唔出粮点算啊，老板话冇钱', 'yue-Hans'],
    ['他們說沒有工作', 'zh-Hant'],
    ['最低工资是多少？', 'zh-Hans'],
    ['僱主須向僱員支付工資', 'zh-Hant'],
    ['What is the minimum wage?', 'en'],
    ['MPF', 'en'],
    ['請問 minimum wage 幾多?', 'yue-Hant'],
    ['How do I say 唔該 in English?', 'en'],
    ['¿Cómo puedo obtener un permiso de trabajo?', 'und'],
    ['', 'und'],
    ['123 !?', 'und'],
    ['你好', 'und'],
  ])('%s is %s', (text, variety) => {
    expect(detectVariety(text).variety).toBe(variety);
  });

  it.each([
    ['聽日有個 meeting', 'yue-Hant'],
    ['我 send 咗 email 畀 the boss about the meeting', 'yue-Hant'],
    ['book 咗 room 未', 'yue-Hant'],
    ['Let me check 先', 'yue-Hant'],
    ['What does 你食咗飯未 mean?', 'en'],
    ['我們明天有個 meeting', 'zh-Hant'],
    ['The Labour Department (勞工處) enforces the law.', 'en'],
  ])('finds the language that carries the mixed sentence %s', (text, variety) => {
    expect(detectVariety(text).variety).toBe(variety);
  });

  it.each([
    ['食飽未？', 'yue-Hant'],
    ['坐巴士去定係搭地鐵去？', 'yue-Hant'],
    ['我哋影張相先', 'yue-Hant'],
    ['佢地做野好慢，過黎睇下', 'yue-Hant'],
    ['呢D嘢幾錢', 'yue-Hant'],
    ['唔系我嘅问题', 'yue-Hans'],
    ['你系边个？', 'yue-Hans'],
    ['這邊有人，旁邊有椅子', 'zh-Hant'],
    ['一點都不難，三點就到', 'zh-Hant'],
    ['蚊子很多，別忘了關窗', 'zh-Hant'],
    ['这个系统的系列产品', 'zh-Hans'],
    ['如果個人資料外洩怎樣辦', 'zh-Hant'],
  ])('weighs words in their company: %s is %s', (text, variety) => {
    expect(detectVariety(text).variety).toBe(variety);
  });

  it.each(['陳大文', '大家好', '生日快樂', '最低工資', '投訴電話', '床前明月光'])(
    'does not take %s, good in both registers, for Cantonese',
    (text) => {
      expect(detectVariety(text).register).toBe('neutral');
    },
  );

  it.each([
    ['nei hou, ngo m ji dou', 'Latn', 'yue', 'yue'],
    ['nei5 hou2 maa3', 'Latn', 'yue', 'yue'],
    ['¿Dónde puedo obtener un permiso?', 'Latn', 'none', 'es'],
    ['Bagaimana saya bisa mendapatkan visa?', 'Latn', 'none', 'id'],
    ['Magkano po ang sahod ko?', 'Latn', 'none', 'tl'],
    ['これは日本語の文です。', 'und', 'none', 'ja'],
    ['한국어로 써 주세요', 'und', 'none', 'ko'],
    ['Привет, как дела?', 'und', 'none', undefined],
  ])('has no variety for %s', (text, script, register, language) => {
    const found = detectVariety(text);
    expect(found).toMatchObject({ variety: 'und', script, register });
    expect(found.language).toBe(language);
  });

  it('takes one kana among Chinese for a fashion', () => {
    expect(detectVariety('優の良品幾錢？').variety).toBe('yue-Hant');
  });

  it('gives a text the variety that prevails', () => {
    expect(detectVariety('佢哋好開心。我哋都好開心。大家都冇嘢講。').variety).toBe('yue-Hant');
    expect(detectVariety('佢哋好開心。我們也很開心。').variety).toBe('mixed');
    expect(detectVariety('This is about the law.\n這是一段說明法律的文字。').variety).toBe('mixed');
    expect(detectVariety('OK. 我哋聽日見。').variety).toBe('yue-Hant');
  });

  it('tells the variety of each sentence with its place', () => {
    const text = '佢話聽日嚟。他明天來。 See you tomorrow at the office.';
    const found = detectSentences(text);
    expect(found.map(({ detection }) => detection.variety)).toEqual(['yue-Hant', 'zh-Hant', 'en']);
    for (const { start, end, text: piece } of found) expect(text.slice(start, end)).toBe(piece);
  });

  it('is not misled by a word that holds a marker', () => {
    expect(detectVariety('勞資關係的目的').register).toBe('swc');
    expect(detectVariety('關係').register).toBe('neutral');
    expect(detectVariety('的士服務').register).toBe('neutral');
  });

  it('does not take characters of both scripts for simplified ones', () => {
    expect(detectVariety('佢食晒啲嘢').variety).toBe('yue-Hant');
    expect(detectVariety('平台').script).toBe('und');
    expect(detectVariety('葵涌邊度搵工').variety).toBe('yue-Hant');
  });

  it.each([
    ['a quotation', '「你食咗飯未？」這句話是什麼意思？', 'zh-Hant'],
    ['code', 'Why does `係咩喺度嘅` fail in the parser?', 'en'],
    ['an address', 'https://example.org/what-is-the-way 係咩嚟㗎', 'yue-Hant'],
    ['a citation mark', '最低工資係幾多[1][2]', 'yue-Hant'],
  ])('does not count %s', (_what, text, variety) => {
    expect(detectVariety(text).variety).toBe(variety);
  });

  it('judges a quotation where there is nothing else', () => {
    expect(detectVariety('「你食咗飯未？」').variety).toBe('yue-Hant');
  });

  it('keeps its promises for any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '嘅',
        '的',
        '说',
        '說',
        'the ',
        'MPF',
        '。',
        '. ',
        '\u{20BB7}',
        '\uD842',
        'の',
        '「',
        '"',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { variety, confidence, shares, script, register } = detectVariety(pieces.join(''));
        expect(varieties).toContain(variety);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect([0, 1]).toContainEqual(Math.round(shares.en + shares.zh));
        expect(variety === 'en' ? script : 'Latn').toBe('Latn');
        expect(variety.startsWith('yue') ? register : 'yue').toBe('yue');
      }),
    );
  });

  it('finds one register in both scripts', () => {
    expect(detectVariety('佢哋話冇得返工').register).toBe(detectVariety('佢哋话冇得返工').register);
    expect(detectVariety('他們說沒有工作').register).toBe(detectVariety('他们说没有工作').register);
  });
});
