export {
  findPinnedModel,
  modelCatalogue,
  pinnedModelPath,
  type HubSource,
  type ModelSource,
  type PinnedModel,
  type WheelsSource,
} from './catalogue.ts';
export { type EndpointOptions } from './call-endpoint.ts';
export { collectReply, type ChatReply } from './collect-reply.ts';
export { createLlamaChatModel, type LlamaChatOptions } from './llama-chat.ts';
export { createLlamaEmbeddingModel, type LlamaEmbeddingOptions } from './llama-embedding.ts';
export {
  createLlamaRuntime,
  type LlamaRuntime,
  type LlamaRuntimeOptions,
  type LoadedLlamaModel,
} from './llama-runtime.ts';
export {
  createOpenAiChatModel,
  createOpenAiEmbeddingModel,
  type OpenAiChatOptions,
  type OpenAiEmbeddingOptions,
} from './openai-compatible.ts';
export { measureFolder } from './measure-folder.ts';
export { pullModel, type PullModelOptions } from './pull-model.ts';
export {
  describeSource,
  findPulledModel,
  verifyModel,
  type FindPulledOptions,
  type ModelManifest,
  type PulledModel,
} from './pulled-model.ts';
export { type ProgramRequest, type ProgramResult, type RunProgram } from './run-program.ts';
export {
  createScriptedChatModel,
  createScriptedEmbeddingModel,
  type ChatScript,
  type ScriptedChatModel,
  type ScriptedChatOptions,
  type ScriptedEmbeddingCall,
  type ScriptedEmbeddingModel,
  type ScriptedEmbeddingOptions,
  type ScriptedReply,
} from './scripted.ts';
export type {
  ChatCapabilities,
  ChatMessage,
  ChatModel,
  ChatPart,
  ChatRequest,
  EmbeddingKind,
  EmbeddingModel,
  RerankModel,
  TokenLogprob,
  TokenUsage,
} from './spec.ts';
