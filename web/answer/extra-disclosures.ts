import type { AnswerView } from '../../src/server/api-schema.ts';

/** What governance owes the reader. */
export interface Disclosure {
  /** Its words; empty when a sentence of the answer says them. */
  readonly text: string;
  /** Ids of the clauses behind it that the words do not name. */
  readonly clauses: readonly string[];
  /** True for what belongs before the answer: it was said of the question. */
  readonly first: boolean;
}

/** Finds what the sentences of an answer leave unsaid of its disclosures: words and clause ids, each once. */
export function extraDisclosures({
  decisions,
  sentences,
}: Pick<AnswerView, 'decisions' | 'sentences'>): readonly Disclosure[] {
  const said = sentences.map((sentence) => sentence.text).join('\n');
  const found = new Map<string, Disclosure>();
  for (const { disclosure, clauses, stage } of decisions) {
    if (disclosure === undefined) continue;
    const text = said.includes(disclosure) ? '' : disclosure;
    const known = found.get(text);
    const unnamed = clauses.filter((clause) => !said.includes(clause) && !disclosure.includes(clause));
    found.set(text, {
      text,
      clauses: Array.from(new Set([...(known?.clauses ?? []), ...unnamed])),
      first: text !== '' && (stage === 'input' || known?.first === true),
    });
  }
  return [...found.values()].filter(({ text, clauses }) => text !== '' || clauses.length > 0);
}
