import { createRoute, z } from '@hono/zod-openapi';
import {
  listDocuments,
  removeDocuments,
  searchKnowledge,
  sharedCollections,
  viewPassage,
} from '../app/index.ts';
import { type DocumentView, documentSchema, passageViewSchema, searchHitSchema } from './api-schema.ts';
import { readCollection, requireChangeRight } from './collection-rights.ts';
import { notFound } from './read-failure.ts';
import { problems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';
import { watchRequest } from './watch-request.ts';

type DocumentRecord = Awaited<ReturnType<typeof listDocuments>>[number];

const listRoute = createRoute({
  method: 'get',
  path: '/api/knowledge',
  summary: 'The documents of one collection, or of all shared ones',
  request: { query: z.object({ collection: z.string().optional() }) },
  responses: {
    200: {
      description: 'The documents',
      content: { 'application/json': { schema: z.object({ documents: z.array(documentSchema) }) } },
    },
    ...problems(400, 403, 500, 503),
  },
});

const searchRoute = createRoute({
  method: 'get',
  path: '/api/knowledge/search',
  summary: 'Search passages in any variety',
  request: {
    query: z.object({
      q: z.string().trim().min(1).max(8000),
      limit: z.coerce.number().int().min(1).max(100).default(10),
      collection: z
        .string()
        .optional()
        .openapi({ description: 'Only this one. Without it every shared collection is searched.' }),
    }),
  },
  responses: {
    200: {
      description: 'Passages, best first',
      content: {
        'application/json': {
          schema: z.object({
            hits: z.array(searchHitSchema),
            dense: z.enum(['used', 'no-model', 'no-vectors']).openapi({
              description: 'Whether vectors took part, or why not.',
            }),
          }),
        },
      },
    },
    ...problems(400, 403, 500, 502, 503),
  },
});

const passageRoute = createRoute({
  method: 'get',
  path: '/api/knowledge/passages/{collection}/{passageId}',
  summary: 'A passage with its document and its neighbours',
  request: { params: z.object({ collection: z.string(), passageId: z.string() }) },
  responses: {
    200: { description: 'The passage', content: { 'application/json': { schema: passageViewSchema } } },
    ...problems(400, 403, 404, 500, 503),
  },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/api/knowledge/{collection}/{documentId}',
  summary: 'Remove a document',
  request: { params: z.object({ collection: z.string(), documentId: z.string() }) },
  responses: { 204: { description: 'Removed.' }, ...problems(400, 403, 404, 500, 503) },
});

/** Adds the routes that list, search, show and remove what is known. */
export function addKnowledgeRoutes(app: ServerApp, context: ServerContext): void {
  const { workspace } = context;
  app.openapi(listRoute, async (c) => {
    const { collection } = c.req.valid('query');
    const records = await listDocuments(workspace, await readableCollections(collection, context));
    return c.json({ documents: records.map(viewDocument) }, 200);
  });

  app.openapi(searchRoute, async (c) => {
    const { q, limit, collection } = c.req.valid('query');
    const collections = await readableCollections(collection, context);
    return watchRequest(c, context, async ({ signal }) => {
      const { hits, dense } = await searchKnowledge(workspace, { query: q, limit, collections, signal });
      return c.json({ hits: [...hits], dense }, 200);
    });
  });

  app.openapi(passageRoute, async (c) => {
    const { collection, passageId } = c.req.valid('param');
    const view = await viewPassage(workspace, { collection: readCollection(collection), passageId });
    if (view === undefined) throw notFound('passage');
    const { documentId, text, place, variety } = view.passage;
    const passage = { passageId, documentId, collection, text, locator: place, variety };
    const { previous, next } = view;
    const neighbours = { ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
    return c.json({ passage, document: viewDocument(view.document), ...neighbours }, 200);
  });

  app.openapi(removeRoute, async (c) => {
    const { collection, documentId } = c.req.valid('param');
    requireChangeRight(c, context, readCollection(collection));
    await removeDocuments(workspace, { collection, documentIds: [documentId] });
    return c.body(null, 204);
  });
}

/** The named collection, or all shared ones: a private collection is seen only by who names it. */
async function readableCollections(
  name: string | undefined,
  { workspace }: ServerContext,
): Promise<readonly string[]> {
  return name === undefined ? sharedCollections(workspace) : [readCollection(name)];
}

/** What may be shown of a document: not the path it was read from. */
function viewDocument(record: DocumentRecord): DocumentView {
  const { documentId, collection, title, mediaType, addedAt, passageCount } = record;
  const { publisher, url, language, asOf, validFrom, validTo } = record;
  return {
    documentId,
    collection,
    title,
    mediaType,
    addedAt,
    passageCount,
    ...(publisher !== undefined && { publisher }),
    ...(url !== undefined && { url }),
    ...(language !== undefined && { language }),
    ...(asOf !== undefined && { asOf }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
  };
}
