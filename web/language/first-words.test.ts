import { describe, expect, it } from 'vitest';
import { firstWords } from './first-words.ts';

describe('firstWords', () => {
  it.each([
    ['en-HK', 'en'],
    ['fr', 'en'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['yue', 'zh-Hant'],
    ['yue-Hans-CN', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh', 'zh-Hans'],
  ])('speaks to a browser in %s in %s', (language, tag) => {
    expect(firstWords(language).tag).toBe(tag);
  });
});
