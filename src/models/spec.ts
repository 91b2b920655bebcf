/** One message of a conversation with a chat model. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A request to a chat model. What a model cannot do it ignores, and says so in `capabilities`. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** Most tokens to write. @default 512 */
  readonly maxTokens?: number;
  /** 0 is greedy. @default 0 */
  readonly temperature?: number;
  readonly seed?: number;
  /** A JSON Schema the reply must satisfy. */
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  /** Asks for the log-probability of each written token. */
  readonly logprobs?: boolean;
  readonly stop?: readonly string[];
  /** Fields passed on unchanged to an HTTP endpoint. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}

/** A written token with its natural-log probability, at most 0. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
}

/** A part of a streamed reply. The last part, and only it, is `end`. */
export type ChatPart =
  | { readonly type: 'text'; readonly text: string; readonly logprobs?: readonly TokenLogprob[] }
  | { readonly type: 'end'; readonly finish: 'stop' | 'length' | 'other'; readonly usage?: TokenUsage };

/** Tokens read and written. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What a chat model can do beyond text. */
export interface ChatCapabilities {
  readonly jsonSchema: boolean;
  readonly logprobs: boolean;
  /** True for a model that may draft freely; a small one only joins and shortens given sentences. */
  readonly drafts: boolean;
}

/** A model that continues a conversation. */
export interface ChatModel {
  readonly id: string;
  readonly capabilities: ChatCapabilities;
  /** Streams the reply. Stopping the iteration stops the model. */
  generate(request: ChatRequest): AsyncIterable<ChatPart>;
  close?(): Promise<void>;
}

/** Questions and passages are embedded differently by asymmetric models. */
export type EmbeddingKind = 'query' | 'passage';

/** A model that turns texts into vectors. */
export interface EmbeddingModel {
  readonly id: string;
  readonly dimensions: number;
  /** One vector of unit length per text, in order. A text past the model's window is cut. */
  embed(texts: readonly string[], kind: EmbeddingKind, signal?: AbortSignal): Promise<Float32Array[]>;
  close?(): Promise<void>;
}

/** A model that judges how well passages answer a query. */
export interface RerankModel {
  readonly id: string;
  /** One score per passage, in order; larger is better. */
  rerank(query: string, passages: readonly string[], signal?: AbortSignal): Promise<number[]>;
  close?(): Promise<void>;
}
