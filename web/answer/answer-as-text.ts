import type { AnswerView } from '../../src/server/api-schema.ts';
import type { Say } from '../language/words.ts';

/**
 * Writes an answer for the clipboard: its words, then its sources as a numbered list.
 *
 * @param formatDate writes a day in the page's variety
 */
export function answerAsText(answer: AnswerView, say: Say, formatDate: (day: string) => string): string {
  if (answer.citations.length === 0) return answer.text;
  const sources = answer.citations.map(({ n, title, publisher, locator, asOf, url }) => {
    const date = asOf === undefined ? undefined : say('asOf', { date: formatDate(asOf) });
    const facts = [title, publisher, locator, date].filter((fact) => fact !== undefined && fact !== '');
    return `[${n}] ${facts.join(', ')}${url === undefined ? '' : `\n    ${url}`}`;
  });
  return `${answer.text}\n\n${say('sources')}\n${sources.join('\n')}\n`;
}
