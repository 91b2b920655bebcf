/** A piece of a sentence: words, or the number of a source. */
export type SentencePiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'citation'; readonly n: number };

/**
 * Finds the `[n]` of a sentence. A number in brackets that is no citation of the sentence is part of
 * what a source says; a citation without its mark is put at the end.
 *
 * @param citations numbers of the sources that the sentence rests on
 * @example splitCitations('It is $43.1 [1].', [1]) // text 'It is $43.1', citation 1, text '.'
 */
export function splitCitations(text: string, citations: readonly number[]): readonly SentencePiece[] {
  const pieces: SentencePiece[] = [];
  const missing = new Set(citations);
  let position = 0;
  for (const match of text.matchAll(/\s?\[(\d+)\]/g)) {
    const n = Number(match[1]);
    if (!citations.includes(n)) continue;
    missing.delete(n);
    if (match.index > position) pieces.push({ kind: 'text', text: text.slice(position, match.index) });
    pieces.push({ kind: 'citation', n });
    position = match.index + match[0].length;
  }
  if (position < text.length) pieces.push({ kind: 'text', text: text.slice(position) });
  for (const n of missing) pieces.push({ kind: 'citation', n });
  return pieces;
}
