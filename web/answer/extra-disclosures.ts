import type { AnswerView } from '../../src/server/api-schema.ts';

type Decision = AnswerView['decisions'][number];

/** What governance owes the reader. */
export interface Disclosure {
  /** Its words; empty when a sentence of the answer says them. */
  readonly text: string;
  /** What was done where, with the ids of all clauses behind it, each once. */
  readonly decision: Pick<Decision, 'stage' | 'action' | 'clauses'>;
  /** True for what belongs before the answer: it was said of the question. */
  readonly first: boolean;
}

/** Finds the disclosures of an answer, each once, and what its sentences leave unsaid of them. */
export function extraDisclosures({
  decisions,
  sentences,
}: Pick<AnswerView, 'decisions' | 'sentences'>): readonly Disclosure[] {
  const said = sentences.map((sentence) => sentence.text).join('\n');
  const found = new Map<string, Disclosure>();
  for (const { disclosure, clauses, stage, action } of decisions) {
    if (disclosure === undefined) continue;
    const known = found.get(disclosure);
    const text = said.includes(disclosure) ? '' : disclosure;
    const all = Array.from(new Set([...(known?.decision.clauses ?? []), ...clauses]));
    found.set(disclosure, {
      text,
      decision: { ...(known?.decision ?? { stage, action }), clauses: all },
      first: text !== '' && (stage === 'input' || known?.first === true),
    });
  }
  return [...found.values()];
}
