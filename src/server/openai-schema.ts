import { z } from '@hono/zod-openapi';
import { answerSchema, chatRequestSchema, citationSchema, decisionSchema } from './api-schema.ts';

// OpenAI's shapes as far as they are read or written here; fields that are not named pass unread.

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });

const requestMessage = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z
    .union([z.string(), z.array(contentPart)])
    .nullish()
    .openapi({ description: 'Text, or a list of parts of type `text`.' }),
});

/** A request to `POST /v1/chat/completions`. */
export const completionRequestSchema = z
  .looseObject({
    model: z.string().optional().openapi({ description: 'Any name: the one assistant answers.' }),
    messages: z
      .array(requestMessage)
      .min(1)
      .max(1000)
      .openapi({ description: 'The last is the question; earlier turns help to understand it.' }),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
    n: z.number().int().min(1).max(16).nullish().openapi({
      description: 'Number of choices. The answer is the same in each: it does not depend on chance.',
    }),
    variety: chatRequestSchema.shape.variety,
    collections: chatRequestSchema.shape.collections,
  })
  .openapi('ChatCompletionRequest');

/** What governance decided of an answer, and how the answer came about. */
const governanceSchema = z
  .object({
    action: decisionSchema.shape.action.openapi({ description: 'The strictest of all decisions.' }),
    decisions: z.array(decisionSchema),
    outcome: answerSchema.shape.outcome,
    mode: answerSchema.shape.mode,
    variety: answerSchema.shape.variety,
    model: answerSchema.shape.model.openapi({ description: 'Id of the chat model that took part.' }),
  })
  .openapi('Governance');

const usageSchema = z
  .object({
    prompt_tokens: z.number().int(),
    completion_tokens: z.number().int(),
    total_tokens: z.number().int(),
  })
  .openapi('Usage', { description: 'Counted in words and Han characters.' });

const finishReason = z.enum(['stop', 'content_filter']);

/** A complete answer of `POST /v1/chat/completions`. */
export const completionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number().int(),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          citations: z.array(citationSchema),
          governance: governanceSchema,
        }),
        logprobs: z.null(),
        finish_reason: finishReason,
      }),
    ),
    usage: usageSchema,
  })
  .openapi('ChatCompletion');

/** A piece of a streamed answer. */
export const completionChunkSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion.chunk'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.number().int(),
        delta: z.object({
          role: z.literal('assistant').optional(),
          content: z.string().optional(),
          citations: z.array(citationSchema).optional(),
          governance: governanceSchema.optional(),
        }),
        logprobs: z.null(),
        finish_reason: finishReason.nullable(),
      }),
    ),
    usage: usageSchema.nullable().optional(),
  })
  .openapi('ChatCompletionChunk');

/** An error in OpenAI's shape. */
export const openAiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .openapi('OpenAiError');

/** The models that can be named. */
export const modelListSchema = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        id: z.string(),
        object: z.literal('model'),
        created: z.number().int(),
        owned_by: z.string(),
      }),
    ),
  })
  .openapi('ModelList');

/** A request to `POST /v1/embeddings`. */
export const embeddingRequestSchema = z
  .looseObject({
    model: z.string().optional(),
    input: z.union([z.string().min(1).max(100_000), z.array(z.string().min(1).max(100_000)).min(1).max(256)]),
    encoding_format: z.enum(['float', 'base64']).nullish(),
    dimensions: z.number().int().nullish().openapi({ description: 'Only the length the model has.' }),
    input_type: z
      .enum(['query', 'passage'])
      .nullish()
      .openapi({ description: 'What the text is: a question (as when absent) or a text to be found.' }),
  })
  .openapi('EmbeddingRequest');

/** The vectors of texts. */
export const embeddingListSchema = z
  .object({
    object: z.literal('list'),
    data: z.array(
      z.object({
        object: z.literal('embedding'),
        index: z.number().int(),
        embedding: z.union([z.array(z.number()), z.string()]).openapi({
          description: 'Numbers, or little-endian 32-bit floats in base64.',
        }),
      }),
    ),
    model: z.string(),
    usage: z.object({ prompt_tokens: z.number().int(), total_tokens: z.number().int() }),
  })
  .openapi('EmbeddingList');

/** A request to `POST /v1/chat/completions`, read. */
export type CompletionRequest = z.infer<typeof completionRequestSchema>;
/** A complete answer in OpenAI's shape. */
export type Completion = z.infer<typeof completionSchema>;
/** A piece of a streamed answer in OpenAI's shape. */
export type CompletionChunk = z.infer<typeof completionChunkSchema>;
