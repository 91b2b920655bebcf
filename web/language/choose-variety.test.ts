import { describe, expect, it } from 'vitest';
import { chooseVariety } from './choose-variety.ts';
import type { Variety } from './words.ts';

const varieties: readonly Variety[] = ['yue-Hant', 'zh-Hant', 'en', 'zh-Hans'];

function choose(languages: readonly string[], remembered?: string): Variety {
  return chooseVariety({ remembered, languages, varieties, regionId: 'hk' });
}

describe('chooseVariety', () => {
  it.each([
    ['zh-HK', 'yue-Hant'],
    ['zh-Hant-HK', 'yue-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['yue', 'yue-Hant'],
    ['yue-Hant-HK', 'yue-Hant'],
    ['yue-Hans-CN', 'yue-Hant'],
    ['en-HK', 'en'],
    ['EN-gb', 'en'],
  ] as const)('shows a reader of %s the page in %s', (language, variety) => {
    expect(choose([language])).toBe(variety);
  });

  it('goes through the languages in their order', () => {
    expect(choose(['fr-FR', 'tl', 'zh-CN', 'en'])).toBe('zh-Hans');
  });

  it('keeps what the reader chose, if the region has it', () => {
    expect(choose(['en'], 'zh-Hans')).toBe('zh-Hans');
    expect(choose(['en'], 'fr')).toBe('en');
  });

  it('falls back to the first of the region', () => {
    expect(choose(['fr'])).toBe('yue-Hant');
    expect(choose([])).toBe('yue-Hant');
  });

  it('gives what is nearest where the region has less', () => {
    const small = { remembered: undefined, varieties: ['en', 'zh-Hant'] as const, regionId: 'xx' };
    expect(chooseVariety({ ...small, languages: ['yue'] })).toBe('zh-Hant');
    expect(chooseVariety({ ...small, languages: ['zh-CN'] })).toBe('en');
  });
});
