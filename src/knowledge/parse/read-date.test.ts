import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from './read-date.ts';
import { readLanguage } from './read-language.ts';

describe('readDate', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026-01-31T23:30:00+08:00', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ["D:20260131150824+08'00'", '2026-01-31'],
    ['2026/1/31', '2026-01-31'],
    ['Sat, 31 Jan 2026 00:10:00 +0800', '2026-01-31'],
    ['31 January 2026', '2026-01-31'],
    ['31st January, 2026', '2026-01-31'],
    ['January 31, 2026', '2026-01-31'],
    ['Sept 1, 2025', '2025-09-01'],
    ['最後更新：2026年1月31日', '2026-01-31'],
    ['31/01/2026', '2026-01-31'],
    ['01/31/2026', '2026-01-31'],
    ['05/05/2026', '2026-05-05'],
  ])('reads %s', (text, expected) => {
    expect(readDate(text)).toBe(expected);
  });

  it.each(['', '03/04/2026', '2026', 'January 2026', '31 February 2026', '2026-13-01', '123456789', 'soon'])(
    'does not guess at %s',
    (text) => {
      expect(readDate(text)).toBeUndefined();
    },
  );

  it('reads every day back', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (instant) => {
        const iso = instant.toISOString().slice(0, 10);
        expect(readDate(iso)).toBe(iso);
        expect(readDate(instant.toUTCString())).toBe(iso);
      }),
    );
  });

  it('gives a day or nothing for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readDate(text) ?? '2000-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});

describe('readLanguage', () => {
  it.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh_TW', 'zh-Hant'],
    ['ZH-CN', 'zh-Hans'],
    ['yue', 'yue-Hant'],
    ['yue-Hans', 'yue-Hans'],
    ['tc', 'zh-Hant'],
    ['sc', 'zh-Hans'],
    ['zh', undefined],
    ['fr', undefined],
    ['und', undefined],
    ['not a tag', undefined],
  ])('%s', (tag, expected) => {
    expect(readLanguage(tag)).toBe(expected);
  });
});
