import { describe, expect, it } from 'vitest';
import { isoDate, systemClock } from './clock.ts';

describe('isoDate', () => {
  const instant = new Date('2026-11-22T16:30:00Z');

  it('gives the day in a time zone, not the one of the machine', () => {
    expect(isoDate(instant, 'UTC')).toBe('2026-11-22');
    expect(isoDate(instant, 'Asia/Tokyo')).toBe('2026-11-23');
    expect(isoDate(instant, 'America/New_York')).toBe('2026-11-22');
  });

  it('writes short months and days with zeros, so that days compare as text', () => {
    expect(isoDate(new Date('2026-01-05T12:00:00Z'), 'UTC')).toBe('2026-01-05');
    expect(isoDate(new Date('2026-10-05T12:00:00Z'), 'UTC') > '2026-09-30').toBe(true);
  });
});

describe('systemClock', () => {
  it('goes on', () => {
    const before = Date.now();
    expect(systemClock().getTime()).toBeGreaterThanOrEqual(before);
  });
});
