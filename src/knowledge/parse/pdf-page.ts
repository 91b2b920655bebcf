import type { PDFPageProxy } from 'pdfjs-dist';
import { multiply, toMatrix } from './pdf-matrix.ts';
import type { Ruling } from './pdf-rulings.ts';
import { readWingdings } from './wingdings.ts';

/** A run of text at its place on a page. Lengths are points (1/72 inch). */
export interface PdfSpan {
  readonly text: string;
  /** Left edge. */
  readonly x: number;
  /** Base line, counted from the top of the page. */
  readonly y: number;
  readonly width: number;
  /** Font size. */
  readonly size: number;
  readonly bold: boolean;
  /** Name of a font whose weight is not known, because a program renamed it; empty for another. */
  readonly font: string;
}

/** A page of a PDF as it was read. */
export interface PdfPage {
  /** 1-based. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In the order in which the page draws them. */
  readonly spans: readonly PdfSpan[];
  /** Straight lines that are drawn on it: the borders of tables, mostly. */
  readonly rulings: readonly Ruling[];
}

/** Most characters of one page. A page of a telephone directory has about 20,000. */
const mostCharacters = 1_000_000;

/** Reads the text of a page. `readRulings` reads its lines, and makes the names of its fonts known. */
export async function readPdfPage(
  page: PDFPageProxy,
  readRulings: (page: PDFPageProxy) => Promise<readonly Ruling[]>,
): Promise<PdfPage> {
  const viewport = page.getViewport({ scale: 1 });
  const rulings = await readRulings(page);
  const spans: PdfSpan[] = [];
  let characters = 0;
  const reader = page.streamTextContent({ includeMarkedContent: false }).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const item of part.value.items) {
      if (!('str' in item) || item.str === '') continue;
      characters += item.str.length;
      const span = toSpan(item, { viewport: viewport.transform, font: () => fontName(page, item.fontName) });
      if (span !== undefined) spans.push(span);
    }
    if (characters > mostCharacters) {
      await reader.cancel(new Error('more text than a page can hold'));
      break;
    }
  }
  return { number: page.pageNumber, width: viewport.width, height: viewport.height, spans, rulings };
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Undefined for text that does not run from left to right: stamps, watermarks, marginal notes on their side. */
function toSpan(
  item: TextItem,
  place: { readonly viewport: readonly number[]; readonly font: () => string },
): PdfSpan | undefined {
  const [a, b, , d, x, y] = multiply(toMatrix(place.viewport), toMatrix(item.transform));
  const size = Math.abs(d) || item.height;
  if (Math.abs(b) > Math.abs(a) * 0.05 || a <= 0) return undefined;
  const name = item.str.trim() === '' ? '' : place.font();
  return {
    text: /^(?:[A-Z]{6}\+)?wingdings(?![\s-]?[23])/i.test(name) ? readWingdings(item.str) : item.str,
    x,
    y,
    width: item.width,
    size,
    bold: /bold|black|heavy|demi|[-,]bd\b|W[7-9]\b/i.test(name),
    font: isRenamed(name) ? name : '',
  };
}

/** The font's own name, which says whether it is bold. */
function fontName(page: PDFPageProxy, id: string): string {
  if (!page.commonObjs.has(id)) return '';
  const font: unknown = page.commonObjs.get(id);
  return typeof font === 'object' && font !== null && 'name' in font ? String(font.name) : '';
}

/** `CIDFont+F1`, `F3`, `T1_0`: names that printing programs give. */
function isRenamed(name: string): boolean {
  return /^(?:[A-Z]{6}\+)?(?:CIDFont\+)?[A-Z]{1,3}_?\d{1,3}(?:_\d{1,2})?$/i.test(name);
}
