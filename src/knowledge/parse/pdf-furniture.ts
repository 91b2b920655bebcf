import type { PdfLine } from './pdf-lines.ts';

/** The lines of a page with its height, as the search for furniture needs them. */
interface PageLines {
  readonly number: number;
  readonly height: number;
  readonly lines: readonly PdfLine[];
}

/** Share of a page's height, at its top and its bottom, in which furniture stands. */
const margin = 0.11;

/** Share of the pages on which a line must stand to be furniture. */
const repetition = 0.25;

/**
 * Finds the running heads, running feet and page numbers of a document: lines in the margins of its
 * pages that repeat (numbers apart) on at least three pages and a quarter of them all, or that are
 * numbers only.
 */
export function pageFurniture(pages: readonly PageLines[]): ReadonlySet<PdfLine> {
  const furniture = new Set<PdfLine>();
  const places = new Map<string, { line: PdfLine; page: number }[]>();
  for (const page of pages) {
    for (const line of page.lines) {
      if (!isInMargin(line, page.height)) continue;
      if (isPageNumber(line.text)) furniture.add(line);
      const key = line.text.replace(/\d+/g, '#').replace(/\s+/g, '').toLowerCase();
      places.set(key, [...(places.get(key) ?? []), { line, page: page.number }]);
    }
  }
  for (const [key, found] of places) {
    const onPages = new Set(found.map(({ page }) => page)).size;
    if (key.length < 2 || onPages < Math.max(3, pages.length * repetition)) continue;
    for (const { line } of found) furniture.add(line);
  }
  return furniture;
}

/**
 * True for a page of a table of contents: most of its lines end in numbers that do not fall. Such a
 * page would be found for every word in the titles, and says nothing about them.
 */
export function isContentsPage(lines: readonly PdfLine[]): boolean {
  const numbers = lines.flatMap((line) => {
    const number = /(?:^|\D\s|[.…⋯]\s?)(\d{1,4})$/.exec(line.text)?.[1];
    return number === undefined || line.text.length > 120 ? [] : [Number(number)];
  });
  if (numbers.length < 5 || numbers.length < lines.length * 0.4) return false;
  const falls = numbers.filter((number, index) => index > 0 && number < (numbers[index - 1] ?? 0)).length;
  return falls <= numbers.length * 0.1 && (numbers.at(-1) ?? 0) > (numbers[0] ?? 0);
}

function isInMargin(line: PdfLine, height: number): boolean {
  return line.y < height * margin || line.y > height * (1 - margin);
}

/** A number, a roman number, `Page 3 of 9`, `- 3 -`, `第 3 頁`, or a number beside a date. */
function isPageNumber(text: string): boolean {
  if (/^[\d\s/.\-–—()]{1,24}$/.test(text)) return true;
  if (/^[ivxl]{1,7}$/i.test(text)) return true;
  return /^(?:page|p\.|第)\s*\d{1,4}\s*(?:[頁页]|(?:of|\/)\s*\d{1,4})?$/i.test(text);
}
