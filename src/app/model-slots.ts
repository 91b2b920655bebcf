import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ReportProgress, ignoreProgress, reportError, setupError } from '../base/index.ts';
import {
  type ChatModel,
  type EmbeddingModel,
  type LlamaRuntime,
  type PinnedModel,
  type PullModelOptions,
  createLlamaChatModel,
  createLlamaEmbeddingModel,
  createLlamaRuntime,
  createOpenAiChatModel,
  createOpenAiEmbeddingModel,
  findPinnedModel,
  findPulledModel,
  pullModel,
} from '../models/index.ts';
import type { Config } from './config.ts';

/** What a model slot is doing. */
export interface SlotState {
  readonly id: string | null;
  readonly state: 'none' | 'missing' | 'downloading' | 'loading' | 'ready' | 'failed';
  /** Bytes fetched so far, while downloading. */
  readonly done?: number;
  readonly total?: number;
  /** Why it failed or what is missing, with the cure. */
  readonly message?: string;
}

/** The models in use. They may arrive while the program runs: ask anew for each question. */
export interface ModelSlots {
  chat(): ChatModel | undefined;
  embedding(): EmbeddingModel | undefined;
  states(): { readonly chat: SlotState; readonly embedding: SlotState };
  /** Fetches what is missing and pinned, then opens it. Failures become the slot's state. */
  pull(report?: ReportProgress, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A slot holds one kind of model. */
interface Slot<Model> {
  model: Model | undefined;
  state: SlotState;
  /** Id of the pinned model to fetch, when the slot is for one. */
  readonly pinned: PinnedModel | undefined;
  open(path: string, sha256: string): Model;
}

/** Opens the models that the configuration names and that are on this machine; fetches nothing. */
export async function openModelSlots(config: Config): Promise<ModelSlots> {
  const runtime = createLlamaRuntime({ ...(config.threads !== undefined && { threads: config.threads }) });
  const chat = await openChatSlot(config, runtime);
  const embedding = await openEmbeddingSlot(config, runtime);
  return {
    chat: () => chat.model,
    embedding: () => embedding.model,
    states: () => ({ chat: chat.state, embedding: embedding.state }),
    async pull(report = ignoreProgress, signal) {
      // The embedding model first: it is small and helps every answer.
      const options = { directory: config.models, report, ...(signal !== undefined && { signal }) };
      await pullSlot(embedding, options);
      await pullSlot(chat, options);
    },
    async close() {
      await chat.model?.close?.();
      await embedding.model?.close?.();
      await runtime.close();
    },
  };
}

async function openChatSlot(config: Config, runtime: LlamaRuntime): Promise<Slot<ChatModel>> {
  const { chatUrl, chatName, chatKey, chatDrafts, chatModel } = config;
  if (chatUrl !== undefined) {
    const model = createOpenAiChatModel({
      baseUrl: chatUrl,
      model: needName(chatName, 'chatName', 'LIONROCK_CHAT_NAME'),
      ...(chatKey !== undefined && { apiKey: chatKey }),
      ...(chatDrafts !== undefined && { drafts: chatDrafts }),
    });
    return { model, state: { id: model.id, state: 'ready' }, pinned: undefined, open: unreachable };
  }
  const open = (id: string) => (path: string) => createLlamaChatModel({ id, path, runtime });
  return openLocalSlot({ setting: chatModel, kind: 'chat', config, open });
}

async function openEmbeddingSlot(config: Config, runtime: LlamaRuntime): Promise<Slot<EmbeddingModel>> {
  const { embeddingUrl, embeddingName, embeddingKey, embeddingModel, embeddingDimensions } = config;
  if (embeddingUrl !== undefined) {
    if (embeddingDimensions === undefined) {
      throw setupError({
        code: 'config.missing',
        message: 'An embedding endpoint is set, but not the length of its vectors.',
        cure: 'Set LIONROCK_EMBEDDING_DIMENSIONS to it, for example 1024.',
      });
    }
    const model = createOpenAiEmbeddingModel({
      baseUrl: embeddingUrl,
      model: needName(embeddingName, 'embeddingName', 'LIONROCK_EMBEDDING_NAME'),
      dimensions: embeddingDimensions,
      ...(embeddingKey !== undefined && { apiKey: embeddingKey }),
    });
    return { model, state: { id: model.id, state: 'ready' }, pinned: undefined, open: unreachable };
  }
  const open = (id: string) => (path: string, sha256: string) => {
    const pinned = findPinnedModel(id);
    if (pinned.kind !== 'embedding') throw wrongKind(id, 'embedding');
    // Two files of one model (8 bit, 4 bit) give different vectors, which must not be compared.
    return createLlamaEmbeddingModel({ ...pinned, id: `${id}@${sha256.slice(0, 8)}`, path, runtime });
  };
  return openLocalSlot({ setting: embeddingModel, kind: 'embedding', config, open });
}

interface LocalSlotOptions<Model> {
  readonly setting: string;
  readonly kind: PinnedModel['kind'];
  readonly config: Config;
  readonly open: (id: string) => (path: string, sha256: string) => Model;
}

async function openLocalSlot<Model>(options: LocalSlotOptions<Model>): Promise<Slot<Model>> {
  const { setting, kind, config } = options;
  if (setting === 'none') {
    return { model: undefined, state: { id: null, state: 'none' }, pinned: undefined, open: unreachable };
  }
  if (setting.endsWith('.gguf')) return openFileSlot(options);
  const pinned = findPinnedModel(setting);
  if (pinned.kind !== kind) throw wrongKind(setting, kind);
  const open = options.open(setting);
  const pulled = await findPulledModel(setting, { directory: config.models });
  if (pulled === undefined) {
    const message = `The model is not on this machine. Run \`lionrock model pull ${setting}\`.`;
    return { model: undefined, state: { id: setting, state: 'missing', message }, pinned, open };
  }
  return { model: open(pulled.path, pulled.sha256), state: { id: setting, state: 'ready' }, pinned, open };
}

/** A chat model of one's own. An embedding model needs more than a file: window, prefixes, dimensions. */
async function openFileSlot<Model>({ setting, kind, open }: LocalSlotOptions<Model>): Promise<Slot<Model>> {
  if (kind !== 'chat') throw wrongKind(setting, kind);
  await access(setting);
  const id = basename(setting, '.gguf');
  const model = open(id)(setting, '');
  return { model, state: { id, state: 'ready' }, pinned: undefined, open: unreachable };
}

async function pullSlot<Model>(slot: Slot<Model>, options: PullModelOptions): Promise<void> {
  const id = slot.pinned?.id;
  if (id === undefined || slot.state.state === 'ready') return;
  slot.state = { id, state: 'downloading' };
  try {
    const pulled = await pullModel(id, {
      ...options,
      report(progress) {
        const { done, total } = progress;
        slot.state = { id, state: 'downloading', done, ...(total !== undefined && { total }) };
        options.report(progress);
      },
    });
    slot.model = slot.open(pulled.path, pulled.sha256);
    slot.state = { id, state: 'ready' };
  } catch (error) {
    slot.state = { id, state: 'failed', message: reportError(error).message };
  }
}

function needName(name: string | undefined, setting: string, variable: string): string {
  if (name !== undefined) return name;
  throw setupError({
    code: 'config.missing',
    message: `An endpoint is set, but ${setting} is not.`,
    cure: `Set ${variable} to the name of the model at that endpoint.`,
  });
}

function wrongKind(id: string, kind: string) {
  return setupError({
    code: 'config.wrong-kind',
    message: `"${id}" is not a model for ${kind}.`,
    cure: 'Choose one from `lionrock model list`.',
  });
}

function unreachable(): never {
  throw new Error('a slot without a pinned model is never pulled');
}
