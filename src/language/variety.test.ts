import { describe, expect, it } from 'vitest';
import { isChinese, isReplyVariety, languageOf, replyVarieties, scriptOf, varieties } from './variety.ts';

describe('varieties', () => {
  it.each([
    ['en', 'en', 'Latn', false],
    ['zh-Hans', 'zh', 'Hans', true],
    ['zh-Hant', 'zh', 'Hant', true],
    ['yue-Hant', 'yue', 'Hant', true],
    ['yue-Hans', 'yue', 'Hans', true],
    ['mixed', 'und', 'und', false],
    ['und', 'und', 'und', false],
  ] as const)('%s is %s in %s', (variety, language, script, chinese) => {
    expect(languageOf(variety)).toBe(language);
    expect(scriptOf(variety)).toBe(script);
    expect(isChinese(variety)).toBe(chinese);
  });

  it('offers a reply in every variety but those without a language', () => {
    expect(varieties.filter((variety) => isReplyVariety(variety)).toSorted()).toEqual(
      replyVarieties.toSorted(),
    );
    expect(isReplyVariety('mixed')).toBe(false);
    expect(isReplyVariety('zh')).toBe(false);
  });
});
