/** A piece of a text with its place: `text.slice(start, end)`, offsets in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// Shortened words whose full stop ends no sentence, as they stand before the stop.
const abbreviations = new Set(
  `approx art arts bldg cap caps ch co corp dept dr e.g eg ed eds est etc ext fig figs gov hon i.e ie inc jr ltd max min mr mrs ms no nos
  p para paras pp pt reg regs ref rd s sch sect ss sr st tel v vol vs`.split(/\s+/),
);

/**
 * Splits a text into sentences, each with its true place in the text. Chinese and Latin punctuation
 * may be mixed. A line break ends a sentence; closing quotation marks and brackets stay with it.
 * Decimal numbers, abbreviations (`Cap. 57`) and initials do not end one.
 *
 * @example splitSentences('第57章。See Cap. 57. Done!').map((s) => s.text) // ['第57章。', 'See Cap. 57.', 'Done!']
 */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/[。！？!?…]+[」』”’"')）\]】》]*|\.+[”’"')）\]]*|[\r\n]+/gu)) {
    if (match.index < start) continue;
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && !endsAtStop(text, match.index, end)) continue;
    sentences.push(...trimmedSpan(text, start, end));
    start = end;
  }
  sentences.push(...trimmedSpan(text, start, text.length));
  return sentences;
}

function endsAtStop(text: string, stop: number, end: number): boolean {
  const after = text.slice(end, end + 8);
  // A sentence that goes on in lower case, or without a space in Latin text, has not ended.
  if (!/^(?:\s*$|\s+[\p{Lu}\p{N}“‘"'(（「《\p{Script=Han}\-•–*]|[\p{Script=Han}「《（])/u.test(after))
    return false;
  const word = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, stop - 16), stop))?.[0].toLowerCase() ?? '';
  if (/^(?:[a-z]\.)*[a-z]$/.test(word) && word !== 'i') return /^\s*$/.test(text.slice(end));
  return !abbreviations.has(word) || /^\s*$/.test(text.slice(end));
}

/** The piece of a text without the white space around it; nothing when that is all there is. */
function trimmedSpan(text: string, start: number, end: number): Span[] {
  const piece = text.slice(start, end);
  const trimmed = piece.trim();
  if (trimmed === '') return [];
  const from = start + piece.indexOf(trimmed);
  return [{ start: from, end: from + trimmed.length, text: trimmed }];
}
