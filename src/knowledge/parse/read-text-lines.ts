/** A line of a text, or the break before a new page. */
export type TextLine = { readonly text: string } | { readonly pageBreak: true };

/** Longest line kept together, in UTF-16 code units. A longer one is handed on in pieces. */
export const longestLine = 8 * 1024;

/**
 * Splits text that comes in pieces into lines. Every kind of line end counts as one; a form feed
 * starts a new page. A line beyond {@link longestLine} is cut after a sentence or a word, so that
 * a file without any line end is read in constant memory.
 */
export async function* readTextLines(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<TextLine> {
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    // A return at the end may be the first half of a line end.
    const held = text.endsWith('\r') ? 1 : 0;
    rest = yield* splitWhole(text.slice(0, text.length - held));
    rest += text.slice(text.length - held);
  }
  rest = yield* splitWhole(rest);
  if (rest !== '') yield { text: rest };
}

const lineEnd = /\r\n|[\n\r\f\u0085\u2028\u2029]/g;

/** Yields all complete lines and returns what follows the last line end, shorter than a line may be. */
function* splitWhole(text: string): Generator<TextLine, string> {
  let start = 0;
  for (const end of text.matchAll(lineEnd)) {
    yield* cutLine(text.slice(start, end.index));
    start = end.index + end[0].length;
    if (end[0] === '\f') yield { pageBreak: true };
  }
  let rest = text.slice(start);
  while (rest.length > longestLine) {
    const at = cutPoint(rest);
    yield { text: rest.slice(0, at) };
    rest = rest.slice(at);
  }
  return rest;
}

function* cutLine(line: string): Generator<TextLine> {
  let start = 0;
  while (line.length - start > longestLine) {
    const at = cutPoint(line.slice(start, start + longestLine + 1));
    yield { text: line.slice(start, start + at) };
    start += at;
  }
  yield { text: line.slice(start) };
}

/** Where to cut an over-long line: after its last sentence, word or, for want of both, anywhere but in a character. */
function cutPoint(line: string): number {
  const window = line.slice(0, longestLine);
  const half = longestLine / 2;
  const sentence = Math.max(
    window.lastIndexOf('. '),
    window.lastIndexOf('。'),
    window.lastIndexOf('！'),
    window.lastIndexOf('？'),
    window.lastIndexOf('；'),
  );
  if (sentence > half) return sentence + 1;
  const word = window.lastIndexOf(' ');
  if (word > half) return word + 1;
  const last = window.charCodeAt(longestLine - 1);
  return last >= 0xd800 && last <= 0xdbff ? longestLine - 1 : longestLine;
}
