import type { PDFDocumentProxy } from 'pdfjs-dist';
import { inputError, LionrockError } from '../../base/index.ts';
import type { Block, ParsedDocument } from '../spec.ts';
import { countPrivateUse } from './clean-text.ts';
import { shareOfCommonHan } from './common-han.ts';
import type { ReadingOptions } from './decode-source.ts';
import { mediaTypes } from './detect-format.ts';
import type { OpenSource, SizeLimit } from './open-source.ts';
import { damagedPdf, openPdf, tooComplex, type OpenPdf } from './open-pdf.ts';
import type { ParseFailure, ParseResult } from './parse-failure.ts';
import { pdfBlocks, type PdfContent, type PdfPart } from './pdf-blocks.ts';
import { isContentsPage, pageFurniture } from './pdf-furniture.ts';
import { pdfLines, type PdfLine } from './pdf-lines.ts';
import { readPdfPage, type PdfPage } from './pdf-page.ts';
import { readPdfRulings } from './pdf-rulings.ts';
import { measureStyle } from './pdf-style.ts';
import { pdfTables } from './pdf-tables.ts';
import { pdfDate, pdfTitle } from './pdf-title.ts';

/** Largest PDF file. */
const pdfLimit: SizeLimit = {
  bytes: 128 * 1024 * 1024,
  format: 'PDF',
  cure: 'Split it by pages.',
};

/** Most characters of one file: about 200 books. */
const mostText = 100_000_000;

/** Most pages that are read of one file. */
const mostPages = 10_000;

/**
 * Parses the text layer of a PDF. Lines are put together into paragraphs, headings are known by size,
 * weight and place, bordered tables become rows, running heads and page numbers go. `asOf` is the day
 * the file was made. Its language is not set: files lie about it, and the text tells.
 *
 * What is in doubt follows the document as failures that name it: `knowledge.private-use-characters`,
 * `knowledge.text-garbled`, `knowledge.pdf-pages-missing`.
 *
 * @throws `knowledge.pdf-encrypted`; `knowledge.pdf-damaged`; `knowledge.pdf-no-text` for a scan;
 *   `knowledge.pdf-too-complex`; `knowledge.file-too-large`.
 */
export async function* parsePdf(source: OpenSource, options: ReadingOptions): AsyncGenerator<ParseResult> {
  const pdf = await openPdf(await source.readAll(pdfLimit), source.name);
  let document: { result: ParsedDocument; blocks: readonly Block[]; unread: readonly number[] };
  try {
    document = await readDocument(pdf, source, options);
  } finally {
    await pdf.close();
  }
  yield document.result;
  yield* doubts(document.blocks, document.unread, source);
}

interface PageOfLines {
  readonly number: number;
  readonly height: number;
  readonly lines: readonly PdfLine[];
  readonly parts: readonly PdfPart[];
}

async function readDocument(pdf: OpenPdf, source: OpenSource, options: ReadingOptions) {
  const pages: PageOfLines[] = [];
  const unread: number[] = [];
  let characters = 0;
  for (let number = 1; number <= Math.min(pdf.document.numPages, mostPages); number += 1) {
    options.signal?.throwIfAborted();
    const page = await readPage(pdf, number);
    if (page === undefined) unread.push(number);
    else pages.push(page);
    characters += page?.lines.reduce((sum, line) => sum + line.text.length, 0) ?? 0;
    if (characters > mostText) throw tooComplex(source.name);
  }
  if (pages.length === 0) throw damagedPdf(source.name);
  const furniture = new Set(pageFurniture(pages));
  for (const page of pages) {
    const content = page.lines.filter((line) => !furniture.has(line));
    if (isContentsPage(content)) for (const line of content) furniture.add(line);
  }
  const lines = pages.flatMap((page) => page.lines.filter((line) => !furniture.has(line)));
  const style = measureStyle(lines, new Set(pages[0]?.number === 1 ? pages[0].lines : []));
  const blocks = pdfBlocks(
    pages.map((page) => contentOf(page, furniture)),
    style,
  );
  if (isScan(blocks, pages.length)) throw noText(source.name);
  const asOf = await pdf.wait(pdfDate(pdf.document));
  const result: ParsedDocument = {
    documentId: source.documentId,
    mediaType: mediaTypes.pdf,
    source: source.source,
    metadata: {
      title: (await pdfTitle(pdf.document, { blocks, lines: pages[0]?.lines ?? [], style })) ?? source.title,
      ...(source.url !== undefined && { url: source.url }),
      ...(asOf !== undefined && { asOf }),
    },
    blocks,
  };
  return { result, blocks, unread };
}

