import { describe, expect, it } from 'vitest';
import { createScriptedChatModel, createScriptedEmbeddingModel } from './scripted.ts';
import { collectReply } from './collect-reply.ts';
import { collect } from './testing/collect.ts';
import { toUnitVector } from './unit-vector.ts';

const messages = [{ role: 'user', content: 'two words' }] as const;

function dot(first: Float32Array = new Float32Array(), second: Float32Array = new Float32Array()): number {
  return first.reduce((sum, value, at) => sum + value * (second[at] ?? 0), 0);
}

describe('createScriptedChatModel', () => {
  it('gives its replies in order, in pieces, and records the requests', async () => {
    const model = createScriptedChatModel(['one two  three\n', { text: 'cut', finish: 'length' }]);
    const first = await collect(model.generate({ messages }));
    expect(first.slice(0, -1).map((part) => 'text' in part && part.text)).toEqual([
      'one',
      ' two',
      '  three',
      '\n',
    ]);
    expect(first.at(-1)).toEqual({
      type: 'end',
      finish: 'stop',
      usage: { promptTokens: 2, completionTokens: 4 },
    });
    expect((await collect(model.generate({ messages, seed: 1 }))).at(-1)).toMatchObject({
      finish: 'length',
    });
    expect(model.requests).toEqual([{ messages }, { messages, seed: 1 }]);
    await expect(collect(model.generate({ messages }))).rejects.toMatchObject({
      code: 'models.script-ended',
    });
  });

  it('answers by a function, keeps to stop and maxTokens, and throws errors given as replies', async () => {
    const model = createScriptedChatModel((request) =>
      request.seed === 13 ? new Error('unlucky') : request.messages.map(({ content }) => content).join(),
    );
    expect(await collectReply(model.generate({ messages, stop: ['rds'] }))).toMatchObject({ text: 'two wo' });
    const short = await collectReply(model.generate({ messages, maxTokens: 1 }));
    expect(short).toMatchObject({ text: 'two', finish: 'length', usage: { completionTokens: 1 } });
    await expect(collect(model.generate({ messages, seed: 13 }))).rejects.toThrow('unlucky');
  });

  it('hands out log-probabilities only when asked, and stops on abort', async () => {
    const logprobs = [{ token: 'yes', logprob: -0.1 }];
    const model = createScriptedChatModel(() => ({ text: 'yes', logprobs }));
    expect((await collect(model.generate({ messages, logprobs: true })))[0]).toMatchObject({
      logprobs,
    });
    expect((await collect(model.generate({ messages })))[0]).not.toHaveProperty('logprobs');
    const aborted = model.generate({ messages, signal: AbortSignal.abort(new Error('stopped')) });
    await expect(collect(aborted)).rejects.toThrow('stopped');
  });
});

describe('createScriptedEmbeddingModel', () => {
  it('puts texts with common words near one another, in any script', async () => {
    const model = createScriptedEmbeddingModel();
    const [question, answer, other, empty] = await model.embed(
      ['最低工資係幾多?', '法定最低工資為每小時四十元', 'annual leave and sick leave', ''],
      'passage',
    );
    expect(dot(question, answer)).toBeGreaterThan(0.3);
    expect(Math.abs(dot(question, other))).toBeLessThan(0.2);
    for (const vector of [question, answer, other, empty]) expect(dot(vector, vector)).toBeCloseTo(1);
    expect(model.calls).toHaveLength(1);
  });

  it('is repeatable and has the dimensions asked for', async () => {
    const [first] = await createScriptedEmbeddingModel({ dimensions: 16 }).embed(['a b c'], 'query');
    const [second] = await createScriptedEmbeddingModel({ dimensions: 16 }).embed(['a b c'], 'passage');
    expect(first).toHaveLength(16);
    expect(second).toEqual(first);
  });
});

describe('toUnitVector', () => {
  it('keeps the direction and leaves zero alone', () => {
    expect(Array.from(toUnitVector([3, 4]))).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
    expect(Array.from(toUnitVector([0, 0]))).toEqual([0, 0]);
  });
});
