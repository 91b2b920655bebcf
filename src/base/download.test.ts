import { randomBytes } from 'node:crypto';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../models/testing/make-temporary-folder.ts';
import { serve } from '../models/testing/serve.ts';
import { download, type DownloadRequest } from './download.ts';
import { sha256 } from './hash.ts';
import type { Progress } from './progress.ts';

const content = randomBytes(200_000);
const hash = sha256(content);

interface Asked {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** A server of one file that keeps HTTP's rules for ranges and notes what it was asked. */
async function serveFile(options: {
  body?: Buffer;
  etag?: string;
  /** Bytes after which the n-th reply breaks off. */
  breakAfter?: (request: number) => number | undefined;
  before?: (request: number, response: ServerResponse) => boolean;
}) {
  const asked: Asked[] = [];
  const state = { body: options.body ?? content, etag: options.etag ?? '"v1"' };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const range = request.headers.range;
    asked.push({ range, ifRange: request.headers['if-range'] as string | undefined });
    if (options.before?.(asked.length, response) === true) return;
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const resumed = range !== undefined && request.headers['if-range'] === state.etag;
    if (resumed && start >= state.body.length) {
      response.writeHead(416, { 'content-range': `bytes */${state.body.length}` }).end();
      return;
    }
    const sent = resumed ? state.body.subarray(start) : state.body;
    response.writeHead(resumed ? 206 : 200, {
      'content-type': 'application/pdf; charset=binary',
      'content-length': sent.length,
      ...(state.etag !== '' && { etag: state.etag }),
      ...(resumed && { 'content-range': `bytes ${start}-${state.body.length - 1}/${state.body.length}` }),
    });
    const limit = options.breakAfter?.(asked.length);
    if (limit === undefined) response.end(sent);
    else response.write(sent.subarray(0, limit), () => setTimeout(() => response.destroy(), 50));
  };
  return { url: `${await serve(listener)}/file.pdf?token=secret`, asked, state };
}

