import { joinLines } from './join-lines.ts';
import type { GridRow } from './html-table.ts';
import { pdfLines, type PdfLine } from './pdf-lines.ts';
import type { PdfPage, PdfSpan } from './pdf-page.ts';
import type { Ruling } from './pdf-rulings.ts';

/** A table that a page draws with borders. */
export interface PdfTable {
  readonly rows: readonly GridRow[];
  /** Index of the first of the page's spans that stands in it: its place in the reading order. */
  readonly first: number;
  /** Top edge, in points from the top of the page. */
  readonly top: number;
}

/** What of a page belongs to tables. */
interface PdfTables {
  readonly tables: readonly PdfTable[];
  /** Indices of the spans that the tables hold. */
  readonly taken: ReadonlySet<number>;
}

/** How far apart two lines may be drawn that are meant to meet, in points. */
const tolerance = 3;

/** Smallest height and width of a cell, in points: lines closer together are a double border. */
const smallestCell = 7;

/** Most cells of a table. */
const mostCells = 5_000;

/** Finds the bordered tables of a page with two rows and two columns or more, and reads their cells. */
export function pdfTables(page: PdfPage): PdfTables {
  const taken = new Set<number>();
  const tables: PdfTable[] = [];
  for (const frame of frames(page.rulings)) {
    const cells = new Map<number, PdfSpan[]>();
    const inside: number[] = [];
    page.spans.forEach((span, index) => {
      const cell = frame.cellAt(span.x + Math.min(span.width, span.size) / 2, span.y - span.size / 3);
      if (cell === undefined || taken.has(index)) return;
      inside.push(index);
      const spans = cells.get(cell);
      if (spans === undefined) cells.set(cell, [span]);
      else spans.push(span);
    });
    const rows = readRows(frame, cells);
    const [first] = inside;
    // A frame around text, or a drawing, is no table.
    if (
      first === undefined ||
      rows.filter((row) => row.cells.filter((cell) => cell !== '').length >= 2).length < 2
    ) {
      continue;
    }
    for (const index of inside) taken.add(index);
    tables.push({ rows, first, top: frame.top });
  }
  return { tables, taken };
}

interface Frame {
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  /** The cell at a place; cells without a border between them are one. */
  cellAt(x: number, y: number): number | undefined;
  /** The cell at a column and row. */
  cell(column: number, row: number): number;
}

function readRows(frame: Frame, spans: ReadonlyMap<number, readonly PdfSpan[]>): GridRow[] {
  const texts = new Map<number, { text: string; bold: boolean }>();
  for (const [cell, inside] of spans) {
    const lines = inReadingOrder(pdfLines(inside));
    const text = lines.map((line) => line.text).reduce((all, line) => joinLines(all, line), '');
    texts.set(cell, { text, bold: lines.length > 0 && lines.every((line) => line.bold) });
  }
  const rows: GridRow[] = [];
  const seen = new Set<number>();
  for (let row = 0; row < frame.rows; row += 1) {
    const cells = Array.from({ length: frame.columns }, (_, column) => frame.cell(column, row));
    // A row in which nothing begins is the lower part of cells that were read already.
    const isNew = cells.some((cell) => !seen.has(cell) && texts.has(cell));
    for (const cell of cells) seen.add(cell);
    if (!isNew) continue;
    const filled = cells.filter((cell) => (texts.get(cell)?.text ?? '') !== '');
    const heading =
      rows.length < 2 && filled.length > 1 && filled.every((cell) => texts.get(cell)?.bold === true);
    rows.push({ cells: cells.map((cell) => texts.get(cell)?.text ?? ''), heading });
  }
  return rows;
}

/**
 * Lines of a cell as they are read. Where they were not drawn from top to bottom, as in a formula of
 * several parts side by side, the parts are put in order from left to right.
 */
function inReadingOrder(lines: readonly PdfLine[]): readonly PdfLine[] {
  if (!lines.some((line, index) => index > 0 && line.y < (lines[index - 1]?.y ?? 0) - tolerance))
    return lines;
  const parts: PdfLine[][] = [];
  for (const line of lines) {
    const part = parts.at(-1);
    const last = part?.at(-1);
    const below = last !== undefined && line.y > last.y && line.y < last.y + 2 * line.size;
    if (part !== undefined && last !== undefined && below && line.x < last.x2 && last.x < line.x2)
      part.push(line);
    else parts.push([line]);
  }
  return parts.sort(inOrder).flat();
}

function inOrder(one: readonly PdfLine[], other: readonly PdfLine[]): number {
  const [a, b] = [extent(one), extent(other)];
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const beside = shared > 0.3 * Math.min(a.bottom - a.top, b.bottom - b.top);
  return beside ? a.left - b.left : a.top - b.top;
}

