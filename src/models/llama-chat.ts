import { randomInt } from 'node:crypto';
import type {
  ChatHistoryItem,
  ChatWrapper,
  LlamaContextSequence,
  SequenceEvaluateOptions,
} from 'node-llama-cpp';
import { inputError, type LionrockError } from '../base/index.ts';
import { createExclusiveResource } from './exclusive-resource.ts';
import { toGrammarSchema } from './grammar-schema.ts';
import { writeReply, type ReplyStops } from './llama-reply.ts';
import type { LlamaRuntime, LoadedLlamaModel } from './llama-runtime.ts';
import { loadPrompt } from './load-prompt.ts';
import { modelClosed } from './model-closed.ts';
import type { ChatModel, ChatPart, ChatRequest } from './spec.ts';
import { streamWork } from './stream-work.ts';

/** A chat model in a GGUF file. */
export interface LlamaChatOptions {
  readonly id: string;
  /** Path of the GGUF file. */
  readonly path: string;
  readonly runtime: LlamaRuntime;
  /** Longest prompt and reply together, in tokens. @default 4096 */
  readonly contextTokens?: number;
  /** Whether it may draft freely, see `ChatCapabilities`. @default false */
  readonly drafts?: boolean;
  /**
   * Divides the odds of the tokens among the last 64 of the reply, so that a small model does not fall
   * into a loop, as it does in Chinese; 1 leaves them alone. Recommended: 1 to 1.2. @default 1.1
   */
  readonly repeatPenalty?: number;
}

interface OpenChat extends LoadedLlamaModel {
  readonly sequence: LlamaContextSequence;
  readonly wrapper: ChatWrapper;
  readonly repeatPenalty: number;
  /** Prompt tokens at the start of the sequence that the next request may use again. */
  reusable: number;
}

/**
 * Makes a chat model of a GGUF file that runs inside this process, on the processor. The file is
 * loaded with the first request. Requests run one after the other; each is independent, though a
 * beginning of the prompt in common with the one before is not computed again.
 *
 * At temperature 0 the same request gives the same reply. At others tokens are drawn from the 40
 * likeliest within 95 % of the probability. Log-probabilities are those of the distribution that was
 * drawn from: at temperature 0 the model's own but for the `repeatPenalty`, under a JSON Schema limited
 * to what it allows.
 *
 * The model throws `models.prompt-too-long`, `models.unsupported-schema`, `models.closed`, and what
 * {@link LlamaRuntime} throws when it loads a model.
 *
 * @example
 * const model = createLlamaChatModel({ id, path, runtime: createLlamaRuntime() });
 */
export function createLlamaChatModel(options: LlamaChatOptions): ChatModel {
  const resource = createExclusiveResource({
    open: () => openChat(options),
    close: (chat) => chat.model.dispose(),
    closedError: () => modelClosed(options.id),
  });
  return {
    id: options.id,
    capabilities: { jsonSchema: true, logprobs: true, drafts: options.drafts ?? false },
    generate: (request) =>
      streamWork<ChatPart>(
        (push, signal) =>
          resource.use((chat) => reply(chat, { request, runtime: options.runtime, push, signal }), signal),
        request.signal,
      ),
    close: () => resource.close(),
  };
}

async function openChat(options: LlamaChatOptions): Promise<OpenChat> {
  const loaded = await options.runtime.loadModel(options.path);
  const context = await loaded.model.createContext({
    contextSize: options.contextTokens ?? 4096,
    threads: options.runtime.threads,
  });
  const wrapper = loaded.library.resolveChatWrapper(loaded.model, { warningLogs: false });
  return {
    ...loaded,
    sequence: context.getSequence(),
    wrapper,
    repeatPenalty: options.repeatPenalty ?? 1.1,
    reusable: 0,
  };
}

interface Turn {
  readonly request: ChatRequest;
  readonly runtime: LlamaRuntime;
  readonly push: (part: ChatPart) => void;
  readonly signal: AbortSignal;
}

async function reply(chat: OpenChat, { request, runtime, push, signal }: Turn): Promise<void> {
  const { model, sequence } = chat;
  const { contextText, stopGenerationTriggers } = chat.wrapper.generateContextState({
    chatHistory: toHistory(request),
  });
  const prompt = contextText.tokenize(model.tokenizer);
  const room = sequence.contextSize - 1 - prompt.length;
  if (room < 1) throw promptTooLong(prompt.length, sequence.contextSize);
  const sampling = await toSampling(chat, request);
  const reusable = chat.reusable;
  chat.reusable = 0; // until the prompt is loaded nobody knows what the sequence holds
  const loaded = await loadPrompt({ sequence, prompt, reusable, runtime, signal });
  chat.reusable = loaded.reusable;
  await writeReply({
    model,
    sequence,
    prompt,
    rest: loaded.rest,
    sampling,
    repeatPenalty: chat.repeatPenalty,
    stops: toStops(chat, stopGenerationTriggers, request),
    limit: Math.min(room, request.maxTokens ?? 512),
    logprobs: request.logprobs === true,
    step: (next) => runtime.run(next, signal),
    push,
  });
}

function toHistory(request: ChatRequest): ChatHistoryItem[] {
  const history = request.messages.map(({ role, content }): ChatHistoryItem => {
    if (role === 'assistant') return { type: 'model', response: [content] };
    return { type: role, text: content };
  });
  return [...history, { type: 'model', response: [] }];
}

async function toSampling(chat: OpenChat, request: ChatRequest): Promise<SequenceEvaluateOptions> {
  const { library, llama, model } = chat;
  const sampling = { temperature: request.temperature ?? 0, seed: request.seed ?? randomInt(2 ** 32) };
  if (request.jsonSchema === undefined) return sampling;
  const grammar = await llama.createGrammarForJsonSchema(toGrammarSchema(request.jsonSchema));
  return { ...sampling, grammarEvaluationState: new library.LlamaGrammarEvaluationState({ model, grammar }) };
}

/** The engine's grammar ends each JSON value with these; inside one they cannot occur. */
const endOfJson = '\n\n\n\n';

type Triggers = ReturnType<ChatWrapper['generateContextState']>['stopGenerationTriggers'];

/** What ends a reply: the caller's strings, and the chat template's own, as text or as one token. */
function toStops({ model }: OpenChat, triggers: Triggers, request: ChatRequest): ReplyStops {
  const texts = [...(request.stop ?? []), ...(request.jsonSchema === undefined ? [] : [endOfJson])];
  const tokens = new Set<number>();
  for (const trigger of triggers) {
    const [text, ...others] = trigger.values;
    if (typeof text === 'string' && others.length === 0) texts.push(text);
    const [token, ...more] = trigger.tokenize(model.tokenizer);
    if (token !== undefined && more.length === 0) tokens.add(token);
  }
  return { texts, tokens };
}

function promptTooLong(promptTokens: number, contextTokens: number): LionrockError {
  return inputError({
    code: 'models.prompt-too-long',
    message: `The prompt has ${promptTokens} tokens, but the model's context holds ${contextTokens}, the reply included.`,
    cure: 'Shorten the question or the passages, or give the model a longer context.',
    data: { promptTokens, contextTokens },
  });
}
