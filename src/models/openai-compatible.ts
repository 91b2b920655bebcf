import { z } from 'zod';
import { LionrockError, upstreamError } from '../base/index.ts';
import { createEndpoint, type EndpointOptions, type EndpointReply } from './call-endpoint.ts';
import { readChatStream, readWholeChat } from './read-chat-stream.ts';
import type { ChatCapabilities, ChatModel, ChatRequest, EmbeddingModel } from './spec.ts';
import { toUnitVector } from './unit-vector.ts';

/** A chat model behind an OpenAI-compatible API: vLLM, SGLang, llama.cpp, Ollama, hosted ones. */
export interface OpenAiChatOptions extends EndpointOptions {
  /** The server's name for the model. */
  readonly model: string;
  /** Our name for it, in records and reports. @default the server's */
  readonly id?: string;
  /** Whether it may draft freely, see {@link ChatCapabilities}. @default true */
  readonly drafts?: boolean;
}

/**
 * Makes a chat model that speaks OpenAI's chat completions over HTTP, streamed.
 *
 * `ChatRequest.extra` is sent along and may replace `max_tokens`, `stream_options` and the like, or
 * remove them (`undefined`), but not `model`, `messages` and `stream`. A server that refuses
 * `response_format` is asked again without it, and from then on not troubled with it: the caller's
 * prompt must itself ask for JSON, and `capabilities.jsonSchema` turns false.
 *
 * `<think>` passages in the text are left to the caller; `reasoning_content` beside it is dropped.
 *
 * @throws `models.bad-endpoint`. The model throws what its endpoint and
 *   {@link readChatStream} throw.
 * @example
 * const model = createOpenAiChatModel({ baseUrl: 'http://127.0.0.1:8000/v1', model: 'qwen3-8b' });
 */
export function createOpenAiChatModel(options: OpenAiChatOptions): ChatModel {
  const endpoint = createEndpoint(options);
  let jsonSchema = true;
  const post = (request: ChatRequest, schema?: JsonSchema): Promise<EndpointReply> =>
    endpoint.post('chat/completions', toBody(options.model, request, schema), request.signal);
  const postWithSchema = async (request: ChatRequest, schema: JsonSchema): Promise<EndpointReply> => {
    try {
      return await post(request, schema);
    } catch (error) {
      if (!isSchemaRefusal(error)) throw error;
      const reply = await post(request);
      jsonSchema = false; // the schema it was, since the rest was accepted
      return reply;
    }
  };
  return {
    id: options.id ?? options.model,
    get capabilities(): ChatCapabilities {
      return { jsonSchema, logprobs: true, drafts: options.drafts ?? true };
    },
    async *generate(request) {
      const schema = jsonSchema ? request.jsonSchema : undefined;
      const { mediaType, chunks } = await (schema ? postWithSchema(request, schema) : post(request));
      yield* mediaType === 'application/json' ? readWholeChat(chunks) : readChatStream(chunks);
    },
  };
}

type JsonSchema = NonNullable<ChatRequest['jsonSchema']>;

function toBody(
  model: string,
  request: ChatRequest,
  schema: JsonSchema | undefined,
): Record<string, unknown> {
  return {
    max_tokens: request.maxTokens ?? 512,
    temperature: request.temperature ?? 0,
    seed: request.seed,
    stop: request.stop,
    logprobs: request.logprobs === true ? true : undefined,
    response_format: schema && { type: 'json_schema', json_schema: { name: 'reply', schema, strict: true } },
    stream_options: { include_usage: true },
    ...request.extra,
    model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
  };
}

/** Servers say in different ways that they do not know `response_format`. */
function isSchemaRefusal(error: unknown): boolean {
  if (!LionrockError.isInstance(error) || error.code !== 'models.endpoint-error') return false;
  return [400, 415, 422, 501].includes(Number(error.data['status']));
}

/** An embedding model behind an OpenAI-compatible API. */
export interface OpenAiEmbeddingOptions extends EndpointOptions {
  /** The server's name for the model. */
  readonly model: string;
  /** Numbers in a vector; a reply with another number is refused. */
  readonly dimensions: number;
  /** Our name for it, kept with every index built with it. @default the server's */
  readonly id?: string;
  /** Put before each text, for models that are trained with prefixes. @default none */
  readonly prefixes?: { readonly query: string; readonly passage: string };
  /** Texts a request. @default 64 */
  readonly batchSize?: number;
  /** Fields passed on unchanged, e.g. `{ truncate_prompt_tokens: 512 }` for vLLM to cut long texts. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

const embeddingsSchema = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })),
});

/**
 * Makes an embedding model that speaks OpenAI's embeddings over HTTP. Vectors are brought to unit
 * length here, whatever the server does. Whether a text past the model's window is cut or refused is
 * the server's choice; see `extra`.
 *
 * @throws `models.bad-endpoint`. The model throws what its endpoint throws, and
 *   `models.endpoint-bad-reply` when vectors are missing or of another size.
 */
export function createOpenAiEmbeddingModel(options: OpenAiEmbeddingOptions): EmbeddingModel {
  const endpoint = createEndpoint(options);
  const batchSize = options.batchSize ?? 64;
  return {
    id: options.id ?? options.model,
    dimensions: options.dimensions,
    async embed(texts, kind, signal) {
      const prefix = options.prefixes?.[kind] ?? '';
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        const input = texts.slice(start, start + batchSize).map((text) => prefix + text);
        const body = { ...options.extra, model: options.model, input };
        const reply = await endpoint.post('embeddings', body, signal);
        vectors.push(
          ...(await readEmbeddings(reply, { count: input.length, dimensions: options.dimensions })),
        );
      }
      return vectors;
    },
  };
}

async function readEmbeddings(
  reply: EndpointReply,
  expected: { readonly count: number; readonly dimensions: number },
): Promise<Float32Array[]> {
  const bytes: Uint8Array[] = [];
  for await (const chunk of reply.chunks) bytes.push(chunk);
  const vectors = new Map<number, Float32Array>();
  for (const { index, embedding } of parseEmbeddings(Buffer.concat(bytes).toString()).data) {
    if (embedding.length !== expected.dimensions) {
      throw badEmbeddings(`vectors of ${embedding.length} numbers instead of ${expected.dimensions}`);
    }
    vectors.set(index, toUnitVector(embedding));
  }
  return Array.from({ length: expected.count }, (_, index) => {
    const vector = vectors.get(index);
    if (vector === undefined) throw badEmbeddings(`no vector for text ${index + 1} of ${expected.count}`);
    return vector;
  });
}

function parseEmbeddings(text: string): z.output<typeof embeddingsSchema> {
  try {
    return embeddingsSchema.parse(JSON.parse(text));
  } catch {
    throw badEmbeddings('something other than embeddings');
  }
}

function badEmbeddings(what: string): LionrockError {
  return upstreamError({
    code: 'models.endpoint-bad-reply',
    message: `The model endpoint sent ${what}.`,
    cure: 'Check the address, the name of the model and its dimensions.',
  });
}
