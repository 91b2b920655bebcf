import { createRoute, z } from '@hono/zod-openapi';
import { inputError } from '../base/index.ts';
import { addUpload } from '../app/index.ts';
import { type IngestEvent, ingestEventSchema } from './api-schema.ts';
import { readCollection, requireChangeRight } from './collection-rights.ts';
import { logFailure } from './log-requests.ts';
import { readFailure, unsupportedMediaType } from './read-failure.ts';
import { type SavedUpload, saveUpload } from './save-upload.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';
import { streamFrames, toFrame } from './stream-frames.ts';
import { watchRequest } from './watch-request.ts';

type Outcome = ReturnType<typeof addUpload> extends AsyncGenerator<infer Item> ? Item : never;

const uploadRoute = createRoute({
  method: 'post',
  path: '/api/knowledge',
  summary: 'Add documents to a collection',
  description:
    'Files come as `multipart/form-data`. What becomes of them is told as server-sent events, named by ' +
    '`type`; the last is `done` or `error`. An outcome `failed` with a `documentId` is about a part of a ' +
    'document that came nevertheless.',
  request: {
    query: z.object({ collection: z.string() }),
    body: {
      required: true,
      content: {
        // Described without zod: else the whole body would be read into memory to be checked.
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What becomes of each document.',
      content: { 'text/event-stream': { schema: ingestEventSchema } },
    },
    ...problems(400, 403, 413, 415, 503),
  },
});

/** Adds `POST /api/knowledge`. */
export function addUploadRoute(app: ServerApp, context: ServerContext): void {
  const { config } = context.workspace;
  app.openapi(uploadRoute, async (c) => {
    if (config.uploads === 'off') throw uploadsOff();
    const collection = readCollection(c.req.valid('query').collection);
    requireChangeRight(c, context, collection);
    const contentType = c.req.header('content-type') ?? '';
    const { body } = c.req.raw;
    if (!/^multipart\/form-data\b/i.test(contentType) || body === null)
      throw unsupportedMediaType('multipart/form-data');
    const largestFile = config.uploadMegabytes * 1024 * 1024;
    return watchRequest(c, context, async ({ signal, stop }) => {
      const leave = await context.receiving.enter(signal);
      try {
        // Read to its end first: a browser that is still sending does not listen.
        const saved = await saveUpload({ body, contentType, largestFile, signal });
        return streamFrames(toFrames({ saved, collection, signal, leave }, context), stop);
      } catch (error) {
        leave();
        throw error;
      }
    });
  });
}

interface Upload {
  readonly saved: SavedUpload;
  readonly collection: string;
  readonly signal: AbortSignal;
  /** Gives up the place among the uploads on the disk. */
  readonly leave: () => void;
}

async function* toFrames(upload: Upload, context: ServerContext): AsyncGenerator<string> {
  try {
    for await (const event of addFiles(upload, context)) yield toFrame(event, event.type);
  } catch (error) {
    logFailure(context.log, error, 'upload');
    const { code, message } = readFailure(error);
    yield toFrame({ type: 'error', code, message }, 'error');
  } finally {
    await upload.saved.remove();
    upload.leave();
  }
}

async function* addFiles(
  { saved, collection, signal }: Upload,
  { workspace, reading }: ServerContext,
): AsyncGenerator<IngestEvent> {
  const counts = { added: 0, replaced: 0, unchanged: 0, failed: 0 };
  const leave = await reading.enter(signal);
  try {
    for (const [done, { path, name }] of saved.files.entries()) {
      yield { type: 'progress', done, label: name };
      for await (const outcome of addUpload(workspace, { path, name, collection, signal })) {
        const view = viewOutcome(outcome);
        counts[view.outcome] += 1;
        yield { type: 'outcome', outcome: view };
      }
    }
  } finally {
    leave();
  }
  yield { type: 'done', ...counts };
}

function viewOutcome(outcome: Outcome): Extract<IngestEvent, { type: 'outcome' }>['outcome'] {
  if (outcome.outcome !== 'failed' && outcome.outcome !== 'doubtful') return { ...outcome };
  const { source, documentId, line } = outcome;
  const { code, message } = readFailure(outcome.error);
  return {
    outcome: 'failed',
    source,
    ...(documentId !== undefined && { documentId }),
    ...(line !== undefined && { line }),
    error: { code, message },
  };
}

function uploadsOff(): Error {
  return inputError({
    code: 'server.uploads-off',
    message: 'This server takes no documents.',
    cure: 'Ask whoever runs it to set LIONROCK_UPLOADS to `private`.',
  });
}
