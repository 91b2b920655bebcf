import { compilePersonalData, redactChatModel, redactEmbeddingModel } from '../governance/index.ts';
import type { ChatModel, EmbeddingModel } from '../models/index.ts';
import { loadPersonalData } from '../region/index.ts';
import type { Config } from './config.ts';
import type { ModelSlots } from './model-slots.ts';

/**
 * The models with personal data taken out of whatever goes to an endpoint, and filled in again in its
 * replies. Local models see the text as it is.
 *
 * @param folder the region's pack, whose kinds of personal data count
 * @throws `region.invalid` when they are not sound
 */
export async function protectModels(slots: ModelSlots, config: Config, folder: string): Promise<ModelSlots> {
  if (config.chatUrl === undefined && config.embeddingUrl === undefined) return slots;
  const { kinds, published } = await loadPersonalData(folder);
  const patterns = compilePersonalData(kinds, published);
  const protect = <Model extends object>(wrap: (model: Model) => Model) => {
    const made = new WeakMap<Model, Model>();
    return (model: Model | undefined) => {
      if (model === undefined) return undefined;
      const known = made.get(model) ?? wrap(model);
      made.set(model, known);
      return known;
    };
  };
  const chat = protect<ChatModel>((model) => redactChatModel(model, patterns));
  const embedding = protect<EmbeddingModel>((model) => redactEmbeddingModel(model, patterns));
  return {
    ...slots,
    ...(config.chatUrl !== undefined && { chat: () => chat(slots.chat()) }),
    ...(config.embeddingUrl !== undefined && { embedding: () => embedding(slots.embedding()) }),
  };
}
