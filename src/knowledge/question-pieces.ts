import { foldText } from '../language/index.ts';

const runs = /\p{Script=Han}+|[\p{L}\p{N}$%.]+(?:[ '’-]+[\p{L}\p{N}$%.]+)*/gu;
const words = /[\p{L}\p{N}$%.]+/gu;

/**
 * The pieces of a text that a question classifier counts, with repeats: Han characters and pairs of them,
 * words and pairs of words, and the runs of four letters that survive a slip of the pen. Folded. A word
 * of one kind never equals a piece of another: the first character tells them apart.
 */
export function readQuestionPieces(text: string): string[] {
  const pieces: string[] = [];
  for (const [run] of foldText(text).matchAll(runs)) {
    if (/^\p{Script=Han}/u.test(run)) addHan(pieces, Array.from(run));
    else addWords(pieces, run.match(words) ?? []);
  }
  return pieces;
}

/** Where a run begins and ends tells something too: 嗎 at an end asks. */
function addHan(pieces: string[], characters: readonly string[]): void {
  let previous = '^';
  for (const character of characters) {
    pieces.push(`h${character}`, `p${previous}${character}`);
    previous = character;
  }
  pieces.push(`p${previous}$`);
}

function addWords(pieces: string[], found: readonly string[]): void {
  for (const [at, word] of found.entries()) {
    pieces.push(`w${word}`);
    const next = found[at + 1];
    if (next !== undefined) pieces.push(`w${word} ${next}`);
    const padded = ` ${word} `;
    for (let start = 0; start + 4 <= padded.length; start += 1) {
      pieces.push(`c${padded.slice(start, start + 4)}`);
    }
  }
}
