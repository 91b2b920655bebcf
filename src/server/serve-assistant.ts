import { type Server, createServer as createHttpServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type ReportProgress, ignoreProgress, setupError } from '../base/index.ts';
import { type Workspace, embedKnowledge } from '../app/index.ts';
import { trackConnections } from './close-connections.ts';
import { createServer } from './create-server.ts';
import { isLoopbackAddress } from './guard-requests.ts';
import { type Log, createLog, logFailure } from './log-requests.ts';
import type { Ask } from './assistant.ts';

/** Requests that are under way get this long to end when the server closes, in milliseconds. */
const patience = 5000;

/** How to serve. */
export interface ServeOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Whether to fetch the models that are missing, while already answering. */
  readonly pull: boolean;
  /** Answers questions. @default the assistant of `app` */
  readonly ask?: Ask;
  /** Receives the progress of fetching models and giving vectors. */
  readonly report?: ReportProgress;
  readonly log?: Log;
  /** Closes the server when aborted. */
  readonly signal?: AbortSignal;
}

/** A server that listens. */
export interface RunningServer {
  /** Address for people, e.g. `http://localhost:4180`. */
  readonly url: string;
  /**
   * Takes no more requests, ends the streams, and resolves when the work in the background has ended.
   * The workspace stays open.
   */
  close(): Promise<void>;
}

/**
 * Serves the page and the API of a workspace, and in the background brings its models and vectors up
 * to date.
 *
 * @throws `server.port-in-use`, `server.address-not-available`
 */
export async function serveAssistant(workspace: Workspace, options: ServeOptions): Promise<RunningServer> {
  const { host, port } = options;
  const log = options.log ?? createLog(workspace.config.logLevel);
  const closing = new AbortController();
  const { ask } = options;
  const { app } = createServer(workspace, { host, log, closing: closing.signal, ...(ask && { ask }) });
  const answerRequest = getRequestListener(app.fetch, { hostname: host });
  const server = createHttpServer((incoming, outgoing) => void answerRequest(incoming, outgoing));
  const closeConnections = trackConnections(server, patience);
  await listen(server, port, host);
  server.on('error', (error) => logFailure(log, error, 'listen'));
  const background = prepareModels(workspace, options, { log, signal: closing.signal });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing.abort(new DOMException('The server closes.', 'AbortError'));
    closed ??= closeConnections().then(() => background);
    return closed;
  };
  if (options.signal?.aborted === true) await close();
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  return { url: describeAddress(server, host), close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(toListenError(error, port, host));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

/** Fetches models if asked to, then gives vectors to passages; a failure is told, and the server goes on. */
async function prepareModels(
  workspace: Workspace,
  { pull, report = ignoreProgress }: ServeOptions,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  try {
    if (pull) await workspace.models.pull(report, signal);
    if (workspace.models.embedding() !== undefined) await embedKnowledge(workspace, { report, signal });
  } catch (error) {
    if (!signal.aborted) logFailure(log, error, 'prepare models');
  }
}

function describeAddress(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere || isLoopbackAddress(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function toListenError(error: Error, port: number, host: string): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return setupError({
      code: 'server.port-in-use',
      message: `Port ${port} is already in use.`,
      cure: 'Stop the other program, or choose another port with --port.',
      data: { port },
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return setupError({
      code: 'server.address-not-available',
      message: `The server cannot listen on ${host}, port ${port}.`,
      cure: 'Choose an address of this machine with --host, and a port from 1024 on with --port.',
      data: { host, port },
      cause: error,
    });
  }
  return error;
}
