import type { Block } from '../spec.ts';
import { cleanText, mendBullets } from './clean-text.ts';
import { detectHeading, isContentsLine, type DetectedHeading } from './detect-heading.ts';
import { endsSentence, joinLines } from './join-lines.ts';
import { joinSpacedHan } from './join-spaced-han.ts';
import { readTextLines, type TextLine } from './read-text-lines.ts';

/** Longest paragraph, in UTF-16 code units; a longer one goes on in a new block. */
export const longestParagraph = 8 * 1024;

/**
 * Turns plain text that comes in pieces into headings and paragraphs. A blank line ends a paragraph,
 * and so do a list mark, a heading, and a finished sentence on a line that is clearly not full; lines
 * broken for width are joined again. Form feeds, and lines like `[page 3]`, count pages; page numbers
 * beside them and lines of tables of contents are left out.
 */
export async function* textBlocks(
  pieces: AsyncIterable<string> | Iterable<string>,
  options: { /** True when the text is known to hold page breaks. */ readonly paged?: boolean } = {},
): AsyncGenerator<Block, void, undefined> {
  const assembler = createTextAssembler(options.paged === true ? 1 : undefined);
  for await (const line of readTextLines(pieces)) yield* assembler.push(line);
  yield* assembler.end();
}

/** The same as {@link textBlocks} for a short text that is all there. */
export function blocksOfText(text: string): Block[] {
  const assembler = createTextAssembler(text.includes('\f') ? 1 : undefined);
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).flatMap((line): TextLine[] => {
    const parts = line.split('\f');
    return parts.flatMap((part, index) =>
      index === 0 ? [{ text: part }] : [{ pageBreak: true }, { text: part }],
    );
  });
  return [...lines.flatMap((line) => assembler.push(line)), ...assembler.end()];
}

interface TextAssembler {
  push(line: TextLine): Block[];
  end(): Block[];
}

/** Assembles blocks with a look ahead of one line. */
function createTextAssembler(firstPage: number | undefined): TextAssembler {
  const state = new AssemblerState(firstPage);
  let waiting: string | undefined;
  return {
    push(line) {
      const next = 'pageBreak' in line ? '\f' : cleanLine(line.text);
      const blocks = waiting === undefined ? [] : state.take(waiting, next);
      waiting = next;
      return blocks;
    },
    end() {
      const blocks = waiting === undefined ? [] : state.take(waiting, '');
      waiting = undefined;
      return [...blocks, ...state.flush()];
    },
  };
}

function cleanLine(line: string): string {
  const text = cleanText(line)
    .replaceAll('\t', '  ')
    .replace(/<!--.{0,1000}?-->/g, '');
  return mendBullets(joinSpacedHan(text)).trimEnd();
}

const listMark =
  /^\s*(?:\p{Extended_Pictographic}|[•●○▪■□◆◇➢✓✗⚫‣※☆★]|[-–—*·]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?=\s|$)|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]|\d{1,3}[、．])/u;
/** True for a line that begins with the mark or the number of an item of a list. */
export function startsItem(line: string): boolean {
  return listMark.test(line);
}

/** One field of a form or profile: `Address: 1 High Street`. */
const fieldLine = /^\s*[^\s，。；、,.;:：?？!！][^，。；、,.;:：?？!！]{0,29}[:：]\s*\S/u;

/** True for a line too long to have been broken at the width of a page: its end is its paragraph's. */
function isUnbroken(line: string): boolean {
  return line.length > (/\p{Script=Han}{10}/u.test(line) ? 120 : 200);
}

/** A list mark alone on its line; its text follows on the next. */
const loneMark = /^(?:[•●○▪■➢]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[（(][一二三四五六七八九十]{1,3}[）)])$/u;
const pageMark = /^\s*\[page (\d{1,5})\]\s*$/i;
const pageNumber = /^\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?(?:\s*[-–—])?\s*$/i;

class AssemblerState {
  #text = '';
  #textPage: number | undefined;
  /** Length of the longest of the last lines: the width that lines are broken at. */
  #width = 0;
  #lastLine = '';
  #afterBlank = true;
  /** No text has come since the page was turned. */
  #pageTop = false;
  #page: number | undefined;
  #heading: DetectedHeading | undefined;
  /** A number that is a page's if the page ends here, and text otherwise. */
  #heldNumber: string | undefined;

  constructor(firstPage: number | undefined) {
    this.#page = firstPage;
  }

