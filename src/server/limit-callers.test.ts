import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { limitCallers, nameCaller } from './limit-callers.ts';
import type { ServerEnv } from './server-env.ts';

const tooMany = (retryAfter: number) =>
  expect.objectContaining({ code: 'server.too-many-requests', data: { retryAfter } }) as Error;

describe('limitCallers', () => {
  it('lets a burst through, then one each time', () => {
    let time = 0;
    const limit = limitCallers({ burst: 3, secondsEach: 10, now: () => time });
    for (const _ of [1, 2, 3]) limit('a');
    expect(() => limit('a')).toThrow(tooMany(10));
    limit('b');
    time = 4000;
    expect(() => limit('a')).toThrow(tooMany(6));
    time = 10_001;
    limit('a');
    expect(() => limit('a')).toThrow(tooMany(10));
    time = 1_000_000;
    for (const _ of [1, 2, 3]) limit('a');
    expect(() => limit('a')).toThrow(tooMany(10));
  });

  it('never lets more through than the burst and what time gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 }), (pauses) => {
        let time = 0;
        let passed = 0;
        const limit = limitCallers({ burst: 2, secondsEach: 1, now: () => time });
        for (const pause of pauses) {
          time += pause;
          try {
            limit('a');
            passed += 1;
          } catch {
            // Refused.
          }
          expect(passed).toBeLessThanOrEqual(2 + time / 1000 + 1e-9);
        }
      }),
    );
  });

  it('forgets those not seen for longest, so that its memory has an end', () => {
    const limit = limitCallers({ burst: 1, secondsEach: 10, now: () => 0 });
    limit('first');
    for (let at = 0; at < 9999; at += 1) limit(`caller ${at}`);
    expect(() => limit('first')).toThrow(tooMany(10));
    limit('one more');
    expect(() => limit('first')).toThrow(tooMany(10));
    expect(() => limit('caller 1')).toThrow(tooMany(10));
    limit('caller 0');
  });
});

describe('nameCaller', () => {
  const app = new Hono<ServerEnv>().get('/', (c) => c.text(nameCaller(c)));
  const name = async (remoteAddress: string | undefined, forwarded?: string) => {
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const incoming = { socket: { remoteAddress } } as NonNullable<ServerEnv['Bindings']['incoming']>;
    const env = remoteAddress === undefined ? {} : { incoming };
    return (await app.request('/', { headers }, env)).text();
  };

  it.each([
    ['192.0.2.1', undefined, '192.0.2.1'],
    ['192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['127.0.0.1', '198.51.100.7, 203.0.113.9', '203.0.113.9'],
    ['::1', '2001:DB8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8::1', undefined, '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::1', undefined, '2001:db8:0:0::/64'],
    ['fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.1', undefined, '::ffff:192.0.2.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    [undefined, undefined, ''],
  ])('%s with %s: %s', async (address, forwarded, expected) => {
    expect(await name(address, forwarded)).toBe(expected);
  });
});
