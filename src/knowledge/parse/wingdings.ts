/** Signs of the font Wingdings that stand for something in running text, by their code. */
const signs: ReadonlyMap<number, string> = new Map([
  [0x6c, '●'],
  [0x6d, '❍'],
  [0x6e, '■'],
  [0x6f, '□'],
  [0x71, '❑'],
  [0x72, '❒'],
  [0x73, '⬧'],
  [0x74, '⧫'],
  [0x75, '◆'],
  [0x76, '❖'],
  [0x77, '⬥'],
  [0x9e, '·'],
  [0x9f, '•'],
  [0xa0, '▪'],
  [0xa1, '○'],
  [0xa7, '▪'],
  [0xa8, '◻'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe1, '↑'],
  [0xe2, '↓'],
  [0xe8, '➔'],
  [0xef, '⇦'],
  [0xf0, '⇨'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
]);

/**
 * Gives the signs of the font Wingdings, which stand in its private range (U+F000 to U+F0FF), the
 * characters they show: a tick and a cross mean opposite things. What is not known stays.
 *
 * @see https://www.unicode.org/L2/L2012/12368-n4384-wingdings.pdf
 */
export function readWingdings(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (sign) => signs.get(sign.charCodeAt(0) - 0xf000) ?? sign);
}
