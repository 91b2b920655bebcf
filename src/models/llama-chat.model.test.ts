import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import { collectReply } from './collect-reply.ts';
import { createLlamaChatModel } from './llama-chat.ts';
import { createLlamaRuntime } from './llama-runtime.ts';
import type { ChatModel } from './spec.ts';
import { requirePulledModel } from './testing/require-pulled-model.ts';

const runtime = createLlamaRuntime({ threads: 1 });
afterAll(() => runtime.close());

const smallestFirst = ['qwen2.5-coder-0.5b-instruct', 'qwen2.5-coder-1.5b-instruct', 'qwen2.5-1.5b-instruct'];

async function openModel(context: TestContext): Promise<ChatModel> {
  const { id, path } = await requirePulledModel(context, smallestFirst);
  return createLlamaChatModel({ id, path, runtime });
}

describe('a small local chat model', () => {
  it('answers in JSON as the schema asks, and ends by itself', { timeout: 120_000 }, async (context) => {
    const model = await openModel(context);
    const schema = z.object({ capital: z.string().max(20), isInEurope: z.boolean() });
    const reply = await collectReply(
      model.generate({
        messages: [
          { role: 'user', content: 'What is the capital of France, and is it in Europe? Reply in JSON.' },
        ],
        jsonSchema: z.toJSONSchema(schema),
        maxTokens: 100,
      }),
    );
    expect(schema.parse(JSON.parse(reply.text)).capital).toContain('Paris');
    expect(reply.finish).toBe('stop');
    await model.close?.();
  });

  it('is sure of what it knows, by its log-probabilities', { timeout: 120_000 }, async (context) => {
    const model = await openModel(context);
    const messages = [
      { role: 'user', content: 'What is the capital of France? Answer with one word.' },
    ] as const;
    const { text, logprobs } = await collectReply(model.generate({ messages, logprobs: true, maxTokens: 3 }));
    expect(text).toMatch(/^Paris/);
    expect(Math.exp(logprobs[0]?.logprob ?? -Infinity)).toBeGreaterThan(0.5);
    await model.close?.();
  });
});
