import { describe, expect, it } from 'vitest';
import { formatCount, formatDay, formatDuration } from './format-values.ts';

describe('formatDay', () => {
  it('writes a day as people do, whatever the time zone', () => {
    expect(formatDay('2026-05-01', 'en-HK')).toBe('1 May 2026');
    expect(formatDay('2026-05-01', 'zh-Hant-HK')).toBe('2026年5月1日');
    expect(formatDay('2026-05-01', 'zh-Hans-HK')).toBe('2026年5月1日');
    expect(formatDay('2026-05-01', 'yue-Hant-HK')).toBe('2026年5月1日');
  });

  it.each(['2026-05', '2026', '2026-13-45', 'last May', ''])('gives back %j', (day) => {
    expect(formatDay(day, 'en-HK')).toBe(day);
  });
});

describe('formatDuration', () => {
  it('changes from milliseconds to seconds at one second', () => {
    expect(formatDuration(41.7, 'en-HK')).toBe('42ms');
    expect(formatDuration(999, 'en-HK')).toBe('999ms');
    expect(formatDuration(1430, 'en-HK')).toBe('1.4s');
  });
});

describe('formatCount', () => {
  it('sets thousands off', () => {
    expect(formatCount(1824, 'en-HK')).toBe('1,824');
  });
});
