import type { AnswerView } from '../../src/server/api-schema.ts';

/** One sentence of an answer. */
export type Sentence = AnswerView['sentences'][number];

/** Sentences that are set together: running text, a quotation or a note beside the answer. */
export interface SentenceGroup {
  readonly kind: 'text' | 'quotation' | 'notice';
  readonly sentences: readonly Sentence[];
}

/** Sets frame words and statements as one paragraph; each quotation and each notice by itself. */
export function groupSentences(sentences: readonly Sentence[]): readonly SentenceGroup[] {
  const groups: { kind: SentenceGroup['kind']; sentences: Sentence[] }[] = [];
  for (const sentence of sentences) {
    const kind =
      sentence.kind === 'quotation' || sentence.kind === 'notice' ? sentence.kind : ('text' as const);
    const last = groups.at(-1);
    if (kind === 'text' && last?.kind === 'text') last.sentences.push(sentence);
    else groups.push({ kind, sentences: [sentence] });
  }
  return groups;
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** What stands between two sentences: Chinese is written without spaces. */
export function separatorBetween(before: string, after: string): '' | ' ' {
  const end = before.replace(/(?:\s*\[\d+\])*\s*$/, '').at(-1) ?? '';
  const start = after.trimStart().at(0) ?? '';
  return wide.test(end) || wide.test(start) ? '' : ' ';
}
