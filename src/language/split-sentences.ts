/** A piece of a text with its place: `text.slice(start, end)`, offsets in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// Shortened words whose full stop ends no sentence, as they stand before the stop.
const abbreviations = new Set(
  `approx bldg co corp dept dr e.g eg ed eds est etc ext gov hon i.e ie inc jr ltd max min mr mrs ms
  rd ref sr st tel v vs`.split(/\s+/),
);

// Shortened words that stand before a number or a letter: `Cap. 57`, `No. 3`, but not "He said no."
const numbered = new Set(
  `art arts cap caps ch d fig figs no nos p para paras pp pt r reg regs s sch sect ss vol vols`.split(/\s+/),
);

const addresses =
  /(?:\bhttps?:\/\/|\bwww\.)[^\s\p{Script=Han}，。！？、；：…「」（）《》<>"]*[^\s\p{Script=Han}，。！？、；：…「」（）《》<>"!?.,;:)\]']/giu;

// One that is still open at the end may yet be closed: while a text grows, only its last sentence changes.
const pairs =
  /「[^「」\n]{0,160}(?:」|$)|『[^『』\n]{0,160}(?:』|$)|“[^“”\n]{0,160}(?:”|$)|（[^（）\n]{0,160}(?:）|$)|《[^《》\n]{0,160}(?:》|$)/gu;

const breaks = /(?:[。！？!?…]+\.*[」』”’"')）\]】》]*)+|\.+[”’"')）\]]*|[\r\n]+/gu;

/**
 * Splits a text into sentences, each with its true place in the text. Chinese and Latin punctuation
 * may be mixed. A line break ends a sentence; closing quotation marks and brackets stay with it.
 * Decimal numbers, abbreviations (`Cap. 57`), initials, list numbers and addresses do not end one,
 * nor does a stop inside a short quotation or bracket.
 *
 * @example splitSentences('第57章。See Cap. 57. Done!').map((s) => s.text) // ['第57章。', 'See Cap. 57.', 'Done!']
 */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  const closed = protectedPlaces(text);
  let start = 0;
  for (const match of text.matchAll(breaks)) {
    const end = match.index + match[0].length;
    if (!/^[\r\n]/.test(match[0])) {
      if (closed[end] === 1) continue;
      if (/^[.!?]/.test(match[0]) && !endsSentence(text, { start, stop: match.index, end })) continue;
    }
    sentences.push(...trimmedSpan(text, start, end));
    start = end;
  }
  sentences.push(...trimmedSpan(text, start, text.length));
  return sentences;
}

/** Marks the offsets inside addresses, quotations and brackets: 1 where no sentence may end. */
function protectedPlaces(text: string): Uint8Array {
  const closed = new Uint8Array(text.length + 1);
  for (const pattern of [addresses, pairs]) {
    for (const { index, 0: piece } of text.matchAll(pattern)) {
      // A bracket in the middle of a sentence does not end it; a whole sentence in brackets ends with them.
      const inside =
        piece.startsWith('（') && /[^\s。！？!?.]\s*$/u.test(text.slice(Math.max(0, index - 8), index));
      closed.fill(1, index + 1, index + piece.length + (inside ? 1 : 0));
    }
  }
  return closed;
}

function endsSentence(text: string, place: { start: number; stop: number; end: number }): boolean {
  const after = text.slice(place.end, place.end + 8);
  if (!text.startsWith('.', place.stop)) {
    // "Stop!" he said: what goes on in lower case after a quotation has not ended.
    return !(/[”’"')\]]$/u.test(text.slice(place.stop, place.end)) && /^\s+\p{Ll}/u.test(after));
  }
  // A sentence that goes on in lower case, or without a space in Latin text, has not ended.
  if (!/^(?:\s*$|\s+[\p{Lu}\p{N}“‘"'(（「《\p{Script=Han}\-•–*]|[\p{Script=Han}「《（])/u.test(after))
    return false;
  const rest = text.slice(place.end);
  if (/^\s*$/.test(rest)) return true;
  // The number of an item in a list belongs to the item.
  if (/^\s*[(（]?\d{1,3}$/u.test(text.slice(place.start, place.stop))) return false;
  const word =
    /[\p{L}.]+$/u.exec(text.slice(Math.max(0, place.stop - 16), place.stop))?.[0].toLowerCase() ?? '';
  // An open bracket at the end may yet hold the number.
  if (numbered.has(word)) return !/^\s*[(（]?(?:\d|[IVX]+\b|\p{Lu}\b|$)/u.test(rest);
  if (/^(?:[a-z]\.)*[a-z]$/.test(word) && word !== 'i') return false;
  return !abbreviations.has(word);
}

/** The piece of a text without the white space around it; nothing when that is all there is. */
function trimmedSpan(text: string, start: number, end: number): Span[] {
  const piece = text.slice(start, end);
  const trimmed = piece.trim();
  if (trimmed === '') return [];
  const from = start + piece.indexOf(trimmed);
  return [{ start: from, end: from + trimmed.length, text: trimmed }];
}
