import type { SubjectResponse } from '../spec.ts';

/** What a response claims about the world: its quotations and statements, without citation marks. */
export function claimText(response: SubjectResponse): string {
  return response.sentences
    .filter(({ kind }) => kind === 'quotation' || kind === 'statement')
    .map(({ text }) => withoutMarks(text))
    .join('\n');
}

/** A sentence without citation marks such as `[2]`. */
export function withoutMarks(text: string): string {
  return text.replace(/\[\d{1,3}\]/g, '');
}