  take(line: string, next: string): Block[] {
    if (line === '\f') return this.#turnPage((this.#page ?? 1) + 1);
    const marked = pageMark.exec(line);
    if (marked !== null) return this.#turnPage(Number(marked[1]));
    if (line.trim() === '') {
      this.#afterBlank = true;
      return [];
    }
    if (isContentsLine(line)) return [];
    if (this.#page !== undefined && pageNumber.test(line)) {
      if (this.#pageTop) return [];
      const blocks = this.#releaseNumber();
      this.#heldNumber = line;
      return blocks;
    }
    return [...this.#releaseNumber(), ...this.#takeLine(line, next === '\f' ? '' : next)];
  }

  flush(): Block[] {
    return [...this.#flushHeading(), ...this.#flushText()];
  }

  #takeLine(line: string, next: string): Block[] {
    const heading = detectHeading(line, {
      fresh: this.#afterBlank || this.#text === '' || endsSentence(this.#lastLine),
      afterBlank: this.#afterBlank,
      afterCapitals: this.#heading?.level === 3 && !this.#afterBlank,
      next,
    });
    const blocks = heading === undefined ? this.#addLine(line) : this.#addHeading(heading);
    this.#afterBlank = false;
    this.#pageTop = false;
    return blocks;
  }

  #releaseNumber(): Block[] {
    const number = this.#heldNumber;
    this.#heldNumber = undefined;
    if (number === undefined) return [];
    const blank = this.#afterBlank;
    const blocks = this.#takeLine(number, '');
    this.#afterBlank = blank;
    return blocks;
  }

  #turnPage(page: number): Block[] {
    this.#heldNumber = undefined;
    const blocks = this.#flushHeading();
    this.#page = page;
    this.#pageTop = true;
    this.#afterBlank = true;
    return blocks;
  }

  /** True when the next line cannot belong to the paragraph. */
  #isFinished(): boolean {
    const last = this.#lastLine;
    if (this.#text === '') return true;
    if (!endsSentence(last)) return false;
    // Lines of one paragraph are about equally long; a sentence that ends just at the end of its
    // first line is rare, so that line must be quite full to go on.
    const fullness = this.#text === last.trim() ? 0.92 : 0.75;
    const narrowest = /\p{Script=Han}/u.test(last) ? 16 : 40;
    return isUnbroken(last) || last.length < Math.max(narrowest, this.#width * fullness);
  }

  #addLine(line: string): Block[] {
    const text = line.trim();
    const title = this.#titleAfterNumber(text);
    if (title !== undefined) return title;
    const blocks = this.#flushHeading();
    if (this.#startsParagraph(line) || this.#text.length + text.length > longestParagraph) {
      blocks.push(...this.#flushText());
    }
    if (this.#text === '') this.#textPage = this.#page;
    // A line of unusual length is forgotten after some tens of others.
    if (!isUnbroken(line)) this.#width = Math.max(line.length, this.#width * 0.98);
    this.#text = joinLines(this.#text, text);
    this.#lastLine = line;
    return blocks;
  }

  #startsParagraph(line: string): boolean {
    if (loneMark.test(this.#text)) return false;
    if (listMark.test(line)) return true;
    if (fieldLine.test(line) && (fieldLine.test(this.#lastLine) || listMark.test(this.#text))) return true;
    if (!this.#afterBlank)
      return this.#isFinished() || (isUnbroken(this.#lastLine) && !/^\s*[\p{Ll})]/u.test(line));
    // A sentence goes on over blank lines: in Latin script a small letter shows it, at a page break Han too.
    const unfinished = !endsSentence(this.#text);
    const runsOn =
      unfinished && (/^\s*\p{Ll}/u.test(line) || (this.#pageTop && /^\s*\p{Script=Han}/u.test(line)));
    return !runsOn;
  }

  /** A short line under a bare number (“Chapter III”) is its title. */
  #titleAfterNumber(text: string): Block[] | undefined {
    const heading = this.#heading;
    if (heading?.bare !== true || heading.level > 4) return undefined;
    if (text.length > 60 || /[.,;:。，；：、]$/u.test(text) || listMark.test(text)) return undefined;
    this.#heading = { level: heading.level, text: joinHeading(heading.text, text) };
    return this.#flushHeading();
  }

  #addHeading(heading: DetectedHeading): Block[] {
    const pending = this.#heading;
    const blocks = this.#flushText();
    // A title in capitals over several lines is one heading.
    const goesOn =
      pending !== undefined && pending.level === heading.level && heading.level === 3 && !this.#afterBlank;
    if (goesOn) this.#heading = { level: 3, text: joinLines(pending.text, heading.text) };
    else {
      blocks.unshift(...this.#flushHeading());
      this.#heading = heading;
    }
    if (heading.rest === undefined) return blocks;
    blocks.push(...this.#flushHeading());
    this.#textPage = this.#page;
    this.#text = heading.rest;
    this.#lastLine = heading.rest;
    return blocks;
  }

  #flushHeading(): Block[] {
    const heading = this.#heading;
    this.#heading = undefined;
    if (heading === undefined) return [];
    return [{ kind: 'heading', level: heading.level, text: heading.text, ...onPage(this.#page) }];
  }

  #flushText(): Block[] {
    const text = this.#text;
    this.#text = '';
    this.#lastLine = '';
    // List marks without their texts are left over from columns that were cut apart.
    return text.split(/\s+/).every((part) => part === '' || loneMark.test(part))
      ? []
      : [{ kind: 'paragraph', text: text.trim(), ...onPage(this.#textPage) }];
  }
}

function joinHeading(number: string, title: string): string {
  return `${number} ${title.replace(/^[:：–—-]\s*/, '')}`;
}

function onPage(page: number | undefined): { readonly page?: number } {
  return page === undefined ? {} : { page };
}
