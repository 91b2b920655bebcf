import type { Context } from 'hono';
import type { ServerContext } from './server-context.ts';
import type { ServerEnv } from './server-env.ts';

/** A signal for the work of one request. */
export interface RequestWatch {
  /** Aborted when the client goes, when the server closes, and when the response is complete. */
  readonly signal: AbortSignal;
  /** To be called when a stream is over. */
  readonly stop: () => void;
}

/**
 * Serves a request with a signal that ends its work. By hand, because in Node 20 `AbortSignal.any`
 * never forgets anything while one of its signals, here the server's, lives on.
 */
export async function watchRequest<Answer extends Response>(
  c: Context<ServerEnv>,
  { closing }: ServerContext,
  serve: (watch: RequestWatch) => Promise<Answer>,
): Promise<Answer> {
  const own = new AbortController();
  const sources = [c.req.raw.signal, closing];
  const stop = (): void => {
    for (const source of sources) source.removeEventListener('abort', stop);
    own.abort();
  };
  for (const source of sources) source.addEventListener('abort', stop);
  if (sources.some((source) => source.aborted)) stop();
  try {
    const response = await serve({ signal: own.signal, stop });
    if (!isStream(response)) stop();
    return response;
  } catch (error) {
    stop();
    throw error;
  }
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true;
}
