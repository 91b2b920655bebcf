import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatModel, ChatPart, ChatRequest, EmbeddingModel } from '../../models/spec.ts';
import { compilePersonalData } from './compile.ts';
import { redactChatModel, redactEmbeddingModel } from './redact-models.ts';
import { readKinds } from './testing/read-kinds.ts';

const patterns = compilePersonalData(readKinds('example'), []);

/** A model that repeats what it was told, in pieces of some length, and keeps what it saw. */
function echo(size: number) {
  const seen: string[] = [];
  const model: ChatModel = {
    id: 'echo',
    capabilities: { jsonSchema: true, logprobs: false, drafts: true },
    async *generate({ messages }: ChatRequest): AsyncGenerator<ChatPart> {
      const text = messages.map(({ content }) => content).join('\n');
      seen.push(text);
      for (let at = 0; at < text.length; at += size) yield { type: 'text', text: text.slice(at, at + size) };
      yield { type: 'end', finish: 'stop' };
    },
  };
  return { model, seen };
}

async function say(model: ChatModel, content: string, more: Partial<ChatRequest> = {}) {
  let text = '';
  let ends = 0;
  for await (const part of model.generate({ messages: [{ role: 'user', content }], ...more })) {
    if (part.type === 'text') text += part.text;
    else ends += 1;
  }
  return { text, ends };
}

describe('redactChatModel', () => {
  it.each([1, 3, 7, 1000])(
    'sends placeholders and fills the reply in again, in pieces of %i',
    async (size) => {
      const { model, seen } = echo(size);
      const question = 'Write to jane@example.org and to joe@example.org, then to jane@example.org [1].';
      expect(await say(redactChatModel(model, patterns), question)).toEqual({ text: question, ends: 1 });
      expect(seen[0]).not.toContain('@');
      expect(seen[0]).toMatch(/\[EMAIL-1\].*\[EMAIL-2\].*\[EMAIL-1\] \[1\]/u);
    },
  );

  it('keeps JSON valid', async () => {
    const { model } = echo(5);
    const json = '{"answer":"jane@example.org"}';
    const { text } = await say(redactChatModel(model, patterns), json, { jsonSchema: {} });
    expect(JSON.parse(text)).toEqual({ answer: 'jane@example.org' });
  });

  it('gives back any text as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const content = `${text} jane@example.org ${text}[`;
          expect((await say(redactChatModel(echo(size).model, patterns), content)).text).toBe(content);
        },
      ),
    );
  });
});

describe('redactEmbeddingModel', () => {
  it('embeds placeholders', async () => {
    const seen: string[] = [];
    const model: EmbeddingModel = {
      id: 'e',
      dimensions: 1,
      embed(texts) {
        seen.push(...texts);
        return Promise.resolve(texts.map(() => Float32Array.of(1)));
      },
    };
    const vectors = await redactEmbeddingModel(model, patterns).embed(['ask jane@example.org'], 'query');
    expect(vectors).toHaveLength(1);
    expect(seen).toEqual(['ask [EMAIL-1]']);
  });
});
