import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as wait } from 'node:timers/promises';
import { LionrockError, toLionrockError, upstreamError } from './error.ts';
import { sha256File } from './hash.ts';
import type { ReportProgress } from './progress.ts';

/** The part of `fetch` that downloading needs; tests hand in their own. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** What to download and where to. */
export interface DownloadRequest {
  readonly url: string;
  /** Path of the finished file. Until it is complete the bytes lie beside it in `<path>.part`. */
  readonly path: string;
  /** Expected SHA-256; a file with another hash is deleted and refused. */
  readonly sha256?: string;
  /** Largest size accepted, in bytes; protects the disk from an endless reply. */
  readonly maxBytes?: number;
  readonly label: string;
  readonly report: ReportProgress;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  /** Tries in all, each resuming where the last one stopped. @default 4 */
  readonly attempts?: number;
  /** Pause before the second try in milliseconds; doubles each time. @default 500 */
  readonly pauseMs?: number;
  readonly signal?: AbortSignal;
}

/** What was downloaded. */
export interface Downloaded {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the finished file. */
  readonly sha256: string;
  /** `Content-Type` of the reply with its parameters, which may tell the encoding; empty when not given. */
  readonly contentType: string;
}

/**
 * Downloads one file so that an interrupted download, even a killed one, continues where it
 * stopped: the partial file keeps the server's validator (`ETag` or `Last-Modified`), and the
 * server is asked for the rest only while that validator still holds.
 *
 * @throws `download.wrong-hash` when the finished file is not the pinned one;
 *   `download.failed` after the last attempt; `download.too-large` past `maxBytes`.
 */
export async function download(request: DownloadRequest): Promise<Downloaded> {
  await mkdir(dirname(request.path), { recursive: true });
  const attempts = request.attempts ?? 4;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const contentType = await fetchRest(request);
      return await finish(request, contentType);
    } catch (error) {
      request.signal?.throwIfAborted();
      const known = toLionrockError(error);
      // What is too large now is so next time: its part must not fill the disk.
      if (known.code === 'download.too-large') await forgetPart(`${request.path}.part`);
      const final = LionrockError.isInstance(error) || known.category !== 'internal';
      if (final || attempt >= attempts) throw final ? known : failed(request.url, error);
      await wait((request.pauseMs ?? 500) * 2 ** (attempt - 1), undefined, {
        ...(request.signal && { signal: request.signal }),
      });
    }
  }
}

interface PartRecord {
  readonly url: string;
  readonly validator: string;
}

async function fetchRest(request: DownloadRequest): Promise<string> {
  const part = `${request.path}.part`;
  const known = await readPartRecord(part);
  const have = known?.url === request.url ? await sizeOf(part) : 0;
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (have > 0 && known !== undefined) {
    headers['range'] = `bytes=${have}-`;
    headers['if-range'] = known.validator;
  }
  const response = await (request.fetch ?? fetch)(request.url, {
    headers,
    redirect: 'follow',
    ...(request.signal && { signal: request.signal }),
  });
  if (response.status === 416) {
    // Asked past the end: the part is complete, or the file has changed. Its hash will tell.
    await response.body?.cancel();
    if (have > 0 && request.sha256 !== undefined && (await sha256File(part)) === request.sha256) return '';
    await forgetPart(part);
    throw new Error('the server refused to continue; starting again');
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw statusError(request.url, response);
  }
  if (response.status === 206 && !startsAt(response, have)) {
    await response.body.cancel();
    await forgetPart(part);
    throw new Error('the server sent another part than was asked for; starting again');
  }
  await receive(request, response, response.status === 206 ? have : 0);
  return response.headers.get('content-type') ?? '';
}

function startsAt(response: Response, offset: number): boolean {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return start !== undefined && Number(start) === offset;
}

function statusError(url: string, response: Response): Error {
  const { status } = response;
  if (status >= 500 || status === 408 || status === 429) return new Error(`HTTP ${status}`);
  return upstreamError({
    code: 'download.refused',
    message: `The server answered HTTP ${status} for ${withoutQuery(url)}.`,
    cure: 'Check the address, or whether the file has moved.',
    data: { status },
  });
}

async function receive(request: DownloadRequest, response: Response, offset: number): Promise<void> {
  const part = `${request.path}.part`;
  const validator = response.headers.get('etag') ?? response.headers.get('last-modified') ?? '';
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? offset + length : undefined;
  if (request.maxBytes !== undefined && (total ?? 0) > request.maxBytes) {
    await response.body?.cancel();
    throw tooLarge(request);
  }
  // A new validator must never stand beside old bytes, not even after a kill at this point.
  if (offset === 0) await forgetPart(part);
  if (validator !== '') await writePartRecord(part, { url: request.url, validator });
  let done = offset;
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  body.on('data', (chunk: Buffer) => {
    done += chunk.length;
    if (request.maxBytes !== undefined && done > request.maxBytes) body.destroy(tooLarge(request));
    request.report({
      label: request.label,
      done,
      ...(total !== undefined && { total }),
      unit: 'bytes',
    });
  });
  await pipeline(body, createWriteStream(part, { flags: offset > 0 ? 'a' : 'w' }), {
    ...(request.signal && { signal: request.signal }),
  });
  if (total !== undefined && done < total) throw new Error('the connection ended early');
}

async function finish(request: DownloadRequest, contentType: string): Promise<Downloaded> {
  const part = `${request.path}.part`;
  const hash = await sha256File(part);
  if (request.sha256 !== undefined && hash !== request.sha256) {
    await forgetPart(part);
    throw upstreamError({
      code: 'download.wrong-hash',
      message: `${request.label}: the file has SHA-256 ${hash}, but ${request.sha256} is pinned. It was deleted.`,
      cure: 'Try again, or another source; if it stays wrong, the source has changed and must not be trusted.',
      data: { expected: request.sha256, actual: hash },
    });
  }
  const bytes = await sizeOf(part);
  await flush(part);
  await rename(part, request.path);
  await rm(`${part}.json`, { force: true });
  return { path: request.path, bytes, sha256: hash, contentType };
}

/** Waits until the bytes are on the disk: a name must not survive a crash that its content does not. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function forgetPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(`${part}.json`, { force: true });
}

async function readPartRecord(part: string): Promise<PartRecord | undefined> {
  try {
    const value = JSON.parse(await readFile(`${part}.json`, 'utf8')) as Partial<PartRecord>;
    return typeof value.url === 'string' && typeof value.validator === 'string'
      ? { url: value.url, validator: value.validator }
      : undefined;
  } catch {
    return undefined; // no record, or one cut short by a kill: start again
  }
}

async function writePartRecord(part: string, record: PartRecord): Promise<void> {
  await writeFile(`${part}.json`, JSON.stringify(record));
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

function tooLarge(request: DownloadRequest): LionrockError {
  return upstreamError({
    code: 'download.too-large',
    message: `${request.label} is larger than the ${request.maxBytes} bytes allowed.`,
    data: { maxBytes: request.maxBytes },
  });
}

function failed(url: string, cause: unknown): LionrockError {
  const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause : cause).message : '';
  return upstreamError({
    code: 'download.failed',
    message: `${withoutQuery(url)} could not be downloaded (${reason}).`,
    cure: 'Check the connection and run the same command again; it continues where it stopped.',
    cause,
  });
}

/** An address without its query, which may hold a token, for messages. */
function withoutQuery(url: string): string {
  return url.split('?')[0] ?? url;
}
