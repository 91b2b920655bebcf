import { describe, expect, it } from 'vitest';
import { appealRequestSchema } from '../../src/server/appeal-schema.ts';
import { makeAnswer } from '../answer/testing/make-answer.ts';
import { makeAppeal } from './appeal-request.ts';

const matter = {
  answered: { question: 'Where does she live?', answer: makeAnswer({ variety: 'yue-Hant' }) },
  decision: { stage: 'input', action: 'decline', clauses: ['x-R01.1'] },
  bundleHash: undefined,
} as const satisfies Record<string, unknown>;
const about = { ...matter, decision: { ...matter.decision, clauses: [...matter.decision.clauses] } };

describe('makeAppeal', () => {
  it('hands in the question only when it is told to', () => {
    const without = makeAppeal(about, { text: ' It was harmless. ', withQuestion: false });
    expect(without).toEqual({
      text: 'It was harmless.',
      decision: { stage: 'input', action: 'decline', clauses: ['x-R01.1'] },
      variety: 'yue-Hant',
    });
    expect(makeAppeal(about, { text: 'x', withQuestion: true })?.question).toBe('Where does she live?');
  });

  it('says nothing while nothing is written', () => {
    expect(makeAppeal(about, { text: ' \n', withQuestion: true })).toBeUndefined();
  });

  it('makes what the server takes, however long it is', () => {
    const answered = { ...about.answered, question: 'q'.repeat(8000) };
    const made = makeAppeal(
      { ...about, answered, bundleHash: 'b'.repeat(64) },
      { text: 't'.repeat(9000), withQuestion: true },
    );
    expect(appealRequestSchema.safeParse(made).success).toBe(true);
  });
});