function extent(lines: readonly PdfLine[]): { top: number; bottom: number; left: number } {
  return {
    top: Math.min(...lines.map((line) => line.y - line.size)),
    bottom: Math.max(...lines.map((line) => line.y)),
    left: Math.min(...lines.map((line) => line.x)),
  };
}

function frames(rulings: readonly Ruling[]): Frame[] {
  return connected(merged(rulings)).flatMap((group) => toFrame(group) ?? []);
}

/** Joins lines that continue one another, such as the borders of the cells of one row. */
function merged(rulings: readonly Ruling[]): Ruling[] {
  const sorted = [...rulings].sort(
    (a, b) => Number(a.upright) - Number(b.upright) || a.at - b.at || a.from - b.from,
  );
  const result: Ruling[] = [];
  for (const ruling of sorted) {
    let joined = false;
    for (let back = result.length - 1; back >= 0 && back >= result.length - 60; back -= 1) {
      const other = result[back];
      if (other === undefined || other.upright !== ruling.upright || ruling.at - other.at > tolerance) break;
      if (ruling.from > other.to + tolerance || ruling.to < other.from - tolerance) continue;
      result[back] = { ...other, from: Math.min(other.from, ruling.from), to: Math.max(other.to, ruling.to) };
      joined = true;
      break;
    }
    if (!joined) result.push(ruling);
  }
  return result;
}

/** Groups of lines that meet. */
function connected(rulings: readonly Ruling[]): Ruling[][] {
  const parent = rulings.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  const level = rulings.flatMap((ruling, index) => (ruling.upright ? [] : [{ ruling, index }]));
  const upright = rulings.flatMap((ruling, index) => (ruling.upright ? [{ ruling, index }] : []));
  for (const one of level) {
    for (const other of upright)
      if (meet(one.ruling, other.ruling)) parent[find(one.index)] = find(other.index);
  }
  const groups = new Map<number, Ruling[]>();
  rulings.forEach((ruling, index) => {
    const root = find(index);
    groups.set(root, [...(groups.get(root) ?? []), ruling]);
  });
  return [...groups.values()];
}

function meet(level: Ruling, upright: Ruling): boolean {
  const withinX = upright.at >= level.from - tolerance && upright.at <= level.to + tolerance;
  const withinY = level.at >= upright.from - tolerance && level.at <= upright.to + tolerance;
  return withinX && withinY;
}

function toFrame(group: readonly Ruling[]): Frame | undefined {
  const level = group.filter((ruling) => !ruling.upright);
  const upright = group.filter((ruling) => ruling.upright);
  const xs = places(upright);
  const ys = places(level);
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 2 || rows < 2 || columns * rows > mostCells) return undefined;
  const cells = joinOpenCells({ xs, ys, level, upright });
  const cell = (column: number, row: number): number => cells[row * columns + column] ?? -1;
  return {
    top: ys[0] ?? 0,
    columns,
    rows,
    cell,
    cellAt: (x, y) => {
      const column = xs.findLastIndex((edge) => edge <= x);
      const row = ys.findLastIndex((edge) => edge <= y);
      return column < 0 || row < 0 || column >= columns || row >= rows ? undefined : cell(column, row);
    },
  };
}

/** The places of lines, those that are meant to be one taken together. */
function places(rulings: readonly Ruling[]): number[] {
  const result: number[] = [];
  for (const at of rulings.map((ruling) => ruling.at).sort((a, b) => a - b)) {
    if (at - (result.at(-1) ?? -Infinity) > smallestCell) result.push(at);
  }
  return result;
}

interface Borders {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly level: readonly Ruling[];
  readonly upright: readonly Ruling[];
}

/** Numbers the cells row by row, a cell that is open to its neighbour having the neighbour's number. */
function joinOpenCells({ xs, ys, level, upright }: Borders): number[] {
  const columns = xs.length - 1;
  const cells = Array.from({ length: columns * (ys.length - 1) }, (_, index) => index);
  const rename = (from: number, to: number): void => {
    for (let index = 0; index < cells.length; index += 1) if (cells[index] === from) cells[index] = to;
  };
  for (let index = 0; index < cells.length; index += 1) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const middle = { x: between(xs, column), y: between(ys, row) };
    const own = cells[index] ?? index;
    const left = cells[index - 1];
    if (column > 0 && left !== undefined && left !== own && !borders(upright, xs[column], middle.y))
      rename(own, left);
    const above = cells[index - columns];
    const now = cells[index] ?? own;
    if (row > 0 && above !== undefined && above !== now && !borders(level, ys[row], middle.x))
      rename(now, above);
  }
  return cells;
}

function between(edges: readonly number[], index: number): number {
  return ((edges[index] ?? 0) + (edges[index + 1] ?? 0)) / 2;
}

function borders(rulings: readonly Ruling[], at: number | undefined, along: number): boolean {
  return rulings.some(
    (ruling) => Math.abs(ruling.at - (at ?? 0)) <= smallestCell && ruling.from <= along && ruling.to >= along,
  );
}
