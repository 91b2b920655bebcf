import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { type Workspace, ask } from '../app/index.ts';
import { addAppealRoutes } from './appeal-routes.ts';
import { addChatRoute } from './chat-route.ts';
import { addConstitutionRoute } from './constitution-route.ts';
import { type GateLimits, createGate } from './create-gate.ts';
import { createMetrics } from './create-metrics.ts';
import { addDocumentRoute } from './document-route.ts';
import { addFeedbackRoute } from './feedback-route.ts';
import { guardRequests } from './guard-requests.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addKnowledgeRoutes } from './knowledge-routes.ts';
import { type Log, createLog, logFailure, logRequests } from './log-requests.ts';
import { addModelRoutes } from './openai-models-route.ts';
import { addCompletionRoute } from './openai-route.ts';
import { addPageRoutes } from './page-routes.ts';
import { protectResponses } from './protect-responses.ts';
import { bodyTooLarge, invalidRequest, notFound, stopped } from './read-failure.ts';
import { sendProblem } from './send-problem.ts';
import type { Ask } from './assistant.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp, ServerEnv } from './server-env.ts';
import { addStatusRoutes } from './status-routes.ts';
import { addUploadRoute } from './upload-route.ts';

/** Largest body of a request that is no upload, in bytes. */
const largestBody = 4 * 1024 * 1024;

/** What a server may be given beside its workspace. */
export interface ServerOptions {
  /** Answers questions. @default the assistant of `app` */
  readonly ask?: Ask;
  /** Address it listens on; decides which names it may be called by. @default the workspace's `host` */
  readonly host?: string;
  readonly log?: Log;
  /** Aborted when the server closes. */
  readonly closing?: AbortSignal;
  /** Answers at the same time, and questions that may wait. @default 4 and 64 */
  readonly answers?: GateLimits;
  /** Folder of the built page. */
  readonly pageFolder?: string;
}

/**
 * Makes the HTTP interface of a workspace. It listens to nothing: `app.request('/healthz')` answers.
 *
 * @example
 * const { app } = createServer(workspace);
 * const response = await app.request('/api/region');
 */
export function createServer(workspace: Workspace, options: ServerOptions = {}): { readonly app: ServerApp } {
  const context = createContext(workspace, options);
  const app = new OpenAPIHono<ServerEnv>({
    defaultHook(result) {
      if (result.success) return;
      const [issue] = result.error.issues;
      const place = issue?.path.join('.') ?? '';
      throw invalidRequest(
        `${place === '' ? result.target : place}: ${issue?.message ?? 'not valid'}.`,
        place,
      );
    },
  });
  app.use(logRequests(context.log, context.metrics));
  app.use(protectResponses());
  app.use(guardRequests(options.host ?? workspace.config.host));
  app.use(limitBodies());
  addPageRoutes(app, options.pageFolder);
  addChatRoute(app, context);
  addFeedbackRoute(app, context);
  addAppealRoutes(app, context);
  addKnowledgeRoutes(app, context);
  addUploadRoute(app, context);
  addStatusRoutes(app, context);
  addConstitutionRoute(app, context);
  addCompletionRoute(app, context);
  addModelRoutes(app, context);
  addHealthRoutes(app, context);
  addDocumentRoute(app, workspace.version);
  app.notFound((c) => sendProblem(notFound('address'), c.req.path));
  app.onError((error, c) => {
    const failure = c.req.raw.signal.aborted ? stopped() : error;
    logFailure(context.log, failure, 'request');
    return sendProblem(failure, c.req.path);
  });
  return { app };
}

function createContext(workspace: Workspace, options: ServerOptions): ServerContext {
  const answers = createGate(options.answers ?? { simultaneous: 4, waiting: 64 });
  const metrics = createMetrics(answers);
  const answer = options.ask ?? ask;
  return {
    workspace,
    metrics,
    log: options.log ?? createLog(workspace.config.logLevel),
    closing: options.closing ?? new AbortController().signal,
    receiving: createGate({ simultaneous: 16, waiting: 16 }),
    reading: createGate({ simultaneous: 1, waiting: 16 }),
    embeddings: createGate({ simultaneous: 4, waiting: 64 }),
    answer(request) {
      const turn = answers.enter(request.signal ?? new AbortController().signal);
      return metrics.watchAnswer(answerInTurn(turn, () => answer(workspace, request)));
    },
  };
}

async function* answerInTurn<Event>(
  turn: Promise<() => void>,
  answer: () => AsyncGenerator<Event>,
): AsyncGenerator<Event> {
  const leave = await turn;
  try {
    yield* answer();
  } finally {
    leave();
  }
}

/** Uploads have a limit of their own and are never held in memory. */
function limitBodies() {
  const limit = bodyLimit({
    maxSize: largestBody,
    onError: () => {
      throw bodyTooLarge(largestBody);
    },
  });
  return ((c, next) => (c.req.path === '/api/knowledge' ? next() : limit(c, next))) satisfies ReturnType<
    typeof bodyLimit
  >;
}
