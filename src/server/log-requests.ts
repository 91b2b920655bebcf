import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { destination, pino } from 'pino';
import type { Metrics } from './create-metrics.ts';
import { toServerError } from './read-failure.ts';
import type { ServerEnv } from './server-env.ts';

/** Where the server logs to. Records hold facts about requests, never what is in them. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Makes a log that writes JSON Lines to standard error. */
export function createLog(level: string): Log {
  return pino({ name: 'lionrock', level }, destination({ fd: 2, sync: true }));
}

/** Logs and counts every request: method, path pattern, status, milliseconds. Nothing of its content. */
export function logRequests(log: Log, metrics: Metrics): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const route = matchedRoutes(c).find((candidate) => candidate.method !== 'ALL')?.path ?? 'unknown';
    const milliseconds = Math.round(performance.now() - start);
    // Whoever calls may invent methods; names without end would fill the counters.
    const method = knownMethods.has(c.req.method) ? c.req.method : 'other';
    const { status } = c.res;
    metrics.countRequest({ method, route, status, seconds: milliseconds / 1000 });
    log.info({ method, route, status, ms: milliseconds }, 'request');
  };
}

const knownMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

/** Logs what failed and where. The message of an error that is not ours may quote a question: it stays out. */
export function logFailure(log: Log, error: unknown, doing: string): void {
  const known = toServerError(error);
  const facts = { doing, code: known.code, category: known.category };
  if (known.category !== 'internal') log.debug(facts, 'refused');
  else log.error({ ...facts, ...describeCause(known.cause ?? known) }, 'failed');
}

function describeCause(cause: unknown): { readonly name: string; readonly at: readonly string[] } {
  if (!(cause instanceof Error)) return { name: typeof cause, at: [] };
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: cause.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
