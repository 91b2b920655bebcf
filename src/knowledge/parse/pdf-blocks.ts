import type { Block } from '../spec.ts';
import { isContentsLine, numberedHeading } from './detect-heading.ts';
import { gridBlocks } from './html-table.ts';
import { endsSentence, joinLines } from './join-lines.ts';
import type { PdfLine } from './pdf-lines.ts';
import { isBold, isLarge, levelOfSize, type PdfStyle } from './pdf-style.ts';
import type { PdfTable } from './pdf-tables.ts';
import { startsItem as startsListItem } from './text-blocks.ts';

/** What stands on a page, in reading order, without its furniture. */
export interface PdfContent {
  readonly number: number;
  readonly parts: readonly PdfPart[];
  /** Right edge of its text, in points. */
  readonly right: number;
}

/** A line or a table. */
export type PdfPart = { readonly line: PdfLine } | { readonly table: PdfTable };

/**
 * Puts the lines of all pages together into headings, paragraphs and table rows. A paragraph that a
 * page break cuts is joined again, over the footnotes that stand between; it bears the page on which
 * it begins.
 */
export function pdfBlocks(pages: readonly PdfContent[], style: PdfStyle): Block[] {
  const writer = new PdfWriter(style);
  for (const page of pages) writer.writePage(page);
  return writer.finish();
}

interface Paragraph {
  readonly lines: PdfLine[];
  readonly page: number;
  /** Space above, in points; undefined at the top of a page or a column. */
  readonly gap: number | undefined;
}

class PdfWriter {
  readonly #style: PdfStyle;
  readonly #blocks: Block[] = [];
  #paragraph: Paragraph | undefined;
  /** Index of the last block of running text, which the next page may go on with. */
  #open: number | undefined;
  #right = 0;
  /** Font size of the last heading, in points. */
  #headingSize = 0;

  constructor(style: PdfStyle) {
    this.#style = style;
  }

