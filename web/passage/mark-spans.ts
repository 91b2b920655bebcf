/** A piece of a passage. */
export interface MarkedPiece {
  readonly text: string;
  /** True for words that support the answer. */
  readonly marked: boolean;
}

/**
 * Cuts a passage where its supporting words begin and end. The pieces joined are the passage.
 *
 * @param spans places in UTF-16 code units, in any order; they may overlap, and what lies outside the
 *   passage is ignored: the document may have been replaced since the answer was given
 */
export function markSpans(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let position = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, position);
    const to = Math.min(end, text.length);
    if (from >= to) continue;
    if (from > position) pieces.push({ text: text.slice(position, from), marked: false });
    const last = pieces.at(-1);
    if (last?.marked === true && from === position)
      pieces[pieces.length - 1] = { text: last.text + text.slice(from, to), marked: true };
    else pieces.push({ text: text.slice(from, to), marked: true });
    position = to;
  }
  if (position < text.length) pieces.push({ text: text.slice(position), marked: false });
  return pieces;
}
