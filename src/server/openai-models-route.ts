import { createRoute } from '@hono/zod-openapi';
import { setupError } from '../base/index.ts';
import { embeddingListSchema, embeddingRequestSchema, modelListSchema } from './openai-schema.ts';
import { invalidRequest } from './read-failure.ts';
import { openAiProblems } from './send-problem.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerApp } from './server-env.ts';
import { assistantModel, countTokens } from './write-completion.ts';
import { watchRequest } from './watch-request.ts';

const modelsRoute = createRoute({
  method: 'get',
  path: '/v1/models',
  summary: 'The assistant, and the embedding model when there is one',
  responses: {
    200: { description: 'Models', content: { 'application/json': { schema: modelListSchema } } },
    ...openAiProblems(403),
  },
});

const embeddingsRoute = createRoute({
  method: 'post',
  path: '/v1/embeddings',
  summary: 'Turn texts into vectors',
  request: { body: { required: true, content: { 'application/json': { schema: embeddingRequestSchema } } } },
  responses: {
    200: {
      description: 'One vector of unit length per text, in order.',
      content: { 'application/json': { schema: embeddingListSchema } },
    },
    ...openAiProblems(400, 403, 413, 415, 500, 502, 503),
  },
});

/** Adds `GET /v1/models` and `POST /v1/embeddings`. */
export function addModelRoutes(app: ServerApp, context: ServerContext): void {
  const { workspace } = context;
  app.openapi(modelsRoute, (c) => {
    const embedding = workspace.models.embedding();
    const ids = [assistantModel, ...(embedding === undefined ? [] : [embedding.id])];
    const data = ids.map((id) => ({
      id,
      object: 'model' as const,
      created: 0,
      owned_by: workspace.config.operator ?? 'lionrock',
    }));
    return c.json({ object: 'list' as const, data }, 200);
  });

  app.openapi(embeddingsRoute, async (c) => {
    const body = c.req.valid('json');
    const model = workspace.models.embedding();
    if (model === undefined) throw noEmbeddingModel();
    if (typeof body.dimensions === 'number' && body.dimensions !== model.dimensions)
      throw invalidRequest(`Vectors of this model have ${model.dimensions} numbers.`, 'dimensions');
    const texts = typeof body.input === 'string' ? [body.input] : body.input;
    const encode = body.encoding_format === 'base64' ? toBase64 : toNumbers;
    return watchRequest(c, context, async ({ signal }) => {
      const leave = await context.embeddings.enter(signal);
      const vectors = await model.embed(texts, body.input_type ?? 'query', signal).finally(leave);
      const data = vectors.map((vector, index) => ({
        object: 'embedding' as const,
        index,
        embedding: encode(vector),
      }));
      const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
      const usage = { prompt_tokens: tokens, total_tokens: tokens };
      return c.json({ object: 'list' as const, data, model: model.id, usage }, 200);
    });
  });
}

function toNumbers(vector: Float32Array): number[] {
  return Array.from(vector);
}

function toBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}

function noEmbeddingModel(): Error {
  return setupError({
    code: 'server.no-embedding-model',
    message: 'This server has no embedding model.',
    cure: 'Fetch one with `lionrock model pull`, or set LIONROCK_EMBEDDING_URL.',
  });
}
