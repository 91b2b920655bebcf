import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Block } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { joinLines } from './join-lines.ts';
import type { PdfLine } from './pdf-lines.ts';
import type { PdfStyle } from './pdf-style.ts';
import { readDate } from './read-date.ts';

/**
 * The title of a PDF: the one in its properties when its first pages bear it, too; else the lines set
 * in the largest type on its first page; else the one in its properties unless a program made it up.
 */
export async function pdfTitle(
  pdf: PDFDocumentProxy,
  facts: { readonly blocks: readonly Block[]; readonly lines: readonly PdfLine[]; readonly style: PdfStyle },
): Promise<string | undefined> {
  const declared = cleanText(await property(pdf, 'Title')).trim();
  const usable = declared !== '' && !isMadeUp(declared);
  if (usable && isBorne(declared, facts.blocks)) return declared;
  return largestLines(facts.lines, facts.style) ?? (usable ? declared : undefined);
}

/** The day the file was made, else last changed. */
export async function pdfDate(pdf: PDFDocumentProxy): Promise<string | undefined> {
  return readDate(await property(pdf, 'CreationDate')) ?? readDate(await property(pdf, 'ModDate'));
}

async function property(pdf: PDFDocumentProxy, name: string): Promise<string> {
  try {
    const { info } = await pdf.getMetadata();
    const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : '';
  } catch {
    return ''; // damaged properties: the pages tell
  }
}

/** Titles that word processors and printers write: file names, “Microsoft Word - …”, “untitled”. */
function isMadeUp(title: string): boolean {
  return (
    /^(?:microsoft (?:word|excel|powerpoint)|untitled|document\d*$|slide 1$|print|無標題|无标题)/i.test(
      title,
    ) ||
    /\.(?:docx?|xlsx?|pptx?|pdf|indd|pub|rtf|txt|ai|cdr)$/i.test(title) ||
    /^[\w.-]+$/.test(title)
  );
}

function isBorne(title: string, blocks: readonly Block[]): boolean {
  const start = bare(
    blocks
      .slice(0, 40)
      .map((block) => block.text)
      .join(' '),
  );
  return start.includes(bare(title));
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function largestLines(lines: readonly PdfLine[], style: PdfStyle): string | undefined {
  const largest = Math.max(0, ...lines.map((line) => line.size));
  if (largest < style.bodySize * 1.25) return undefined;
  // Lines of nearly that size around the largest ones belong to the title.
  const least = Math.max(largest * 0.75, style.bodySize * 1.15);
  const first = lines.findIndex((line) => line.size >= least);
  let title = '';
  for (const line of lines.slice(Math.max(0, first))) {
    if (line.size < least) break;
    title = joinLines(title, line.text);
  }
  return title.length >= 2 && title.length <= 150 && /\p{L}/u.test(title) ? title : undefined;
}
