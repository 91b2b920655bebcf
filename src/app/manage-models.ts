import { resolve } from 'node:path';
import { type LionrockError, type ReportProgress, setupError } from '../base/index.ts';
import {
  type ChatModel,
  type EmbeddingModel,
  type PinnedModel,
  type PulledModel,
  collectReply,
  findPinnedModel,
  findPulledModel,
  modelCatalogue,
  pullModel,
  verifyModel,
} from '../models/index.ts';
import { type Config, saveSettings } from './config.ts';
import { openModelSlots } from './model-slots.ts';

/** A model of the catalogue, as people choose among them. */
export interface ModelListing {
  readonly id: string;
  readonly title: string;
  readonly kind: PinnedModel['kind'];
  /** Whether its complete file is on this machine. */
  readonly pulled: boolean;
  /** Bytes of the file: on this machine if it is there, else to be downloaded. */
  readonly bytes: number;
  /** Main memory it needs while it runs, in bytes. */
  readonly memoryBytes: number;
  readonly licence: string;
  /** Whether the configuration chooses it, and no endpoint stands in its place. */
  readonly inUse: boolean;
  readonly notes: readonly string[];
}

/** Lists every model that can be fetched, and which of them are here and in use. */
export async function listModels(config: Config): Promise<ModelListing[]> {
  return Promise.all(
    modelCatalogue.map(async (model) => {
      const pulled = await findPulledModel(model.id, { directory: config.models });
      return {
        id: model.id,
        title: model.title,
        kind: model.kind,
        pulled: pulled !== undefined,
        bytes: pulled?.bytes ?? model.sources[0]?.bytes ?? 0,
        memoryBytes: model.memoryBytes,
        licence: model.licence.name,
        inUse: isInUse(model, config),
        notes: model.notes,
      };
    }),
  );
}

function isInUse({ id, kind }: PinnedModel, config: Config): boolean {
  return kind === 'chat'
    ? config.chatUrl === undefined && config.chatModel === id
    : config.embeddingUrl === undefined && config.embeddingModel === id;
}

/** Which models to fetch. */
export interface FetchModelsRequest {
  /** @default the chosen ones, the embedding model first */
  readonly ids?: readonly string[];
  readonly report: ReportProgress;
  readonly signal?: AbortSignal;
}

/**
 * Fetches models one after the other and tells where each lies.
 *
 * @throws `models.unknown-model` before anything is fetched; what `pullModel` throws.
 */
export async function* fetchModels(
  config: Config,
  request: FetchModelsRequest,
): AsyncGenerator<PulledModel, void, undefined> {
  const chosen = request.ids ?? chosenModels(config);
  const ids = chosen.map((id) => findPinnedModel(id).id);
  for (const id of ids) yield await pullModel(id, { ...request, directory: config.models });
}

function chosenModels(config: Config): string[] {
  const known = new Set(modelCatalogue.map((model) => model.id));
  return [
    ...(config.embeddingUrl === undefined ? [config.embeddingModel] : []),
    ...(config.chatUrl === undefined ? [config.chatModel] : []),
  ].filter((id) => known.has(id));
}

/** What choosing a model did. */
export interface ModelChoice {
  readonly setting: 'chatModel' | 'embeddingModel';
  readonly value: string;
  /** Whether the model is on this machine; true for `none`, which needs nothing. */
  readonly ready: boolean;
  /** What the choice has no effect beside, e.g. an endpoint that is set. */
  readonly overriddenBy?: string;
}

/**
 * Chooses a model for this home: an id of the catalogue, the path of a GGUF chat model, or `none` to
 * do without a chat model.
 *
 * @throws `models.unknown-model`
 */
export async function useModel(config: Config, id: string): Promise<ModelChoice> {
  const chat = id === 'none' || id.endsWith('.gguf') || findPinnedModel(id).kind === 'chat';
  const setting = chat ? 'chatModel' : 'embeddingModel';
  const value = id.endsWith('.gguf') ? resolve(id) : id;
  await saveSettings(config.home, { [setting]: value });
  const local = id === 'none' || id.endsWith('.gguf');
  const ready = local || (await findPulledModel(id, { directory: config.models })) !== undefined;
  const overriddenBy = whatOverrides(config, setting);
  return { setting, value, ready, ...(overriddenBy !== undefined && { overriddenBy }) };
}

