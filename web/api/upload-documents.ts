import type { IngestEvent } from '../../src/server/api-schema.ts';
import { decodeIngestEvent } from './decode-event.ts';
import { RequestFailed, readProblem } from './problem.ts';
import { EventSplitter } from './read-events.ts';

/** What an upload needs, and whom it tells. */
export interface Upload {
  readonly collection: string;
  readonly files: readonly File[];
  /** Called with the share of bytes sent, in [0, 1]. */
  readonly onSent: (share: number) => void;
  readonly onEvent: (event: IngestEvent) => void;
}

/**
 * Sends files into a collection; resolves when the server has read them all.
 *
 * `fetch` cannot tell how much of a body is sent, and on a slow line that is most of the wait.
 *
 * @throws RequestFailed when the server refuses or the connection breaks
 */
export function uploadDocuments({ collection, files, onSent, onEvent }: Upload): Promise<void> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  const request = new XMLHttpRequest();
  request.open('POST', `/api/knowledge?collection=${encodeURIComponent(collection)}`);
  request.setRequestHeader('accept', 'text/event-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    onSent(total === 0 ? 1 : loaded / total);
  });
  const readMore = eventReader(request, onEvent);
  return new Promise((resolve, reject) => {
    const attempt = (work: () => void) => () => {
      try {
        work();
      } catch (error) {
        reject(error instanceof Error ? error : new RequestFailed({ kind: 'network' }));
        request.abort();
      }
    };
    request.addEventListener('progress', attempt(readMore));
    request.addEventListener(
      'load',
      attempt(() => {
        finish(request, readMore());
        resolve();
      }),
    );
    for (const failure of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(failure, () => reject(new RequestFailed({ kind: 'network' })));
    request.send(form);
  });
}

/** Hands on the events that have come since the last call; returns the last of all so far. */
function eventReader(
  request: XMLHttpRequest,
  onEvent: (event: IngestEvent) => void,
): () => IngestEvent['type'] | undefined {
  const splitter = new EventSplitter();
  let read = 0;
  let last: IngestEvent['type'] | undefined;
  return () => {
    if (request.status < 200 || request.status > 299) return last;
    const text = request.responseText;
    for (const { data } of splitter.push(text.slice(read))) {
      const event = decodeIngestEvent(data);
      if (event === undefined) continue;
      last = event.type;
      onEvent(event);
    }
    read = text.length;
    return last;
  };
}

function finish(request: XMLHttpRequest, last: IngestEvent['type'] | undefined): void {
  if (request.status < 200 || request.status > 299)
    throw new RequestFailed(readProblem(parseJson(request.responseText), request.status));
  if (last !== 'done' && last !== 'error') throw new RequestFailed({ kind: 'network' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
