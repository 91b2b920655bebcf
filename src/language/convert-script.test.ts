import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSimplified, toTraditional } from './convert-script.ts';
import { countScripts } from './han-script.ts';

const characters = Array.from(
  '勞劳動动僱雇員员說说裏里面着著台臺灣湾衞卫衛晒曬吓嚇嗰餸后後发發髮干乾幹系係繫只隻涌湧稅税坏壞的是在唔係，。A1',
);
const texts = fc.array(fc.constantFrom(...characters), { maxLength: 20 }).map((all) => all.join(''));

describe('toTraditional', () => {
  it.each([
    ['说', '說'],
    ['税务', '稅務'],
    ['里面', '裏面'],
    ['台湾', '台灣'],
    ['头发', '頭髮'],
    ['发展', '發展'],
    ['皇后大道', '皇后大道'],
    ['卫生', '衞生'],
    ['穿着', '穿着'],
    ['晒太阳', '曬太陽'],
    ['食晒啲嘢', '食晒啲嘢'],
    ['葵涌工业区', '葵涌工業區'],
    ['汹涌', '洶湧'],
  ])('%s becomes %s', (simplified, traditional) => {
    expect(toTraditional(simplified)).toBe(traditional);
  });

  it.each(['干擾', '食晒飯', '嗰啲餸', '說明', '東涌', 'MPF'])('leaves %s as it is', (text) => {
    expect(toTraditional(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(toTraditional(toTraditional(text))).toBe(toTraditional(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('toSimplified', () => {
  it.each([
    ['說明', '说明'],
    ['勞工處', '劳工处'],
    ['裏面', '里面'],
    ['關係', '关系'],
    // The official simplified forms of these lie outside the fonts that people have.
    ['嗰啲餸', '嗰啲餸'],
    ['破坏环境', '破坏环境'],
  ])('%s becomes %s', (traditional, simplified) => {
    expect(toSimplified(traditional)).toBe(simplified);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(toSimplified(toSimplified(text))).toBe(toSimplified(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('both', () => {
  it('come back to common words', () => {
    for (const word of [
      '勞工處',
      '最低工資',
      '僱員',
      '說明',
      '稅務',
      '頭髮',
      '關係',
      '裏面',
      '台灣',
      '計劃',
      '銀行賬戶',
    ]) {
      expect(toTraditional(toSimplified(word))).toBe(word);
    }
  });

  it('leave no character of the other script', () => {
    expect(countScripts(toSimplified('僱傭條例規定僱主須支付工資')).traditional).toBe(0);
    expect(countScripts(toTraditional('雇佣条例规定雇主须支付工资')).simplified).toBe(0);
  });
});
