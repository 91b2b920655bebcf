import { cleanText } from './clean-text.ts';
import { collapse } from './markup.ts';

/** What the first rows of a table are. */
export interface TableHead {
  /** Lines above the table: its title and notes. */
  readonly preamble: readonly string[];
  /** Names of the columns; empty when the table has none. */
  readonly names: readonly string[];
  /** The rows that are data already. */
  readonly rows: readonly (readonly string[])[];
}

/** How many rows are looked at to find the names of the columns. */
export const headRows = 20;

/**
 * Finds the names of the columns in the first rows of a table: the first row with two filled cells,
 * unless it looks like the rows below it. Rows with one filled cell above it are the preamble.
 */
export function findHead(rows: readonly (readonly string[])[]): TableHead {
  const first = rows.findIndex((row) => filled(row) >= 2);
  if (first === -1) {
    // A table of one column.
    return { preamble: [], names: rows[0] ?? [], rows: rows.slice(1) };
  }
  const preamble = rows.slice(0, first).map((row) => row.filter((cell) => cell !== '').join(' '));
  const names = rows[first] ?? [];
  const isData = looksLikeData(names, rows[first + 1] ?? []);
  return {
    preamble: preamble.filter((line) => line !== ''),
    names: isData ? [] : names,
    rows: rows.slice(isData ? first : first + 1),
  };
}

/** The cells of a row, each on one line. */
export function cleanCells(cells: readonly string[]): string[] {
  return cells.map((cell) => cleanText(collapse(cell)));
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell !== '').length;
}

/** True when a first row holds numbers, addresses or dates where the second row does, too. */
function looksLikeData(first: readonly string[], second: readonly string[]): boolean {
  return first.some((cell, index) => {
    const kind = kindOf(cell);
    return kind !== 'text' && kind === kindOf(second[index] ?? '');
  });
}

function kindOf(cell: string): 'text' | 'number' | 'address' | 'date' {
  if (/^https?:\/\/|^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(cell)) return 'address';
  if (/^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/.test(cell)) return 'date';
  // Years name columns.
  return /^[+-]?[\d,]+(?:\.\d+)?%?$/.test(cell) && !/^(?:19|20)\d{2}$/.test(cell) ? 'number' : 'text';
}
