import { inputError } from '../base/index.ts';
import type {
  ChatCapabilities,
  ChatModel,
  ChatPart,
  ChatRequest,
  EmbeddingKind,
  EmbeddingModel,
  TokenLogprob,
} from './spec.ts';
import { toUnitVector } from './unit-vector.ts';

/** What a scripted chat model answers to one request. */
export interface ScriptedReply {
  readonly text: string;
  /** How the reply ends. @default 'stop' */
  readonly finish?: 'stop' | 'length' | 'other';
  /** Log-probabilities handed out with the text when the request asks for them. */
  readonly logprobs?: readonly TokenLogprob[];
}

/** Replies in the order of the requests, or a function of the request. An `Error` is thrown. */
export type ChatScript =
  | readonly (string | ScriptedReply | Error)[]
  | ((request: ChatRequest) => string | ScriptedReply | Error | Promise<string | ScriptedReply | Error>);

/** A chat model that follows a script and remembers what it was asked. */
export interface ScriptedChatModel extends ChatModel {
  /** Every request so far, in order. */
  readonly requests: readonly ChatRequest[];
}

/** Options of {@link createScriptedChatModel}. */
export interface ScriptedChatOptions {
  /** @default 'scripted' */
  readonly id?: string;
  /** @default every capability */
  readonly capabilities?: Partial<ChatCapabilities>;
}

/**
 * Makes a chat model without weights, for tests and examples. Replies are streamed word by word;
 * usage counts words. It keeps to `stop` and `maxTokens` (in words), and to nothing else of a request.
 *
 * The returned model throws `models.script-ended` when asked more often than the script has replies.
 *
 * @example
 * const model = createScriptedChatModel(['First reply.', { text: '{"ok":true}' }]);
 */
export function createScriptedChatModel(
  script: ChatScript,
  options: ScriptedChatOptions = {},
): ScriptedChatModel {
  const requests: ChatRequest[] = [];
  return {
    id: options.id ?? 'scripted',
    capabilities: { jsonSchema: true, logprobs: true, drafts: true, ...options.capabilities },
    requests,
    async *generate(request) {
      requests.push(request);
      request.signal?.throwIfAborted();
      const reply = typeof script === 'function' ? await script(request) : script[requests.length - 1];
      if (reply === undefined) throw scriptEnded(requests.length - 1);
      if (reply instanceof Error) throw reply;
      yield* play(typeof reply === 'string' ? { text: reply } : reply, request);
    },
  };
}

function* play(reply: ScriptedReply, request: ChatRequest): Generator<ChatPart> {
  const words = cutAtStop(reply.text, request.stop ?? []).match(/\s*\S+|\s+$/gu) ?? [];
  const kept = words.slice(0, request.maxTokens);
  for (const [index, text] of kept.entries()) {
    request.signal?.throwIfAborted();
    const withLogprobs = index === 0 && request.logprobs === true && reply.logprobs !== undefined;
    yield { type: 'text', text, ...(withLogprobs && { logprobs: reply.logprobs }) };
  }
  yield {
    type: 'end',
    finish: kept.length < words.length ? 'length' : (reply.finish ?? 'stop'),
    usage: {
      promptTokens: request.messages.reduce((sum, message) => sum + countWords(message.content), 0),
      completionTokens: kept.length,
    },
  };
}

function cutAtStop(text: string, stops: readonly string[]): string {
  const places = stops.map((stop) => text.indexOf(stop)).filter((place) => place !== -1);
  return text.slice(0, Math.min(text.length, ...places));
}

function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

function scriptEnded(length: number): Error {
  return inputError({
    code: 'models.script-ended',
    message: `The scripted model has ${length} replies and was asked once more.`,
    cure: 'Give it another reply, or a function of the request.',
    data: { length },
  });
}

/** A call of a scripted embedding model. */
export interface ScriptedEmbeddingCall {
  readonly texts: readonly string[];
  readonly kind: EmbeddingKind;
}

/** An embedding model without weights that remembers what it was asked. */
export interface ScriptedEmbeddingModel extends EmbeddingModel {
  /** Every call so far, in order. */
  readonly calls: readonly ScriptedEmbeddingCall[];
}

/** Options of {@link createScriptedEmbeddingModel}. */
export interface ScriptedEmbeddingOptions {
  /** @default 'scripted-embedding' */
  readonly id?: string;
  /** Numbers in a vector. @default 256 */
  readonly dimensions?: number;
}

/**
 * Makes an embedding model without weights: each text becomes its bag of words, hashed into the
 * vector's places, so that texts with common words are near one another and others nearly
 * orthogonal. Words are runs of letters or digits, and for Chinese single characters and pairs.
 * Queries and passages are treated alike.
 */
export function createScriptedEmbeddingModel(options: ScriptedEmbeddingOptions = {}): ScriptedEmbeddingModel {
  const calls: ScriptedEmbeddingCall[] = [];
  const dimensions = options.dimensions ?? 256;
  return {
    id: options.id ?? 'scripted-embedding',
    dimensions,
    calls,
    embed(texts, kind, signal) {
      if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
      calls.push({ texts, kind });
      return Promise.resolve(texts.map((text) => hashWords(text, dimensions)));
    },
  };
}

function hashWords(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of listWords(text)) {
    const hash = hashText(word);
    const place = hash % dimensions;
    // The sign comes from a bit the place does not use, so that chance meetings cancel out.
    vector[place] = (vector[place] ?? 0) + (hash & 0x80000000 ? -1 : 1);
  }
  if (vector.every((value) => value === 0)) vector[0] = 1;
  return toUnitVector(vector);
}

function listWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      words.push(run);
      continue;
    }
    const characters = Array.from(run);
    words.push(...characters);
    for (const [at, character] of characters.slice(1).entries()) words.push(`${characters[at]}${character}`);
  }
  return words;
}

/** The 32-bit FNV-1a hash of a text's UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
