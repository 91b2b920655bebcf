import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChatModel, EmbeddingModel } from '../models/index.ts';
import { loadConfig } from './config.ts';
import type { ModelSlots } from './model-slots.ts';
import { protectModels } from './protect-models.ts';

const folder = join(import.meta.dirname, '../../regions/example');

function fakeSlots(): { slots: ModelSlots; seen: string[] } {
  const seen: string[] = [];
  const chat: ChatModel = {
    id: 'chat',
    capabilities: { jsonSchema: false, logprobs: false, drafts: true },
    async *generate({ messages }) {
      const text = messages.map(({ content }) => content).join('\n');
      seen.push(text);
      yield await Promise.resolve({ type: 'text', text } as const);
      yield { type: 'end', finish: 'stop' };
    },
  };
  const embedding: EmbeddingModel = {
    id: 'embedding',
    dimensions: 1,
    embed(texts) {
      seen.push(...texts);
      return Promise.resolve(texts.map(() => Float32Array.of(1)));
    },
  };
  const none = { id: null, state: 'none' } as const;
  const slots: ModelSlots = {
    chat: () => chat,
    embedding: () => embedding,
    states: () => ({ chat: none, embedding: none }),
    pull: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return { slots, seen };
}

function configure(options: Record<string, unknown>) {
  return loadConfig({ options: { home: '/nowhere', ...options }, environment: {}, defaultRegion: 'example' });
}

describe('protectModels', () => {
  it('takes personal data out of what goes to an endpoint, and fills it in again', async () => {
    const { slots, seen } = fakeSlots();
    const config = await configure({
      chatUrl: 'https://models.example/v1',
      embeddingUrl: 'https://models.example/v1',
    });
    const models = await protectModels(slots, config, folder);
    let reply = '';
    for await (const part of models.chat()!.generate({
      messages: [{ role: 'user', content: 'Write to jane@mail.example.' }],
    })) {
      if (part.type === 'text') reply += part.text;
    }
    await models.embedding()!.embed(['Write to jane@mail.example.'], 'query');
    expect(reply).toBe('Write to jane@mail.example.');
    expect(seen).toEqual(['Write to [EMAIL-1].', 'Write to [EMAIL-1].']);
    // The same model each time: others tell models apart by identity.
    expect(models.chat()).toBe(models.chat());
  });

  it('leaves local models alone', async () => {
    const { slots } = fakeSlots();
    expect(await protectModels(slots, await configure({}), folder)).toBe(slots);
    const models = await protectModels(
      slots,
      await configure({ chatUrl: 'https://models.example/v1' }),
      folder,
    );
    expect(models.embedding()).toBe(slots.embedding());
    expect(models.chat()).not.toBe(slots.chat());
  });
});