/** Undefined for a page that cannot be read. */
async function readPage(pdf: OpenPdf, number: number): Promise<PageOfLines | undefined> {
  try {
    return layOut(await pdf.wait(readAndForget(pdf.document, number)));
  } catch (error) {
    if (LionrockError.isInstance(error)) throw error;
    return undefined;
  }
}

async function readAndForget(document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await document.getPage(number);
  const read = await readPdfPage(page, readPdfRulings);
  page.cleanup();
  return read;
}

/** Puts lines and tables in the order in which the page draws them. */
function layOut(page: PdfPage): PageOfLines {
  const { tables, taken } = pdfTables(page);
  const parts: PdfPart[] = [];
  const lines: PdfLine[] = [];
  let from = 0;
  const addLines = (to: number): void => {
    const spans = page.spans.slice(from, to).filter((_, index) => !taken.has(from + index));
    for (const line of pdfLines(spans)) {
      lines.push(line);
      parts.push({ line });
    }
    from = to;
  };
  for (const table of [...tables].sort((a, b) => a.first - b.first)) {
    addLines(table.first);
    parts.push({ table });
  }
  addLines(page.spans.length);
  return { number: page.number, height: page.height, lines, parts };
}

function contentOf(page: PageOfLines, furniture: ReadonlySet<PdfLine>): PdfContent {
  const parts = page.parts.filter((part) => 'table' in part || !furniture.has(part.line));
  const edges = page.lines
    .filter((line) => !furniture.has(line))
    .map((line) => line.x2)
    .sort((a, b) => a - b);
  // The right margin: the edge that all but a few lines keep.
  return { number: page.number, parts, right: edges[Math.floor(edges.length * 0.95)] ?? 0 };
}

/** Fewest characters a page of text has on average; a scan has none, or a stamp. */
const fewestCharacters = 8;

function isScan(blocks: readonly Block[], pages: number): boolean {
  const characters = blocks.reduce((sum, block) => sum + block.text.length, 0);
  return blocks.length === 0 || characters < pages * fewestCharacters;
}

function* doubts(
  blocks: readonly Block[],
  unread: readonly number[],
  source: OpenSource,
): Generator<ParseFailure> {
  const text = blocks.map((block) => block.text).join('\n');
  const about = { source: source.source, documentId: source.documentId };
  const unnamed = countPrivateUse(text);
  if (unnamed > 0) yield { ...about, error: privateUse(source.name, blocks, unnamed) };
  if ((shareOfCommonHan(text, 200) ?? 1) < 0.35) yield { ...about, error: garbled(source.name) };
  if (unread.length > 0) yield { ...about, error: pagesMissing(source.name, unread) };
}

function privateUse(name: string, blocks: readonly Block[], count: number): LionrockError {
  const pages = [
    ...new Set(blocks.filter((block) => countPrivateUse(block.text) > 0).map((block) => block.page ?? 1)),
  ];
  return inputError({
    code: 'knowledge.private-use-characters',
    message: `${name}: ${count} characters have a meaning only in the file's own fonts (first on page ${pages[0] ?? 1}).`,
    cure: 'Compare these pages with the original before quoting from them.',
    data: { count, pages: pages.slice(0, 100) },
  });
}

function garbled(name: string): LionrockError {
  return inputError({
    code: 'knowledge.text-garbled',
    message: `${name}: its text layer does not spell the Chinese that its pages show.`,
    cure: 'Run OCR on it, or ask the publisher for another copy.',
  });
}

function pagesMissing(name: string, pages: readonly number[]): LionrockError {
  return inputError({
    code: 'knowledge.pdf-pages-missing',
    message: `${name}: ${pages.length} pages could not be read (first page ${pages[0] ?? 1}).`,
    cure: 'Download it again; if it opens in a viewer, print it as a new PDF.',
    data: { pages: pages.slice(0, 100) },
  });
}

function noText(name: string): LionrockError {
  return inputError({
    code: 'knowledge.pdf-no-text',
    message: `${name} has no text layer: its pages are pictures.`,
    cure: 'Run OCR on it (for instance with OCRmyPDF) and add the result.',
  });
}