  writePage(page: PdfContent): void {
    this.#right = page.right;
    let top = true;
    page.parts.forEach((part, index) => {
      if ('table' in part) {
        this.#flush();
        this.#open = undefined;
        for (const block of gridBlocks({ rows: part.table.rows, caption: '' })) {
          this.#blocks.push({ ...block, page: page.number });
        }
        return;
      }
      if (isContentsLine(part.line.text)) return;
      const next = page.parts[index + 1];
      this.#addLine(part.line, {
        page: page.number,
        top,
        next: next !== undefined && 'line' in next ? next.line : undefined,
      });
      top = false;
    });
    this.#flush();
  }

  finish(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  #addLine(line: PdfLine, place: { page: number; top: boolean; next: PdfLine | undefined }): void {
    const paragraph = this.#paragraph;
    const last = paragraph?.lines.at(-1);
    if (paragraph !== undefined && last !== undefined && this.#goesOn(paragraph, last, line)) {
      paragraph.lines.push(line);
      return;
    }
    const gap = last === undefined ? undefined : line.y - last.y;
    this.#flush();
    if (place.top && this.#resume(line)) return;
    this.#paragraph = {
      lines: [line],
      page: place.page,
      gap: gap !== undefined && gap > 0 ? gap : undefined,
    };
  }

  /** True when a line belongs to the paragraph above it. */
  #goesOn(paragraph: Paragraph, last: PdfLine, line: PdfLine): boolean {
    const { leading, bodySize } = this.#style;
    const gap = line.y - last.y;
    const usual = Math.max(leading * (line.size / bodySize), line.size * 1.05);
    if (gap <= 0 || gap > usual * 1.3 + 0.5) return false;
    if (Math.abs(line.size - last.size) > 1 || line.tabular || last.tabular) return false;
    if (startsItem(line.text) || numberedHeading(line.text) !== undefined) return false;
    // A bold line over text that is not bold is its heading.
    const allBold = paragraph.lines.every((one) => isBold(one, this.#style));
    const bold = isBold(line, this.#style);
    if (allBold !== bold && (allBold ? !endsOpen(last.text) : bold)) return false;
    if (this.#isTitleOver(paragraph, last, line)) return false;
    const short = last.x2 < this.#right - Math.max(3 * line.size, (this.#right - last.x) * 0.12);
    return !(endsSentence(last.text) && short);
  }

  /** A short first line without a stop, over a line that reaches the margin: a heading set like the text. */
  #isTitleOver(paragraph: Paragraph, last: PdfLine, line: PdfLine): boolean {
    if (paragraph.lines.length > 1 || endsSentence(last.text) || /[,，、]$/u.test(last.text)) return false;
    if (paragraph.gap !== undefined && paragraph.gap < this.#style.leading * 1.3) return false;
    const width = this.#right - line.x;
    return (
      last.x2 - last.x < width * 0.6 &&
      last.text.length <= 60 &&
      last.x <= line.x + line.size * 3 &&
      /\p{L}/u.test(last.text)
    );
  }

  /** Joins the first line of a page to the paragraph that the page before left open. */
  #resume(line: PdfLine): boolean {
    const open = this.#open === undefined ? undefined : this.#blocks[this.#open];
    if (open?.kind !== 'paragraph' || this.#open === undefined) return false;
    if (endsSentence(open.text)) return false;
    const isBody = Math.abs(line.size - this.#style.bodySize) < 1 && !isBold(line, this.#style);
    const fits = isBody && !line.tabular && !startsItem(line.text);
    const continuesSentence = /^[\p{Ll}\p{Script=Han}「《（(\d$]/u.test(line.text);
    if (!fits || !(continuesSentence || hasOpenBracket(open.text))) return false;
    this.#blocks.splice(this.#open, 1);
    this.#paragraph = {
      lines: [{ ...line, text: open.text, y: line.y - this.#style.leading, x2: this.#right }, line],
      page: open.page ?? 1,
      gap: undefined,
    };
    return true;
  }

  #flush(): void {
    const paragraph = this.#paragraph;
    this.#paragraph = undefined;
    const [first] = paragraph?.lines ?? [];
    if (paragraph === undefined || first === undefined) return;
    const text = paragraph.lines.map((line) => line.text).reduce(joinLines);
    const page = paragraph.page;
    const numbered = numberedHeading(text);
    if (numbered !== undefined) {
      this.#open = undefined;
      this.#blocks.push({
        kind: 'heading',
        level: this.#levelOf(first, numbered.level),
        text: numbered.text,
        page,
      });
      if (numbered.rest !== undefined) this.#pushText(numbered.rest, first, page);
    } else if (this.#isHeading(paragraph, text)) {
      this.#open = undefined;
      this.#pushHeading(text, first, page);
    } else this.#pushText(text, first, page);
  }

  #pushHeading(text: string, first: PdfLine, page: number): void {
    const level = this.#levelOf(first, undefined);
    const before = this.#blocks.at(-1);
    // A title over two paragraphs of lines is one heading.
    const close = first.size >= this.#headingSize * 0.7 && first.size <= this.#headingSize / 0.7;
    this.#headingSize = first.size;
    const large = isLarge(first, this.#style);
    const same =
      before?.kind === 'heading' && before.level === level && before.page === page && large && close;
    if (same && before.text.length + text.length <= 120) {
      this.#blocks[this.#blocks.length - 1] = { ...before, text: joinLines(before.text, text) };
    } else this.#blocks.push({ kind: 'heading', level, text, page });
  }

  #pushText(text: string, first: PdfLine, page: number): void {
    if (!/[\p{L}\p{N}]/u.test(text)) return;
    this.#blocks.push({ kind: 'paragraph', text, page });
    // Footnotes do not end the text they stand under.
    if (first.size >= this.#style.bodySize * 0.9) this.#open = this.#blocks.length - 1;
  }

  #levelOf(line: PdfLine, numbered: number | undefined): number {
    if (isLarge(line, this.#style)) return levelOfSize(line.size, this.#style);
    const below = this.#style.headingSizes.length + (isBold(line, this.#style) ? 1 : 2);
    return numbered === undefined ? below : Math.max(numbered, below);
  }

  #isHeading(paragraph: Paragraph, text: string): boolean {
    const { lines, gap } = paragraph;
    const [first] = lines;
    if (first === undefined || first.tabular || !/\p{L}{2}|\p{Script=Han}/u.test(text)) return false;
    const apart = gap === undefined || gap > this.#style.leading * 1.3;
    // Collections of questions and answers set the questions like the answers.
    if (/[?？]$/u.test(text) && apart && lines.length <= 4 && text.length <= 200) return true;
    if (lines.length > 3 || text.length > 150 || startsItem(text)) return false;
    if (/[.;,。；，、]$/u.test(text) || /^[\p{Ll}*＊(（]/u.test(text) || /^(?:www|https?:)/.test(text))
      return false;
    if (isLarge(first, this.#style)) return true;
    if (lines.every((line) => isBold(line, this.#style))) return true;
    const isBody = Math.abs(first.size - this.#style.bodySize) < 1;
    const narrow = lines.length === 1 && first.x2 - first.x < (this.#right - first.x) * 0.6;
    return isBody && narrow && text.length <= 60 && !/[:：]$/u.test(text) && gap !== undefined && apart;
  }
}

function hasOpenBracket(text: string): boolean {
  return (text.match(/[(（]/gu) ?? []).length > (text.match(/[)）]/gu) ?? []).length;
}

/** True for a line that begins an item of a list, or a footnote. */
function startsItem(text: string): boolean {
  return startsListItem(text) || /^[⁰¹²³⁴-⁹]{1,3}\s/u.test(text);
}

/** True for a line that breaks off in the middle of a phrase. */
function endsOpen(text: string): boolean {
  return /[,，、–—-]$|\b(?:and|or|of|the|to|in|for|by|with)$/u.test(text);
}
