import { createHmac } from 'node:crypto';

/** Days after which the key of a month is destroyed, counted from the month's first day. */
const keyDays = 31;

/** The month whose key is in use, in UTC: `2026-05`. */
export function keyMonth(now: Date): string {
  return now.toISOString().slice(0, 7);
}

/**
 * Tells whether the key of a month must be gone: 31 days after the month began, so that nobody's
 * records can be linked for longer than that.
 *
 * @param month `2026-05`
 */
export function isKeyExpired(month: string, now: Date): boolean {
  return now.getTime() >= Date.parse(`${month}-01T00:00:00Z`) + keyDays * 24 * 60 * 60 * 1000;
}

/**
 * Names a session without telling which it is: HMAC-SHA-256, 64 hexadecimal digits. Without the key
 * the name leads nowhere, and two months give two names.
 */
export function hashSubject(key: Uint8Array, sessionId: string): string {
  return createHmac('sha256', key).update(sessionId).digest('hex');
}
