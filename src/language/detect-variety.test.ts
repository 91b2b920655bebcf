import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectVariety } from './detect-variety.ts';
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
      fc.constantFrom('嘅', '的', '说', '說', 'the ', 'MPF'),
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
