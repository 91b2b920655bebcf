import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertVariety } from './convert-variety.ts';

describe('convertVariety', () => {
  it('changes the script and nothing else', () => {
    expect(convertVariety('最低工资是多少？', 'zh-Hant')).toEqual({
      text: '最低工資是多少？',
      variety: 'zh-Hant',
      changed: true,
    });
    expect(convertVariety('呢度係邊度嚟㗎？', 'yue-Hans').text).toBe('呢度系边度嚟㗎？');
  });

  it('leaves a text that is in the target script alone', () => {
    for (const [text, target] of [
      ['最低工資是多少？', 'zh-Hant'],
      ['皇后大道中在哪里？', 'zh-Hans'],
      ['What is the minimum wage?', 'en'],
    ] as const) {
      expect(convertVariety(text, target)).toEqual({ text, variety: target, changed: false });
    }
  });

  it('lets neutral Chinese be either register and says of a mixed text that it is mixed', () => {
    expect(convertVariety('辦公時間', 'yue-Hans')).toEqual({
      text: '办公时间',
      variety: 'yue-Hans',
      changed: true,
    });
    const mixed = convertVariety('我們是去邊度食飯呢', 'zh-Hans');
    expect(mixed.changed).toBe(true);
  });

  it('has nothing to convert in a text without letters', () => {
    for (const text of ['', '123', '。！ 😀']) {
      expect(convertVariety(text, 'zh-Hant')).toEqual({ text, variety: 'und', changed: false });
    }
  });

  it('refuses translation', () => {
    for (const [text, target] of [
      ['What is the minimum wage?', 'zh-Hans'],
      ['最低工資是多少？', 'en'],
      ['我哋而家去邊度食飯呀', 'zh-Hant'],
      ['我们现在去哪里吃饭？这是什么地方？', 'yue-Hans'],
      ['Où est la gare des Alpes-Maritimes, s’il vous plaît ?', 'zh-Hans'],
      ['办公时间', 'en'],
    ] as const) {
      expect(() => convertVariety(text, target), `${text} -> ${target}`).toThrowError(
        expect.objectContaining({ code: 'language.not-a-conversion' }),
      );
    }
  });

  it('says that it changed exactly when the text differs, and keeps what has no Han character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('资', '資', '里', '后', '1', ' ', '😀', '\n') }),
        (text) => {
          const { text: converted, changed } = convertVariety(text, 'zh-Hant');
          expect(changed).toBe(converted !== text);
          expect(converted).not.toContain('资');
          expect(converted.replace(/\p{Script=Han}/gu, '')).toBe(text.replace(/\p{Script=Han}/gu, ''));
        },
      ),
    );
  });
});
