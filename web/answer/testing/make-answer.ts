import type { AnswerView, CitationView } from '../../../src/server/api-schema.ts';

/** A small answer for tests. */
export function makeAnswer(parts: Partial<AnswerView> = {}): AnswerView {
  return {
    text: 'The wage is $43.1 [1].',
    sentences: [{ text: 'The wage is $43.1 [1].', kind: 'statement', citations: [1] }],
    variety: 'en',
    outcome: 'answered',
    mode: 'extractive',
    citations: [makeCitation()],
    nearest: [],
    decisions: [],
    model: null,
    trace: [],
    ...parts,
  };
}

/** A citation for tests. */
export function makeCitation(parts: Partial<CitationView> = {}): CitationView {
  return {
    n: 1,
    documentId: 'wage/en',
    passageId: 'wage/en#0',
    collection: 'region',
    title: 'Minimum wage',
    publisher: 'Labour Department',
    url: 'https://www.labour.gov.hk/',
    asOf: '2026-05-01',
    locator: 's. 8',
    quote: 'The wage is $43.1',
    spans: [{ start: 0, end: 17 }],
    support: 1,
    converted: false,
    ...parts,
  };
}
