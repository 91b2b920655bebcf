import { setTimeout as wait } from 'node:timers/promises';
import { inputError, setupError, upstreamError, type Fetch, type LionrockError } from '../base/index.ts';
import { endpointError } from './endpoint-error.ts';

/** Where a model server is and how patiently to call it. */
export interface EndpointOptions {
  /** Address of the API up to and with its version, e.g. `http://127.0.0.1:8000/v1`. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer …`; never part of an error or a log. */
  readonly apiKey?: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  /** Tries in all when the server cannot be reached, is overloaded (429) or fails (5xx). @default 3 */
  readonly attempts?: number;
  /** Pause before the second try in milliseconds; doubles each time. `Retry-After` replaces it. @default 500 */
  readonly pauseMs?: number;
  /** Longest pause in milliseconds; a server that asks for a longer one is given up. @default 30000 */
  readonly maxPauseMs?: number;
  /** Longest silence of the server in milliseconds, before its reply and within it. @default 120000 */
  readonly timeoutMs?: number;
}

/** A successful reply. */
export interface EndpointReply {
  /** `Content-Type` without parameters. */
  readonly mediaType: string;
  /** The body. Must be iterated; stopping the iteration closes the connection. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A model server that takes JSON. */
export interface Endpoint {
  /**
   * Posts JSON to a path below the base address.
   *
   * @throws `models.endpoint-unreachable`, `models.endpoint-timed-out`, `models.endpoint-redirected`,
   *   and what {@link endpointError} makes of a refusal; the signal's reason on abort.
   */
  post(path: string, body: unknown, signal?: AbortSignal): Promise<EndpointReply>;
}

/**
 * Makes the door to a model server. Redirects are not followed: prompts go to the address that was
 * configured and to no other.
 *
 * @throws `models.bad-endpoint` when the address, the key or a header cannot be used.
 */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const base = parseBaseUrl(options.baseUrl);
  const headers = createHeaders(options);
  return {
    async post(path, body, signal) {
      const url = new URL(base);
      url.pathname = `${base.pathname.replace(/\/+$/, '')}/${path}`;
      const request = { url, headers, body: JSON.stringify(body), options, ...(signal && { signal }) };
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await tryPost(request);
        if ('chunks' in outcome) return outcome;
        const pauseMs = outcome.pauseMs ?? (options.pauseMs ?? 500) * 2 ** (attempt - 1);
        const patient =
          outcome.retry && attempt < (options.attempts ?? 3) && pauseMs <= (options.maxPauseMs ?? 30_000);
        if (!patient) throw outcome.error;
        await wait(pauseMs, undefined, { ...(signal && { signal }) });
      }
    },
  };
}

interface PostRequest {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
  readonly options: EndpointOptions;
  readonly signal?: AbortSignal;
}

interface Failure {
  readonly error: LionrockError;
  readonly retry: boolean;
  /** What the server asked for. */
  readonly pauseMs?: number;
}

async function tryPost(request: PostRequest): Promise<EndpointReply | Failure> {
  const guard = createGuard(request);
  try {
    const response = await (request.options.fetch ?? fetch)(request.url.href, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: guard.signal,
    });
    if (response.ok && response.body !== null) {
      const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
      return { mediaType, chunks: readBody(response.body, guard) };
    }
    const failure = await describeRefusal(response, request.url);
    guard.release();
    return failure;
  } catch (error) {
    guard.release();
    guard.signal.throwIfAborted(); // the caller's reason, or our time limit
    return { error: unreachable(request.url, error), retry: true };
  }
}

async function* readBody(body: NonNullable<Response['body']>, guard: Guard): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      guard.touch();
      yield value;
    }
  } catch (error) {
    guard.signal.throwIfAborted();
    throw cutOff(error);
  } finally {
    guard.release();
    // Closes the connection when the reader stopped early, so that the server stops writing.
    await reader.cancel().catch(() => undefined);
  }
}

/** Ends a request on the caller's abort or after too long a silence. */
interface Guard {
  readonly signal: AbortSignal;
  /** Says that the server has shown life. */
  touch(): void;
  release(): void;
}

function createGuard({ url, options, signal }: PostRequest): Guard {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const timeoutMs = options.timeoutMs ?? 120_000;
  const timer = setTimeout(() => stop.abort(timedOut(url, timeoutMs)), timeoutMs);
  timer.unref();
  const onAbort = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: stop.signal,
    touch: () => void timer.refresh(),
    release() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

async function describeRefusal(response: Response, url: URL): Promise<Failure> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return { error: redirected(url, response.headers.get('location')), retry: false };
  }
  const pauseMs = readRetryAfter(response.headers.get('retry-after'));
  const retry = status === 408 || status === 429 || (status >= 500 && status !== 501);
  const error = endpointError({ address: addressOf(url), status, body: await response.text() });
  return { error, retry, ...(pauseMs !== undefined && { pauseMs }) };
}

/** Milliseconds a server asks to wait: `Retry-After` in seconds or as a date. */
function readRetryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function parseBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw badEndpoint(
      'The address of the model endpoint is not an http or https address.',
      'Write it like http://127.0.0.1:8000/v1.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw badEndpoint(
      'The address of the model endpoint holds a user name or password.',
      'Give the key as the API key instead.',
    );
  }
  return url;
}

function createHeaders(options: EndpointOptions): Headers {
  try {
    const headers = new Headers({ ...options.headers, 'content-type': 'application/json' });
    if (options.apiKey !== undefined) headers.set('authorization', `Bearer ${options.apiKey.trim()}`);
    return headers;
  } catch {
    // Without the cause: its message repeats the value, which may be the key.
    throw badEndpoint(
      'The API key or a header of the model endpoint holds characters that HTTP does not allow.',
      'Remove line breaks and characters outside ASCII.',
    );
  }
}

function badEndpoint(message: string, cure: string): LionrockError {
  return inputError({ code: 'models.bad-endpoint', message, cure });
}

function unreachable(url: URL, error: unknown): LionrockError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no connection';
  return upstreamError({
    code: 'models.endpoint-unreachable',
    message: `The model endpoint ${addressOf(url)} could not be reached (${reason}).`,
    cure: 'Start the model server, or correct its address.',
    data: { reason },
    cause: error,
  });
}

function timedOut(url: URL, timeoutMs: number): LionrockError {
  return upstreamError({
    code: 'models.endpoint-timed-out',
    message: `The model endpoint ${addressOf(url)} was silent for ${timeoutMs} ms.`,
    cure: 'Try again when it is less busy, or allow it more time.',
    data: { timeoutMs },
  });
}

function redirected(url: URL, location: string | null): LionrockError {
  const target =
    location !== null && URL.canParse(location, url.href) ? addressOf(new URL(location, url)) : 'elsewhere';
  return setupError({
    code: 'models.endpoint-redirected',
    message: `The model endpoint ${addressOf(url)} redirects to ${target}; redirects are not followed.`,
    cure: 'Configure the final address, if it is one you trust.',
  });
}

function cutOff(cause: unknown): LionrockError {
  return upstreamError({
    code: 'models.reply-cut-off',
    message: 'The connection to the model endpoint broke within its reply.',
    cure: 'Try again; if it happens again, look at the log of the model server.',
    cause,
  });
}

/** An address without its query, which may hold a token, for messages. */
function addressOf(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
