import { describe, expect, it } from 'vitest';
import type { AnswerView } from '../../src/server/api-schema.ts';
import { extraDisclosures } from './extra-disclosures.ts';

type Decision = AnswerView['decisions'][number];

function decision(parts: Partial<Decision>): Decision {
  return { stage: 'output', action: 'partial', clauses: [], spans: [], ...parts };
}

function disclose(decisions: Decision[], ...said: string[]) {
  const sentences = said.map((text) => ({ text, kind: 'notice' as const, citations: [] }));
  return extraDisclosures({ decisions, sentences });
}

const partial = { stage: 'output', action: 'partial' };

describe('extraDisclosures', () => {
  it('gives words with the decision and all its clauses', () => {
    expect(disclose([decision({ clauses: ['x-1.1', 'x-2.1'], disclosure: 'Left out (x-1.1).' })])).toEqual([
      { text: 'Left out (x-1.1).', decision: { ...partial, clauses: ['x-1.1', 'x-2.1'] }, first: false },
    ]);
  });

  it('puts what was said of the question first', () => {
    const found = disclose([decision({ stage: 'input', clauses: ['x-1.1'], disclosure: 'Call 999.' })]);
    expect(found).toMatchObject([{ text: 'Call 999.', first: true, decision: { stage: 'input' } }]);
  });

  it('does not repeat a sentence of the answer, but keeps the decision, which can be appealed against', () => {
    const decisions = [decision({ stage: 'input', clauses: ['x-1.1'], disclosure: 'Call 999.' })];
    const found = [
      { text: '', decision: { stage: 'input', action: 'partial', clauses: ['x-1.1'] }, first: false },
    ];
    expect(disclose(decisions, 'Call 999.')).toEqual(found);
    expect(disclose(decisions, 'Call 999. (x-1.1)')).toEqual(found);
  });

  it('says the same words once, different ones each', () => {
    const decisions = [
      decision({ clauses: ['x-1.1'], disclosure: 'Left out.' }),
      decision({ clauses: ['x-1.1', 'x-1.2'], disclosure: 'Left out.' }),
      decision({ clauses: ['x-3.1'], disclosure: 'Call 999.', action: 'allow-with-support' }),
    ];
    expect(disclose(decisions)).toMatchObject([
      { text: 'Left out.', decision: { ...partial, clauses: ['x-1.1', 'x-1.2'] } },
      { text: 'Call 999.', decision: { action: 'allow-with-support', clauses: ['x-3.1'] } },
    ]);
    expect(disclose(decisions, 'Left out.', 'Call 999.').map(({ text }) => text)).toEqual(['', '']);
  });

  it('is silent about decisions that changed nothing', () => {
    expect(disclose([decision({ action: 'allow', clauses: ['x-1.1'] })])).toEqual([]);
  });
});
