import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from '../../base/index.ts';

/** A file that the test server has. */
export interface ServedFile {
  readonly content: string | Uint8Array;
  /** `Content-Type`. */
  readonly type: string;
  /** The connection breaks after this many bytes of the first reply. */
  readonly breakAfter?: number;
}

/** A web server on this machine that stands for the publishers' servers. */
export interface FileServer {
  /** Its address, without a slash at the end. */
  readonly address: string;
  /** The files by path, with query; may be changed at any time. What is not there gives 404. */
  readonly files: Map<string, ServedFile>;
  /** `path` and `Range` of each request, in order. */
  readonly requests: { readonly path: string; readonly range: string | undefined }[];
  /** A fetch that asks this server whatever the host, as if it were the publisher's. */
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/** Starts a server that knows ranges and validators, as well-kept file servers do. */
export async function serveFiles(files: Readonly<Record<string, ServedFile>> = {}): Promise<FileServer> {
  const served = new Map(Object.entries(files));
  const requests: FileServer['requests'] = [];
  const broken = new Set<string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const range = request.headers.range;
    requests.push({ path, range });
    const file = served.get(path);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const content = Buffer.from(file.content);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const rest = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-type': file.type,
      'content-length': rest.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
      etag: `"${content.length}"`,
    });
    if (file.breakAfter === undefined || broken.has(path)) {
      response.end(rest);
      return;
    }
    broken.add(path);
    // The bytes must have left before the connection breaks.
    response.write(rest.subarray(0, file.breakAfter), () => setTimeout(() => response.destroy(), 500));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    files: served,
    requests,
    fetch: (url, init) => {
      const { pathname, search } = new URL(url);
      return fetch(`${address}${pathname}${search}`, init);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