async function requestFor(url: string, rest: Partial<DownloadRequest> = {}): Promise<DownloadRequest> {
  const folder = await makeTemporaryFolder();
  return {
    url,
    path: join(folder, 'deep', 'file.pdf'),
    label: 'file',
    report: () => undefined,
    pauseMs: 1,
    ...rest,
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

describe('download', () => {
  it('fetches a file and leaves nothing beside it', async () => {
    const { url } = await serveFile({});
    const reports: Progress[] = [];
    const request = await requestFor(url, { sha256: hash, report: (progress) => reports.push(progress) });
    expect(await download(request)).toEqual({
      path: request.path,
      bytes: content.length,
      sha256: hash,
      contentType: 'application/pdf; charset=binary',
    });
    expect(await readFile(request.path)).toEqual(content);
    expect(await readdir(join(request.path, '..'))).toEqual(['file.pdf']);
    expect(reports.at(-1)).toMatchObject({ done: content.length, total: content.length, unit: 'bytes' });
  });

  it('continues where the connection broke, while the validator holds', async () => {
    const { url, asked } = await serveFile({ breakAfter: (n) => (n === 1 ? 50_000 : undefined) });
    const request = await requestFor(url);
    expect((await download(request)).sha256).toBe(hash);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.ifRange).toBe('"v1"');
    expect(asked[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('continues in a later run', async () => {
    const { url, asked } = await serveFile({ breakAfter: (n) => (n === 1 ? 50_000 : undefined) });
    const request = await requestFor(url);
    await expect(download({ ...request, attempts: 1 })).rejects.toMatchObject({ code: 'download.failed' });
    expect(await exists(request.path)).toBe(false);
    expect((await download(request)).sha256).toBe(hash);
    expect(asked[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('starts again when the file has changed since', async () => {
    const { url, state } = await serveFile({ breakAfter: (n) => (n === 1 ? 50_000 : undefined) });
    const request = await requestFor(url);
    await expect(download({ ...request, attempts: 1 })).rejects.toMatchObject({ code: 'download.failed' });
    state.body = randomBytes(120_000);
    state.etag = '"v2"';
    expect((await download(request)).sha256).toBe(sha256(state.body));
  });

  it('starts again when the server gives no validator', async () => {
    const { url, asked } = await serveFile({ etag: '', breakAfter: (n) => (n === 1 ? 50_000 : undefined) });
    expect((await download(await requestFor(url))).sha256).toBe(hash);
    expect(asked[1]?.range).toBeUndefined();
  });

  it('does not continue the part of another address', async () => {
    const { url, asked } = await serveFile({});
    const request = await requestFor(url);
    await download(request);
    await writeFile(`${request.path}.part`, 'other bytes');
    await writeFile(`${request.path}.part.json`, JSON.stringify({ url: 'http://other', validator: '"v1"' }));
    expect((await download(request)).sha256).toBe(hash);
    expect(asked[1]?.range).toBeUndefined();
  });

  it.each(['', '{"url":', '[]', '{"url":1,"validator":2}'])(
    'survives a record cut short: %j',
    async (record) => {
      const { url } = await serveFile({});
      const request = await requestFor(url);
      await download(request);
      await writeFile(`${request.path}.part`, 'old bytes');
      await writeFile(`${request.path}.part.json`, record);
      expect((await download(request)).sha256).toBe(hash);
    },
  );

  it('refuses another part than it asked for', async () => {
    const wrongPart = (n: number, response: ServerResponse) => {
      if (n !== 2) return false;
      response
        .writeHead(206, { etag: '"v1"', 'content-range': 'bytes 0-99/200000' })
        .end(content.subarray(0, 100));
      return true;
    };
    const { url } = await serveFile({ breakAfter: (n) => (n === 1 ? 50_000 : undefined), before: wrongPart });
    expect((await download(await requestFor(url))).sha256).toBe(hash);
  });

  it('takes a complete part for the file when the server has no more to send', async () => {
    const { url } = await serveFile({});
    const request = await requestFor(url, { sha256: hash });
    await download(request);
    await writeFile(`${request.path}.part`, content);
    await writeFile(`${request.path}.part.json`, JSON.stringify({ url, validator: '"v1"' }));
    expect((await download(request)).bytes).toBe(content.length);
  });

  it('starts again after 416 with a part that is not the file', async () => {
    const { url, asked } = await serveFile({});
    const request = await requestFor(url, { sha256: hash });
    await download(request);
    await writeFile(`${request.path}.part`, randomBytes(content.length + 10));
    await writeFile(`${request.path}.part.json`, JSON.stringify({ url, validator: '"v1"' }));
    expect((await download(request)).sha256).toBe(hash);
    expect(asked).toHaveLength(3);
  });

  it('deletes a file that is not the pinned one', async () => {
    const { url, asked } = await serveFile({});
    const request = await requestFor(url, { sha256: sha256('another file') });
    await expect(download(request)).rejects.toMatchObject({
      code: 'download.wrong-hash',
      category: 'upstream',
    });
    expect(asked).toHaveLength(1);
    expect(await readdir(join(request.path, '..'))).toEqual([]);
  });

  it('keeps an old file when a new one fails', async () => {
    const { url, state } = await serveFile({});
    const request = await requestFor(url, { sha256: hash });
    await download(request);
    state.body = randomBytes(100);
    state.etag = '"v2"';
    await expect(download(request)).rejects.toMatchObject({ code: 'download.wrong-hash' });
    expect(await readFile(request.path)).toEqual(content);
  });

  it('refuses a file that says it is too large, and keeps no part of it', async () => {
    const { url } = await serveFile({});
    const request = await requestFor(url, { maxBytes: 1000 });
    await expect(download(request)).rejects.toMatchObject({ code: 'download.too-large' });
    expect(await readdir(join(request.path, '..'))).toEqual([]);
  });

  it('stops a reply without end', async () => {
    const endless = (_n: number, response: ServerResponse) => {
      response.writeHead(200, { etag: '"v1"' });
      const timer = setInterval(() => response.write(Buffer.alloc(65_536)), 1);
      response.on('close', () => clearInterval(timer));
      return true;
    };
    const { url } = await serveFile({ before: endless });
    const request = await requestFor(url, { maxBytes: 500_000 });
    await expect(download(request)).rejects.toMatchObject({ code: 'download.too-large' });
    expect(await readdir(join(request.path, '..'))).toEqual([]);
  });

  it.each([404, 403, 410])(
    'gives up at once on HTTP %i, without the query in the message',
    async (status) => {
      const { url, asked } = await serveFile({
        before: (_n, response) => {
          response.writeHead(status).end('no');
          return true;
        },
      });
      const error: unknown = await download(await requestFor(url)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'download.refused', data: { status } });
      expect(String(error)).not.toContain('secret');
      expect(asked).toHaveLength(1);
    },
  );

  it.each([500, 503, 429, 408])('tries again after HTTP %i', async (status) => {
    const { url, asked } = await serveFile({
      before: (n, response) => {
        if (n > 1) return false;
        response.writeHead(status).end('later');
        return true;
      },
    });
    expect((await download(await requestFor(url))).sha256).toBe(hash);
    expect(asked).toHaveLength(2);
  });

  it('names the last failure after the last attempt, without the query', async () => {
    const { url, asked } = await serveFile({
      before: (_n, response) => {
        response.writeHead(502).end();
        return true;
      },
    });
    const error: unknown = await download(await requestFor(url, { attempts: 2 })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'download.failed', category: 'upstream' });
    expect(String(error)).toContain('HTTP 502');
    expect(String(error)).not.toContain('secret');
    expect(asked).toHaveLength(2);
  });

  it('stops when it is told to, and keeps what it has', async () => {
    const control = new AbortController();
    const { url, asked } = await serveFile({
      before: (n, response) => {
        if (n > 1) return false;
        response.writeHead(200, { etag: '"v1"', 'content-length': content.length });
        response.write(content.subarray(0, 50_000));
        return true;
      },
    });
    const request = await requestFor(url);
    const aborted = download({
      ...request,
      signal: control.signal,
      report: ({ done }) => {
        if (done >= 50_000) control.abort();
      },
    });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(await exists(request.path)).toBe(false);
    expect(asked).toHaveLength(1);
    expect((await download(request)).sha256).toBe(hash);
  });
});
