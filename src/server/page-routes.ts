import { createRoute, z } from '@hono/zod-openapi';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setupError, sha256 } from '../base/index.ts';
import { notFound } from './read-failure.ts';
import { problems } from './send-problem.ts';
import type { ServerApp } from './server-env.ts';

/** Where `npm run build` puts the page, seen from the sources and from what is built of them alike. */
const builtPage = fileURLToPath(new URL('../../dist/web', import.meta.url));

const mediaTypes: Partial<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const pageRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'The page',
  responses: {
    200: { description: 'HTML', content: { 'text/html': { schema: z.string() } } },
    304: { description: 'Not changed since the last time.' },
    ...problems(403, 503),
  },
});

const assetRoute = createRoute({
  method: 'get',
  path: '/assets/{file}',
  summary: 'A script, style or picture of the page',
  request: { params: z.object({ file: z.string() }) },
  responses: {
    200: { description: 'The file', content: { '*/*': { schema: z.string() } } },
    304: { description: 'Not changed since the last time.' },
    ...problems(403, 404, 503),
  },
});

interface PageFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

/** Adds the page. Its few files are read once into memory, so no request can name any other file. */
export function addPageRoutes(app: ServerApp, folder: string = builtPage): void {
  let files: Promise<ReadonlyMap<string, PageFile>> | undefined;
  const find = async (path: string): Promise<PageFile | undefined> => {
    files ??= readPage(folder);
    try {
      return (await files).get(path);
    } catch (error) {
      // It may be built while the server runs.
      files = undefined;
      throw error;
    }
  };
  app.openapi(pageRoute, async (c) => {
    const file = await find('index.html');
    if (file === undefined) throw pageMissing();
    return sendFile(file, { match: c.req.header('if-none-match'), caching: 'no-cache' });
  });
  app.openapi(assetRoute, async (c) => {
    const file = await find(`assets/${c.req.valid('param').file}`);
    if (file === undefined) throw notFound('file');
    // Their names hold a hash of their content.
    const caching = 'public, max-age=31536000, immutable';
    return sendFile(file, { match: c.req.header('if-none-match'), caching });
  });
}

function sendFile(
  { content, type, etag }: PageFile,
  { match, caching }: { readonly match: string | undefined; readonly caching: string },
): Response {
  const headers = { 'content-type': type, 'cache-control': caching, etag };
  if (match?.split(/,\s*/).includes(etag) === true) return new Response(null, { status: 304, headers });
  return new Response(content, { headers });
}

async function readPage(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (paths.length === 0) throw pageMissing();
  return new Map(await Promise.all(paths.map((path) => readPageFile(folder, path))));
}

async function readPageFile(folder: string, path: string): Promise<[string, PageFile]> {
  const content = new Uint8Array(await readFile(path));
  const type = mediaTypes[extname(path)] ?? 'application/octet-stream';
  const name = path.slice(folder.length + 1).replaceAll('\\', '/');
  return [name, { content, type, etag: `"${sha256(content).slice(0, 32)}"` }];
}

function pageMissing(): Error {
  return setupError({
    code: 'server.page-not-built',
    message: 'The page is not built.',
    cure: 'Run `npm run build` and load it again.',
  });
}
