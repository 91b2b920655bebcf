import { cleanText, mendBullets } from './clean-text.ts';
import { joinSpacedHan } from './join-spaced-han.ts';
import type { PdfSpan } from './pdf-page.ts';
import { superscript } from './superscript.ts';

/** A line of text on a page. Lengths are points. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  /** Right edge. */
  readonly x2: number;
  /** Base line, counted from the top of the page. */
  readonly y: number;
  /** Font size of most of it. */
  readonly size: number;
  /** All of it is bold. */
  readonly bold: boolean;
  /** The renamed font that all of it is set in; empty for another font. */
  readonly font: string;
  /** A wide gap parts it, as between the columns of a table without borders. */
  readonly tabular: boolean;
}

/** Most runs of one line. A line in which every character is a run of its own has about 150. */
const mostRuns = 500;

/** Width of a gap, in font sizes, that parts columns. */
const columnGap = 2.5;

/**
 * Puts the runs of a page together into lines, in the order in which they are drawn. A raised number
 * belongs to the line it stands at; a number that labels two lines of a heading, set between their
 * heights, begins the first of them.
 */
export function pdfLines(spans: readonly PdfSpan[]): PdfLine[] {
  const groups: PdfSpan[][] = [];
  let group: PdfSpan[] = [];
  for (const span of spans) {
    const last = group.at(-1);
    if (last === undefined || !continues(group, span)) {
      if (group.length > 0) groups.push(group);
      group = [];
    }
    group.push(span);
  }
  if (group.length > 0) groups.push(group);
  return groups.map(toLine).filter((line) => line !== undefined);
}

function continues(group: readonly PdfSpan[], span: PdfSpan): boolean {
  if (group.length >= mostRuns) return false;
  const last = group.findLast((one) => one.text.trim() !== '') ?? group.at(-1);
  if (last === undefined) return false;
  const main = mainSpan(group);
  const size = Math.max(main.size, span.size);
  const right = last.x + last.width;
  const rise = Math.abs(span.y - main.y);
  if (span.x < right - size) return false;
  if (rise <= size * 0.5) return true;
  const label = /^\s*[\d.()]{1,5}\s*$/.test(group.map((one) => one.text).join(''));
  return label && rise < size * 0.8 && span.x > right;
}

/** The run that holds most of the text: the line stands where it stands. */
function mainSpan(group: readonly PdfSpan[]): PdfSpan {
  return group.reduce((best, span) => (span.text.trim().length > best.text.trim().length ? span : best));
}

function toLine(group: readonly PdfSpan[]): PdfLine | undefined {
  const main = mainSpan(group);
  const spans = group.filter((span) => span.text.trim() !== '');
  const [first] = spans;
  if (first === undefined) return undefined;
  let text = '';
  let tabular = false;
  let before: PdfSpan | undefined;
  for (const span of spans) {
    const blank =
      before !== undefined &&
      group.slice(group.indexOf(before) + 1, group.indexOf(span)).some((one) => one.text !== '');
    const gap = before === undefined ? 0 : span.x - before.x - before.width;
    if (gap > main.size * columnGap && !isMark(text)) tabular = true;
    const piece = isRaised(span, main) ? superscript(span.text) : withoutFalseSpaces(span);
    text +=
      before !== undefined && isSpaced(text, piece, { gap: gap / main.size, blank })
        ? ` ${piece.trimStart()}`
        : piece;
    before = span;
  }
  const clean = tidy(text);
  const letters = (some: readonly PdfSpan[]): number =>
    some.reduce((sum, span) => sum + span.text.replace(/\s/g, '').length, 0);
  if (clean === '' || before === undefined) return undefined;
  return {
    text: clean,
    x: first.x,
    x2: before.x + before.width,
    y: main.y,
    size: Math.round(main.size * 2) / 2,
    bold: letters(spans.filter((span) => span.bold)) >= letters(spans) * 0.9,
    font: spans.every((span) => span.font === main.font) ? main.font : '',
    tabular,
  };
}

const wide = /[\p{Script=Han}\u3000-\u303f\u31d0\uff00-\uff60]/u;

/** Tells by the gap between two runs, in font sizes, and a blank in it whether they stand apart. */
function isSpaced(
  before: string,
  after: string,
  between: { readonly gap: number; readonly blank: boolean },
): boolean {
  if (/\s$/.test(before)) return false;
  if (wide.test(before.at(-1) ?? '') && wide.test(after.trimStart()[0] ?? '')) return between.gap > 0.4;
  return between.blank || between.gap > 0.15;
}

/**
 * Takes out the spaces between the characters of a run of Chinese that is no wider than its
 * characters: they take no room, so nobody sees them on the page.
 */
function withoutFalseSpaces(span: PdfSpan): string {
  const bare = span.text.replace(/\s+/g, '');
  const characters = Array.from(bare);
  if (bare === span.text || !characters.every((character) => wide.test(character))) return span.text;
  return span.width <= characters.length * span.size * 1.15 ? bare : span.text;
}

function isRaised(span: PdfSpan, main: PdfSpan): boolean {
  return span.size < main.size * 0.8 && span.y < main.y - main.size * 0.12;
}

/** True for a list mark or a number at the start of a line, after which a gap is no column. */
function isMark(text: string): boolean {
  return /^\s*(?:\(?[\w.]{1,6}[.)]?|[（(]?[\p{Script=Han}\d]{1,3}[）)、]|\P{L})\s*$/u.test(text);
}

function tidy(text: string): string {
  return mendBullets(
    joinSpacedHan(
      cleanText(text)
        .replace(/\s+(?=[⁰¹²³⁴-⁹])/gu, '')
        .replace(/\s+/gu, ' ')
        .trim(),
    ),
  );
}
