import type { PDFPageProxy } from 'pdfjs-dist';
import { loadPdfLibrary } from './open-pdf.ts';
import { movePoint, multiply, toMatrix, type Matrix } from './pdf-matrix.ts';

/** A straight line drawn on a page, level or upright, in points from its top left corner. */
export interface Ruling {
  readonly upright: boolean;
  /** Place across its direction: y of a level line, x of an upright one. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Most lines of a page that are looked at: maps and drawings have far more, and no tables. */
const mostRulings = 4_000;

/** Thickest box that is a line, in points. */
const thickest = 3;

/** Shortest line that can border a cell, in points. */
const shortest = 5;

/** Reads the lines and the edges of the boxes that a page draws. None when it has too many. */
export async function readPdfRulings(page: PDFPageProxy): Promise<readonly Ruling[]> {
  const { OPS } = await loadPdfLibrary();
  const operators = await page.getOperatorList();
  const viewport = toMatrix(page.getViewport({ scale: 1 }).transform);
  const rulings: Ruling[] = [];
  const saved: Matrix[] = [];
  let current: Matrix = viewport;
  for (let at = 0; at < operators.fnArray.length && rulings.length <= mostRulings; at += 1) {
    const operator = operators.fnArray[at];
    const argument: unknown = operators.argsArray[at];
    if (operator === OPS.save) saved.push(current);
    else if (operator === OPS.restore) current = saved.pop() ?? viewport;
    else if (operator === OPS.transform) current = multiply(current, toMatrix(argument));
    else if (operator === OPS.constructPath)
      addPath(argument, { matrix: current, rulings, painted: paintedBy(OPS) });
  }
  return rulings.length > mostRulings ? [] : rulings;
}

interface Drawing {
  readonly matrix: Matrix;
  readonly rulings: Ruling[];
  /** How an operator paints a path; undefined for one that only clips. */
  readonly painted: (operator: number) => 'fill' | 'stroke' | undefined;
}

function paintedBy(OPS: Readonly<Record<string, number>>): Drawing['painted'] {
  const strokes = new Set([OPS['stroke'], OPS['closeStroke'], OPS['fillStroke'], OPS['eoFillStroke']]);
  const fills = new Set([OPS['fill'], OPS['eoFill']]);
  return (operator) => {
    if (strokes.has(operator)) return 'stroke';
    return fills.has(operator) ? 'fill' : undefined;
  };
}

/** A path comes as `[operator that paints it, [its points], its box]`. */
function addPath(argument: unknown, drawing: Drawing): void {
  if (!Array.isArray(argument)) return;
  const [operator, data] = argument as readonly unknown[];
  const painting = typeof operator === 'number' ? drawing.painted(operator) : undefined;
  if (painting === undefined || !Array.isArray(data)) return;
  const path: unknown = data[0];
  if (!(path instanceof Float32Array) && !Array.isArray(path)) return;
  for (const points of subpaths(Array.from(path as ArrayLike<number>), drawing.matrix)) {
    addShape(points, painting, drawing.rulings);
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of each part of a path. Codes: 0 moves, 1 draws a line, 2 and 3 a curve, 4 closes. */
function subpaths(path: readonly number[], matrix: Matrix): Point[][] {
  const parts: Point[][] = [];
  const lengths = [2, 2, 6, 4, 0];
  let curved = false;
  for (let at = 0; at < path.length;) {
    const code = path[at] ?? 4;
    const length = lengths[code] ?? 0;
    if (code === 0) {
      if (curved) parts.pop();
      parts.push([]);
      curved = false;
    }
    if (code === 2 || code === 3) curved = true;
    if (length > 0) {
      parts.at(-1)?.push(movePoint(matrix, path[at + length - 1] ?? 0, path[at + length] ?? 0));
    }
    at += 1 + length;
  }
  if (curved) parts.pop();
  return parts;
}

/** A thin box is a line; a wide one has four edges; so has a filled one, where a cell is shaded. */
function addShape(points: readonly Point[], painting: 'fill' | 'stroke', rulings: Ruling[]): void {
  if (points.length < 2) return;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const [width, height] = [right - left, bottom - top];
  if (height <= thickest && width >= shortest) {
    rulings.push({ upright: false, at: (top + bottom) / 2, from: left, to: right });
  } else if (width <= thickest && height >= shortest) {
    rulings.push({ upright: true, at: (left + right) / 2, from: top, to: bottom });
  } else if (painting === 'stroke' && points.length >= 4 && points.length <= 5 && width >= shortest) {
    rulings.push(
      { upright: false, at: top, from: left, to: right },
      { upright: false, at: bottom, from: left, to: right },
    );
    rulings.push(
      { upright: true, at: left, from: top, to: bottom },
      { upright: true, at: right, from: top, to: bottom },
    );
  } else if (painting === 'stroke') addSegments(points, rulings);
}

function addSegments(points: readonly Point[], rulings: Ruling[]): void {
  points.slice(1).forEach((to, index) => {
    const from = points[index];
    if (from !== undefined) addShape([from, to], 'fill', rulings);
  });
}
