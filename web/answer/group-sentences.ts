import type { AnswerView } from '../../src/server/api-schema.ts';

/** One sentence of an answer. */
export type Sentence = AnswerView['sentences'][number];

/** Sentences that are set together: what is said before the answer, running text, a quotation or a note. */
export interface SentenceGroup {
  readonly kind: 'first' | 'text' | 'quotation' | 'notice';
  readonly sentences: readonly Sentence[];
}

/**
 * Sets frame words and statements as one paragraph; each quotation and each notice by itself. A notice
 * before everything else was said of the question, such as where to find help. The nearest sources are
 * left out: the page lists them with their links.
 */
export function groupSentences(sentences: readonly Sentence[]): readonly SentenceGroup[] {
  const groups: { kind: SentenceGroup['kind']; sentences: Sentence[] }[] = [];
  for (const sentence of sentences) {
    if (sentence.kind === 'nearest') continue;
    const last = groups.at(-1);
    const kind = kindOf(sentence, last);
    if (kind === 'text' && last?.kind === 'text') last.sentences.push(sentence);
    else groups.push({ kind, sentences: [sentence] });
  }
  return groups;
}

function kindOf({ kind }: Sentence, before: SentenceGroup | undefined): SentenceGroup['kind'] {
  if (kind === 'notice') return before === undefined || before.kind === 'first' ? 'first' : 'notice';
  return kind === 'quotation' ? kind : 'text';
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** What stands between two sentences: Chinese is written without spaces. */
export function separatorBetween(before: string, after: string): '' | ' ' {
  const end = before.replace(/(?:\s*\[\d+\])*\s*$/, '').at(-1) ?? '';
  const start = after.trimStart().at(0) ?? '';
  return wide.test(end) || wide.test(start) ? '' : ' ';
}
