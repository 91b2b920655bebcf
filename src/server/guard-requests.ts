import type { Context, MiddlewareHandler } from 'hono';
import { inputError } from '../base/index.ts';
import type { ServerEnv } from './server-env.ts';

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Headers a proxy adds: whoever sits behind one only seems to call from this machine. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Refuses requests that a foreign web page makes through the user's browser: by a name that was made
 * to point at this machine (DNS rebinding), or across origins.
 *
 * @param host the address the server listens on
 */
export function guardRequests(host: string): MiddlewareHandler<ServerEnv> {
  const own = isLoopbackAddress(host) ? new Set([...loopbackNames, asHostName(host)]) : undefined;
  return async (c, next) => {
    const names = hostNames(c);
    if (own !== undefined && names.some((name) => !own.has(name))) throw foreignHost();
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && isForeignOrigin(c)) throw foreignOrigin();
    await next();
  };
}

/**
 * True when the caller sits at this machine: its address and the name it calls are loopback, and no
 * proxy stands between.
 */
export function isLocalCaller(c: Context<ServerEnv>): boolean {
  const address = c.env?.incoming?.socket.remoteAddress;
  return (
    address !== undefined &&
    isLoopbackAddress(address) &&
    hostNames(c).every((name) => loopbackNames.has(name)) &&
    proxyHeaders.every((name) => c.req.header(name) === undefined)
  );
}

/** True for the addresses and the name of this very machine. */
export function isLoopbackAddress(host: string): boolean {
  return (
    host === 'localhost' ||
    /^\[?::1\]?$/.test(host) ||
    /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
  );
}

/** The names the request calls the server by. With an absolute address in its first line there are two. */
function hostNames(c: Context<ServerEnv>): string[] {
  const names = [new URL(c.req.url).hostname];
  const header = c.req.header('host');
  if (header !== undefined) names.push(hostNameOf(header));
  return names;
}

/** The host of a `Host` header without its port; what cannot be read matches nothing. */
function hostNameOf(header: string): string {
  return parseHost(header)?.hostname ?? '';
}

function parseHost(host: string, scheme = 'http:'): URL | undefined {
  try {
    return new URL(`${scheme}//${host}`);
  } catch {
    return undefined;
  }
}

/** Browsers name the page's origin with every request that changes something; others name none. */
function isForeignOrigin(c: Context<ServerEnv>): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site === 'cross-site') return true;
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  const own = c.req.header('host') ?? new URL(c.req.url).host;
  const foreign = readOrigin(origin);
  // The scheme is not compared: behind a proxy that ends TLS the server sees http.
  return foreign === undefined || foreign.host !== parseHost(own, foreign.protocol)?.host;
}

function readOrigin(origin: string): URL | undefined {
  const match = /^(https?:)\/\/([^/?#@]+)$/.exec(origin);
  return match === null ? undefined : parseHost(match[2] ?? '', match[1]);
}

function asHostName(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function foreignHost(): Error {
  return inputError({
    code: 'server.foreign-host',
    message: 'The request calls this server by a name that is not its own.',
    cure: 'Use localhost, or let the server listen on another address with --host.',
  });
}

function foreignOrigin(): Error {
  return inputError({
    code: 'server.foreign-origin',
    message: 'The request comes from a page of another site.',
    cure: 'Call the API from a program, or use the page of this server.',
  });
}
