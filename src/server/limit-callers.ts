import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import { inputError } from '../base/index.ts';
import { isLoopbackAddress } from './guard-requests.ts';
import type { ServerEnv } from './server-env.ts';

/** How often one caller may do something. */
export interface CallerLimits {
  /** So many at once. */
  readonly burst: number;
  /** Then one more after so many seconds. */
  readonly secondsEach: number;
  /** Milliseconds, ever growing; tests hand in their own. @default performance.now */
  readonly now?: () => number;
}

/**
 * Bounds what each caller may do.
 *
 * @throws `server.too-many-requests`
 */
export type CallerLimit = (caller: string) => void;

/** Callers that are remembered; the one not seen for longest is forgotten first. */
const mostCallers = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Makes a bound by token buckets. They live in memory only: no address of anybody is written anywhere. */
export function limitCallers(limits: CallerLimits): CallerLimit {
  const { burst, secondsEach, now = () => performance.now() } = limits;
  const buckets = new Map<string, Bucket>();
  return (caller) => {
    const at = now();
    const known = buckets.get(caller) ?? { tokens: burst, at };
    const tokens = Math.min(burst, known.tokens + (at - known.at) / (secondsEach * 1000));
    // Taken out and put in again: the map keeps the order in which callers were last seen.
    buckets.delete(caller);
    const allowed = tokens >= 1;
    buckets.set(caller, { tokens: allowed ? tokens - 1 : tokens, at });
    if (buckets.size > mostCallers) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    if (!allowed) throw tooMany(Math.ceil((1 - tokens) * secondsEach));
  };
}

/**
 * Names the caller: by the connection, or by what a proxy on this machine says of it. A network of IPv6 counts as one,
 * since one household has as many addresses in it as it likes.
 */
export function nameCaller(c: Context<ServerEnv>): string {
  const address = c.env?.incoming?.socket.remoteAddress ?? '';
  const behind = isLoopbackAddress(address)
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  const caller = behind === undefined || behind === '' ? address : behind;
  return isIPv6(caller) ? networkOf(caller) : caller;
}

/** The first 64 bits of an address. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  // An address of IPv4 in the form of IPv6 stands for itself.
  if (address.includes('.')) return address;
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const whole = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

function tooMany(retryAfter: number): Error {
  return inputError({
    code: 'server.too-many-requests',
    message: 'There were too many requests of this kind from here.',
    cure: `Try again in ${retryAfter} seconds.`,
    data: { retryAfter },
  });
}
