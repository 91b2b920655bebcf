import { describe, expect, it } from 'vitest';
import { toLatencyBucket, toMinute } from './minimise.ts';
import { hashSubject, isKeyExpired, keyMonth } from './subject.ts';

describe('toMinute', () => {
  it('leaves seconds out', () => {
    expect(toMinute(new Date('2026-05-01T09:30:59.999Z'))).toBe('2026-05-01T09:30Z');
  });
});

describe('toLatencyBucket', () => {
  it.each([
    [0, 100],
    [100, 100],
    [100.1, 300],
    [2999, 3000],
    [30_000, 30_000],
    [30_001, 100_000],
    [9e9, 100_000],
  ])('puts %d ms into the class up to %d', (milliseconds, bucket) => {
    expect(toLatencyBucket(milliseconds)).toBe(bucket);
  });
});

describe('subjects', () => {
  it('are HMAC-SHA-256, by the test vector of RFC 4231, case 2', () => {
    expect(hashSubject(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('have a key of the month, in UTC', () => {
    expect(keyMonth(new Date('2026-05-31T23:59:59Z'))).toBe('2026-05');
    expect(keyMonth(new Date('2026-06-01T00:00:00Z'))).toBe('2026-06');
  });

  it.each([
    ['2026-04', '2026-05-01T23:59:59Z', false],
    ['2026-04', '2026-05-02T00:00:00Z', true],
    ['2026-05', '2026-05-31T23:59:59Z', false],
    ['2026-05', '2026-06-01T00:00:00Z', true],
    ['2026-02', '2026-03-03T23:59:59Z', false],
    ['2026-02', '2026-03-04T00:00:00Z', true],
  ])('lose the key of %s 31 days after it began: at %s %s', (month, now, expired) => {
    expect(isKeyExpired(month, new Date(now))).toBe(expired);
  });
});