function whatOverrides(config: Config, setting: ModelChoice['setting']): string | undefined {
  const endpoint = setting === 'chatModel' ? 'chatUrl' : 'embeddingUrl';
  if (config[endpoint] !== undefined) return `${endpoint} (${config.origins[endpoint] ?? ''})`;
  const origin = config.origins[setting] ?? '';
  return origin.startsWith('environment') ? origin : undefined;
}

/** How a model did on its smoke prompt. */
export type ModelTest = {
  readonly id: string;
  /** Time of the smoke prompt, without the loading of a chat model. */
  readonly milliseconds: number;
} & (
  | {
      readonly kind: 'chat';
      readonly passed: boolean;
      readonly reply: string;
      readonly tokensPerSecond?: number;
    }
  /** `related` and `unrelated` are cosine similarities, in [-1, 1]. */
  | {
      readonly kind: 'embedding';
      readonly passed: boolean;
      readonly related: number;
      readonly unrelated: number;
    }
);

/**
 * Runs one smoke prompt on a chat model, or compares one related and one unrelated pair of sentences
 * with an embedding model. The hash of a pinned file is computed first.
 *
 * @param id an id of the catalogue; without one, the chosen models or endpoints are tested
 * @throws `models.not-pulled`, `models.damaged`, `models.unknown-model`; `models.none-chosen`
 */
export async function* testModels(
  config: Config,
  id?: string,
  signal?: AbortSignal,
): AsyncGenerator<ModelTest, void, undefined> {
  const tested = id === undefined ? config : only(config, id);
  for (const chosen of chosenModels(tested)) await verifyModel(chosen, { directory: config.models });
  const slots = await openModelSlots(tested);
  try {
    const [chat, embedding] = [slots.chat(), slots.embedding()];
    if (chat === undefined && embedding === undefined) throw noneChosen();
    if (embedding !== undefined) yield await testEmbedding(embedding, signal);
    if (chat !== undefined) yield await testChat(chat, signal);
  } finally {
    await slots.close();
  }
}

/** The configuration with one local model and nothing else. */
function only(config: Config, id: string): Config {
  const { chatUrl: _chat, embeddingUrl: _embedding, ...rest } = config;
  const { kind } = findPinnedModel(id);
  return {
    ...rest,
    chatModel: kind === 'chat' ? id : 'none',
    embeddingModel: kind === 'embedding' ? id : 'none',
  };
}

async function testChat(model: ChatModel, signal?: AbortSignal): Promise<ModelTest> {
  const ask = (content: string, maxTokens: number) =>
    collectReply(
      model.generate({
        messages: [{ role: 'user', content }],
        maxTokens,
        temperature: 0,
        ...(signal !== undefined && { signal }),
      }),
    );
  // A local model is loaded with its first prompt, which would spoil the speed.
  await ask('Hello', 1);
  const start = performance.now();
  const { text, usage } = await ask('Count from one to ten in words, separated by commas.', 48);
  const milliseconds = performance.now() - start;
  const tokens = usage?.completionTokens;
  return {
    id: model.id,
    kind: 'chat',
    passed: /seven.*ten/isu.test(text),
    reply: text.trim(),
    milliseconds: Math.round(milliseconds),
    ...(tokens !== undefined && { tokensPerSecond: Math.round((tokens / milliseconds) * 10_000) / 10 }),
  };
}

async function testEmbedding(model: EmbeddingModel, signal?: AbortSignal): Promise<ModelTest> {
  const start = performance.now();
  const [question] = await model.embed(['How do I renew my passport?'], 'query', signal);
  const [near, far] = await model.embed(
    ['護照到期後可以申請換領新證件。', 'The ferry to the island leaves every hour.'],
    'passage',
    signal,
  );
  const [related, unrelated] = [similarity(question, near), similarity(question, far)];
  return {
    id: model.id,
    kind: 'embedding',
    passed: related > unrelated,
    related,
    unrelated,
    milliseconds: Math.round(performance.now() - start),
  };
}

/** Cosine similarity of two vectors of unit length, to three places. */
function similarity(one: Float32Array | undefined, other: Float32Array | undefined): number {
  const sum = (one ?? new Float32Array()).reduce((total, value, at) => total + value * (other?.[at] ?? 0), 0);
  return Math.round(sum * 1000) / 1000;
}

function noneChosen(): LionrockError {
  return setupError({
    code: 'models.none-chosen',
    message: 'There is no model to test: none is chosen, and no endpoint is set.',
    cure: 'Name one of `lionrock model list`.',
  });
}
