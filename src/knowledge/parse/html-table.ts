import type { Block } from '../spec.ts';
import { rowText } from './row-text.ts';
import {
  childElements,
  childrenOf,
  isElement,
  localName,
  type MarkupElement,
  type MarkupNode,
} from './markup.ts';

/** Widest table and farthest a cell may span, in columns or rows. */
const widestSpan = 200;

/** Most cells that spanning cells may fill in one table. */
const mostCells = 200_000;

/** A table as rows of texts; a cell that spans several places stands in each of them. */
interface Grid {
  readonly rows: readonly GridRow[];
  /** What stands above the table. */
  readonly caption: string;
}

/** A row of a table. */
export interface GridRow {
  readonly cells: readonly string[];
  /** True when all its cells are headings. */
  readonly heading: boolean;
}

/** Reads the cells of a table element with the text that `read` gives them. */
export function readGrid(table: MarkupElement, read: (cell: MarkupElement) => string): Grid {
  const rows: GridRow[] = [];
  const hanging: { text: string; rows: number }[] = [];
  let filled = 0;
  for (const row of rowElements(table)) {
    const cells: string[] = [];
    const own = childElements(row).filter((cell) => localName(cell) === 'td' || localName(cell) === 'th');
    for (const cell of own) {
      takeHanging(cells, hanging);
      const text = read(cell);
      const [columns, down] = [span(cell, 'colspan'), span(cell, 'rowspan')];
      for (let count = 0; count < columns && cells.length < widestSpan && filled < mostCells; count += 1) {
        if (down > 1) hanging[cells.length] = { text, rows: down - 1 };
        cells.push(text);
        filled += 1;
      }
    }
    takeHanging(cells, hanging);
    const heading = own.length > 0 && own.every((cell) => localName(cell) === 'th');
    if (cells.some((cell) => cell !== '')) rows.push({ cells, heading: heading || isInHead(row) });
  }
  const caption = childElements(table, 'caption').map(read).join(' ');
  return { rows, caption };
}

/** Puts the cells of earlier rows that reach down into this one in their places. */
function takeHanging(cells: string[], hanging: { text: string; rows: number }[]): void {
  for (let from = hanging[cells.length]; from !== undefined && from.rows > 0; from = hanging[cells.length]) {
    from.rows -= 1;
    cells.push(from.text);
  }
}

function rowElements(table: MarkupElement): MarkupElement[] {
  return childElements(table).flatMap((child) => {
    const name = localName(child);
    if (name === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(name) ? childElements(child, 'tr') : [];
  });
}

function isInHead(row: MarkupElement): boolean {
  const parent = row.parent;
  return parent !== null && isElement(parent) && localName(parent) === 'thead';
}

function span(cell: MarkupElement, attribute: string): number {
  const value = Number.parseInt(cell.attribs[attribute] ?? '1', 10);
  return Number.isFinite(value) && value > 1 ? Math.min(value, widestSpan) : 1;
}

/** True for a table that holds data, not the layout of a page. */
export function isDataTable(table: MarkupElement): boolean {
  if (table.attribs['role'] === 'presentation' || table.attribs['role'] === 'none') return false;
  const rows = rowElements(table);
  const widths = rows.map((row) => childElements(row).length);
  if (Math.max(0, ...widths.slice(0, 1_000)) < 2) return false;
  if (has(table, (element) => localName(element) === 'table')) return false;
  if (has(table, (element) => localName(element) === 'th')) return true;
  // Cells of a layout hold whole pieces of a page.
  return (
    rows.length >= 2 && !has(table, (element) => /^(?:h[1-6]|article|section|form)$/.test(localName(element)))
  );
}

function has(node: MarkupNode, test: (element: MarkupElement) => boolean): boolean {
  return childrenOf(node).some((child) => isElement(child) && (test(child) || has(child, test)));
}

/** The blocks of a table: its caption, then a row block for each data row, as `column: value; …`. */
export function gridBlocks(grid: Grid): Block[] {
  const { names, body } = splitHead(grid.rows);
  const blocks: Block[] = grid.caption === '' ? [] : [{ kind: 'paragraph', text: grid.caption }];
  body.forEach((row, index) => {
    const text = rowText(row.cells, names);
    if (text !== '') blocks.push({ kind: 'row', row: index + 1, text });
  });
  return blocks;
}

function splitHead(rows: readonly GridRow[]): { names: string[]; body: readonly GridRow[] } {
  let count = 0;
  while (count < rows.length - 1 && rows[count]?.heading === true) count += 1;
  if (count === 0 && looksLikeHead(rows)) count = isSecondHead(rows) ? 2 : 1;
  const names: string[] = [];
  for (const row of rows.slice(0, count)) {
    row.cells.forEach((cell, index) => {
      const above = names[index] ?? '';
      // A second row of headings makes the first one precise.
      names[index] = above === '' || above === cell ? cell : `${above} – ${cell}`;
    });
  }
  return { names, body: rows.slice(count) };
}

/** Longest name of a column that is not marked as one, in UTF-16 code units. */
const longestName = 60;

/**
 * Without marked headings, the first row of three or more names its columns when it can: it is full,
 * but for the corner, and each cell is short and no sentence.
 */
function looksLikeHead(rows: readonly GridRow[]): boolean {
  const [first] = rows;
  if (first === undefined || rows.length < 3) return false;
  const named = first.cells.slice(cornerOf(first));
  const distinct = named.filter((cell, index) => cell !== named[index - 1]);
  const enough = distinct.length >= 2 || (named.length >= 2 && isSecondHead(rows));
  if (!enough || new Set(distinct).size !== distinct.length) return false;
  return named.every(isName);
}

function isName(cell: string): boolean {
  return cell !== '' && cell.length <= longestName && !/[.;。；!！]$|[，；。]|\d{3}/u.test(cell);
}

/** Number of empty cells at the start of a row: the corner above the names of the rows. */
function cornerOf(row: GridRow): number {
  const first = row.cells.findIndex((cell) => cell !== '');
  return first === 1 || first === 2 ? first : 0;
}

/** True when a first heading spans columns that the second row names, beside headings that span both rows. */
function isSecondHead([first, second, third]: readonly GridRow[]): boolean {
  if (first === undefined || second === undefined || third === undefined) return false;
  const spansColumns = first.cells.some(
    (cell, index) => index > 0 && cell !== '' && cell === first.cells[index - 1],
  );
  const spansRows = first.cells.some((cell, index) => cell === second.cells[index]);
  return spansColumns && spansRows && second.cells.slice(cornerOf(first)).every(isName);
}
