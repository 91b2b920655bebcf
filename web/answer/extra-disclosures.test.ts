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

describe('extraDisclosures', () => {
  it('gives words with the clauses they do not name', () => {
    expect(disclose([decision({ clauses: ['x-1.1', 'x-2.1'], disclosure: 'Left out (x-1.1).' })])).toEqual([
      { text: 'Left out (x-1.1).', clauses: ['x-2.1'], first: false },
    ]);
  });

  it('puts what was said of the question first', () => {
    const found = disclose([decision({ stage: 'input', clauses: ['x-1.1'], disclosure: 'Call 999.' })]);
    expect(found).toEqual([{ text: 'Call 999.', clauses: ['x-1.1'], first: true }]);
  });

  it('does not repeat a sentence of the answer, but names its clause', () => {
    const decisions = [decision({ stage: 'input', clauses: ['x-1.1'], disclosure: 'Call 999.' })];
    expect(disclose(decisions, 'Call 999.')).toEqual([{ text: '', clauses: ['x-1.1'], first: false }]);
    expect(disclose(decisions, 'Call 999. (x-1.1)')).toEqual([]);
  });

  it('says the same words once', () => {
    const decisions = [
      decision({ clauses: ['x-1.1'], disclosure: 'Left out.' }),
      decision({ clauses: ['x-1.1', 'x-1.2'], disclosure: 'Left out.' }),
    ];
    expect(disclose(decisions)).toEqual([{ text: 'Left out.', clauses: ['x-1.1', 'x-1.2'], first: false }]);
  });

  it('is silent about decisions that changed nothing', () => {
    expect(disclose([decision({ action: 'allow', clauses: ['x-1.1'] })])).toEqual([]);
  });
});
