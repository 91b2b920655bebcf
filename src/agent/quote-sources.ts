import { isChinese } from '../language/index.ts';
import { type CitedSource, inScriptOf } from './cite-sources.ts';
import type { Speaker, Statement } from './communicate.ts';
import type { Choice } from './choose-sources.ts';
import { fillIn } from './region-words.ts';

/** The quotations of one source, in its own words. */
export function quoteSource(
  { passage, spans, citation }: CitedSource,
  { messages, variety }: Pick<Speaker, 'messages' | 'variety'>,
): Statement[] {
  return spans.map((span) => {
    const claim = inScriptOf(onOneLine(span.text), passage, variety);
    const quotation = fillIn(messages.quotation, { quote: claim });
    return {
      text: `${quotation}${isChinese(variety) ? '' : ' '}[${citation.n}]`,
      kind: 'quotation',
      origin: 'quotation',
      citations: [citation.n],
      claim,
      sources: [passage],
    };
  });
}

/** Chinese goes on in the next line without a space. */
function onOneLine(text: string): string {
  return text
    .replace(/(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])\s*\n\s*(?=[\p{Script=Han}\u3000-\u303f])/gu, '')
    .replace(/\s*\n\s*/g, ' ');
}

/** What the reader must know of the sources beside what they say; each once. */
export function noticesOf(
  sources: readonly CitedSource[],
  older: Choice['older'],
  { messages, variety }: Pick<Speaker, 'messages' | 'variety'>,
): string[] {
  const notices: string[] = [];
  for (const { expired } of sources) {
    if (expired !== undefined) notices.push(fillIn(messages.expired, { date: expired }));
  }
  if (older !== undefined) {
    notices.push(fillIn(messages.olderDiffers, { title: older.title, date: older.asOf ?? '' }));
  }
  const otherLanguage = sources.some(
    ({ passage }) => passage.variety !== 'und' && isChinese(passage.variety) !== isChinese(variety),
  );
  if (otherLanguage) notices.push(messages.otherLanguage);
  if (sources.some(({ citation }) => citation.converted)) notices.push(messages.converted);
  if (sources.some(({ citation }) => citation.verified === 'general-knowledge')) {
    notices.push(messages.unverified);
  }
  return Array.from(new Set(notices));
}
