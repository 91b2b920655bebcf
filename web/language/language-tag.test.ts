import { describe, expect, it } from 'vitest';
import { guessVariety, languageTag, regionalLocale } from './language-tag.ts';

describe('languageTag', () => {
  it('gives Traditional Chinese the forms of the region', () => {
    expect(languageTag('zh-Hant', 'hk')).toBe('zh-Hant-HK');
    expect(languageTag('yue-Hant', 'hk')).toBe('yue-Hant-HK');
    expect(languageTag('zh-Hans', 'hk')).toBe('zh-Hans');
    expect(languageTag('en', 'hk')).toBe('en');
  });

  it('makes no country of a region that is none', () => {
    expect(languageTag('zh-Hant', 'example')).toBe('zh-Hant');
    expect(regionalLocale('en', 'example')).toBe('en');
  });

  it('says nothing of a text that is not known', () => {
    expect(languageTag('und', 'hk')).toBeUndefined();
    expect(languageTag('mixed', 'hk')).toBeUndefined();
  });
});

describe('guessVariety', () => {
  const guess = (text: string, near: 'en' | 'zh-Hans' | 'yue-Hant') =>
    guessVariety(text, near, ['en', 'zh-Hant', 'zh-Hans']);

  it('keeps the Chinese around a Chinese text', () => {
    expect(guess('最低工资', 'zh-Hans')).toBe('zh-Hans');
    expect(guess('OT點計', 'yue-Hant')).toBe('yue-Hant');
  });

  it('takes the first Chinese of the region among English', () => {
    expect(guess('《最低工資條例》（第608章）', 'en')).toBe('zh-Hant');
  });

  it('takes Latin words for English', () => {
    expect(guess('Minimum Wage Ordinance (Cap. 608)', 'zh-Hans')).toBe('en');
    expect(guess('The Guangdong Street (廣東道) entrance of the building', 'yue-Hant')).toBe('en');
  });

  it('keeps what is around figures', () => {
    expect(guess('1823', 'yue-Hant')).toBe('yue-Hant');
  });
});
