/** A piece of a text: words, or a web address among them. */
export interface LinkPiece {
  readonly text: string;
  readonly link: boolean;
}

/** Addresses end at a space, at Chinese text and at the punctuation of the sentence around them. */
const address = /https?:\/\/[\w\-.~:/?#@!$&'*+;=%]*[\w\-~/#=&%]/g;

/**
 * Finds the web addresses in a text; the pieces joined are the text.
 *
 * @example splitLinks('See https://a.hk/b.') // 'See ', the address, '.'
 */
export function splitLinks(text: string): readonly LinkPiece[] {
  const pieces: LinkPiece[] = [];
  let position = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > position) pieces.push({ text: text.slice(position, match.index), link: false });
    pieces.push({ text: match[0], link: true });
    position = match.index + match[0].length;
  }
  if (position < text.length) pieces.push({ text: text.slice(position), link: false });
  return pieces;
}
