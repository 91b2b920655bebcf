import { describe, expect, it } from 'vitest';
import { chatRequestSchema } from '../../src/server/api-schema.ts';
import { makeAnswer } from '../answer/testing/make-answer.ts';
import { makeChatRequest } from './chat-request.ts';
import { type Turn, applyEvent, beginTurn, stopTurn } from './turn.ts';

function answered(question: string, text = 'Yes.'): Turn {
  return applyEvent(beginTurn(question, question), { type: 'answer', answer: makeAnswer({ text }) });
}

describe('makeChatRequest', () => {
  it('tells the page’s variety and forces none', () => {
    const request = makeChatRequest('q', { variety: 'zh-Hans', turns: [], collection: undefined });
    expect(request).toEqual({ question: 'q', interfaceVariety: 'zh-Hans' });
  });

  it('sends the last six answered turns, oldest first', () => {
    const turns = ['1', '2', '3', '4', '5', '6', '7', '8'].map((question) => answered(question));
    const withStopped = [...turns, stopTurn(beginTurn('s', 'stopped'))];
    const { history } = makeChatRequest('q', { variety: 'en', turns: withStopped, collection: undefined });
    expect(history).toEqual(['3', '4', '5', '6', '7', '8'].map((question) => ({ question, answer: 'Yes.' })));
  });

  it('is what the server takes, however long the answers were', () => {
    const turns = [answered('q', 'x'.repeat(50_000))];
    const request = makeChatRequest('q', { variety: 'en', turns, collection: `private:${'0'.repeat(32)}` });
    expect(chatRequestSchema.safeParse(request).success).toBe(true);
    expect(request.collections).toEqual([`private:${'0'.repeat(32)}`]);
  });
});
