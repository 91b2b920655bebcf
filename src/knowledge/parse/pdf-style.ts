import type { PdfLine } from './pdf-lines.ts';

/** How a document sets its text. */
export interface PdfStyle {
  /** Font size of running text, in points. */
  readonly bodySize: number;
  /** Distance of the base lines of running text, in points. */
  readonly leading: number;
  /** Font sizes of headings, the largest first. */
  readonly headingSizes: readonly number[];
  /** Renamed fonts that are used beside that of running text: most likely its bold. */
  readonly otherFonts: ReadonlySet<string>;
}

/** Least ratio to the body's size that makes a line a heading. */
const larger = 1.12;

/** Measures how a document sets its text. `firstPage` tells the lines of its title page. */
export function measureStyle(lines: readonly PdfLine[], firstPage: ReadonlySet<PdfLine>): PdfStyle {
  const weights = new Map<number, number>();
  for (const line of lines) weights.set(line.size, (weights.get(line.size) ?? 0) + line.text.length);
  const bodySize = commonest(weights) ?? 12;
  const gaps = new Map<number, number>();
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before?.size !== bodySize || line.size !== bodySize) return;
    const gap = Math.round((line.y - before.y) * 2) / 2;
    if (gap > bodySize * 0.9 && gap < bodySize * 2.5) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  });
  const inside = lines.filter(
    (line) => !firstPage.has(line) && line.size >= bodySize * larger && !line.tabular,
  );
  const sizes = [...new Set(inside.map((line) => line.size))].sort((a, b) => b - a);
  const body = lines.filter((line) => line.size === bodySize);
  const leading = commonest(gaps) ?? bodySize * 1.2;
  return { bodySize, leading, headingSizes: sizes.slice(0, 4), otherFonts: otherFonts(body) };
}

/** Share of running text above which a font is that of running text. */
const bodyShare = 0.35;

function otherFonts(lines: readonly PdfLine[]): ReadonlySet<string> {
  const weights = new Map<string, number>();
  for (const line of lines) weights.set(line.font, (weights.get(line.font) ?? 0) + line.text.length);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Set(
    [...weights].flatMap(([font, weight]) => (font !== '' && weight < total * bodyShare ? [font] : [])),
  );
}

/** True for a line that stands out by its weight. */
export function isBold(line: PdfLine, style: PdfStyle): boolean {
  return line.bold || style.otherFonts.has(line.font);
}

function commonest(weights: ReadonlyMap<number, number>): number | undefined {
  let best: { value: number; weight: number } | undefined;
  for (const [value, weight] of weights) if (weight > (best?.weight ?? 0)) best = { value, weight };
  return best?.value;
}

/** True for a line set larger than running text. */
export function isLarge(line: PdfLine, style: PdfStyle): boolean {
  return line.size >= style.bodySize * larger;
}

/** Level of a heading of that size: 1 for the largest of the document and for its title page. */
export function levelOfSize(size: number, style: PdfStyle): number {
  const index = style.headingSizes.findIndex((one) => size >= one);
  return index === -1 ? style.headingSizes.length + 1 : index + 1;
}
