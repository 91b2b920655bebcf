/** Control characters that SentencePiece drops. */
// oxlint-disable-next-line no-control-regex -- they are the point
const dropped = /[\u0001-\u0008\u000B\u000E-\u001F\u007F\u008F\u009F]/gu;

/** White space, and marks without width, that SentencePiece takes for a space. */
const spaces = /[\t\n\f\r\u1680\u200B-\u200F\u2028\u2029\u2581\uFEFF\uFFFD]/gu;

/**
 * Normalises a text as SentencePiece's `nmt_nfkc` rule does, for unigram models whose file carries no
 * table for it: compatibility forms (NFKC, but for the full-width tilde, which stays), control
 * characters, and white space, of which runs become one space.
 *
 * @see https://github.com/google/sentencepiece/blob/master/doc/normalization.md
 */
export function normaliseSentencePiece(text: string): string {
  return text
    .replace(dropped, '')
    .replace(spaces, ' ')
    .split('\uFF5E')
    .map((part) => part.normalize('NFKC'))
    .join('\uFF5E')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
