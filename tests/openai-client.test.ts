import OpenAI from 'openai';
import { afterAll, describe, expect, it } from 'vitest';
import { createScriptedEmbeddingModel } from '../src/models/index.ts';
import { serveAssistant } from '../src/server/index.ts';
import { openTestWorkspace } from '../src/server/testing/open-test-workspace.ts';

const embedding = createScriptedEmbeddingModel({ dimensions: 16 });
const workspace = await openTestWorkspace();
// Offered to clients only: vectors of bags of words would mislead the answers.
const models = { ...workspace.models, embedding: () => embedding };
const server = await serveAssistant({ ...workspace, models }, { port: 0, host: '127.0.0.1', pull: false });
afterAll(() => server.close());

/** The client as anyone would set it up: nothing of it is changed. */
const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'none', maxRetries: 0 });
const question = 'What is the emergency number?';
const unanswered = 'Where can I moor a spaceship?';
const messages = [{ role: 'user' as const, content: question }];

/** What we add to OpenAI's message; the client hands it on unseen. */
interface Addition {
  readonly citations?: readonly { readonly documentId: string; readonly quote: string }[];
  readonly governance?: { readonly action: string; readonly outcome: string };
}

describe('the openai client', () => {
  it('gets a cited answer', async () => {
    const { data, response } = await client.chat.completions
      .create({ model: 'lionrock', messages })
      .withResponse();
    expect(response.headers.get('x-lionrock-decision')).toBe('allow');
    const [choice] = data.choices;
    expect(choice?.finish_reason).toBe('stop');
    expect(choice?.message.content).toContain('555 0112');
    const { citations, governance } = choice!.message as Addition;
    expect(citations?.[0]?.documentId).toContain('emergency');
    expect(citations?.[0]?.quote).toContain('555 0112');
    expect(governance).toMatchObject({ action: 'allow', outcome: 'answered' });
    expect(data.usage?.total_tokens).toBeGreaterThan(0);
  });

  it.each([question, unanswered, 'What do the storm lanterns mean?', '紧急电话是多少？'])(
    'streams the very same answer to %j',
    async (asked) => {
      const messages = [{ role: 'user' as const, content: asked }];
      const whole = await client.chat.completions.create({ model: 'lionrock', messages });
      const stream = await client.chat.completions.create({
        model: 'lionrock',
        messages,
        stream: true,
        stream_options: { include_usage: true },
      });
      let text = '';
      let last: Addition = {};
      let finish: string | null = null;
      let usage = 0;
      for await (const chunk of stream) {
        const [choice] = chunk.choices;
        text += choice?.delta.content ?? '';
        if (choice !== undefined) last = choice.delta as Addition;
        finish = choice?.finish_reason ?? finish;
        usage = chunk.usage?.total_tokens ?? usage;
      }
      expect(text).toBe(whole.choices[0]?.message.content);
      expect(finish).toBe('stop');
      expect(last.citations).toEqual((whole.choices[0]!.message as Addition).citations);
      expect(usage).toBe(whole.usage?.total_tokens);
    },
  );

  it('gathers a stream with its own helper', async () => {
    const runner = client.chat.completions.stream({ model: 'lionrock', messages });
    const completion = await runner.finalChatCompletion();
    expect(completion.choices[0]?.message.content).toContain('555 0112');
  });

  it('carries on a conversation', async () => {
    const completion = await client.chat.completions.create({
      model: 'lionrock',
      messages: [
        { role: 'system', content: 'Be brief.' },
        ...messages,
        { role: 'assistant', content: 'It is 555 0112.' },
        { role: 'user', content: 'Is it free?' },
      ],
    });
    expect(completion.choices[0]?.message.content).toContain('free from every telephone');
  });

  it('answers in the variety of the question', async () => {
    const completion = await client.chat.completions.create({
      model: 'lionrock',
      messages: [{ role: 'user', content: '紧急电话是多少？' }],
    });
    expect(completion.choices[0]?.message.content).toContain('琥珀港的紧急电话是555 0112');
  });

  it('says that the sources do not tell', async () => {
    const completion = await client.chat.completions.create({
      model: 'lionrock',
      messages: [{ role: 'user', content: unanswered }],
    });
    const { citations, governance } = completion.choices[0]!.message as Addition;
    expect(governance?.outcome).toBe('not-found');
    expect(citations).toEqual([]);
  });

  it('gets errors of its own classes', async () => {
    await expect(client.chat.completions.create({ model: 'lionrock', messages: [] })).rejects.toSatisfy(
      (error) =>
        error instanceof OpenAI.BadRequestError &&
        error.code === 'server.invalid-request' &&
        error.param === 'messages' &&
        error.type === 'invalid_request_error',
    );
    const picture = { type: 'image_url' as const, image_url: { url: 'https://example.org/a.png' } };
    await expect(
      client.chat.completions.create({
        model: 'lionrock',
        messages: [{ role: 'user', content: [picture] }],
        stream: true,
      }),
    ).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(client.files.list()).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('can stop a stream', async () => {
    const stream = await client.chat.completions.create({ model: 'lionrock', messages, stream: true });
    let chunks = 0;
    for await (const _ of stream) {
      chunks += 1;
      break;
    }
    expect(chunks).toBe(1);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('lists the models and embeds texts', async () => {
    const models = await client.models.list();
    expect(models.data.map(({ id }) => id)).toEqual(['lionrock', embedding.id]);
    const input = ['harbour', '内港'];
    const expected = (await embedding.embed(input, 'query')).map((vector) => Array.from(vector));
    const packed = await client.embeddings.create({ model: embedding.id, input });
    expect(packed.data.map((item) => item.embedding)).toEqual(expected);
    const plain = await client.embeddings.create({ model: embedding.id, input, encoding_format: 'float' });
    expect(plain.data.map((item) => item.embedding)).toEqual(expected);
  });
});
