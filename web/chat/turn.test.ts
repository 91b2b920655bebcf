import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../src/server/api-schema.ts';
import { makeAnswer, makeCitation } from '../answer/testing/make-answer.ts';
import { applyEvent, beginTurn, citationsOf, failTurn, sentencesOf, stopTurn } from './turn.ts';

const begun = beginTurn('t1', 'What?');
const sentence = { text: 'One.', kind: 'statement' as const, citations: [1] };
const answer = makeAnswer();
const events: ChatEvent[] = [
  { type: 'status', step: 'search' },
  { type: 'sources', citations: [makeCitation()] },
  { type: 'sentence', sentence },
];

describe('applyEvent', () => {
  const halfway = events.reduce(applyEvent, begun);

  it('gathers what comes', () => {
    expect(halfway).toMatchObject({ state: 'working', step: 'search' });
    expect(sentencesOf(halfway)).toEqual([sentence]);
    expect(citationsOf(halfway)).toEqual([makeCitation()]);
  });

  it('puts the complete answer in the place of all before', () => {
    const done = applyEvent(halfway, { type: 'answer', answer });
    expect(done.state).toBe('done');
    expect(sentencesOf(done)).toBe(answer.sentences);
    expect(citationsOf(done)).toBe(answer.citations);
    expect(done).not.toHaveProperty('step');
  });

  it('keeps what had come when the stream brings an error', () => {
    const failed = applyEvent(halfway, { type: 'error', code: 'a.b', message: 'It broke.' });
    expect(failed.problem).toEqual({ kind: 'server', code: 'a.b', detail: 'It broke.' });
    expect(sentencesOf(failed)).toEqual([sentence]);
  });

  it('changes nothing after the end', () => {
    const stopped = stopTurn(halfway);
    expect(stopped).toMatchObject({ state: 'stopped', sentences: [sentence] });
    expect(applyEvent(stopped, { type: 'answer', answer })).toBe(stopped);
    expect(failTurn(stopped, { kind: 'network' })).toBe(stopped);
    expect(stopTurn(failTurn(begun, { kind: 'network' })).state).toBe('failed');
  });
});
