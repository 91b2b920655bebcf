import { withoutNumbers } from '../governance/index.ts';
import { findNumbers, foldText, splitSentences } from '../language/index.ts';

/** Share of the words of a shortened text that must stand in the source, in its order. */
const copied = 0.9;
/** Share of the words of one sentence of the source that must be left: less has lost its conditions. */
const left = 0.6;

/** Words that only join what is left; folded. */
const joining = new Set('a an and also but the 和 及 与 并 而 也 亦'.split(' '));

/**
 * True when a text says what its source says with some words left out: it hardly adds a word, its
 * figures come in the order of the source, and it is more than a piece of a sentence. A small model that
 * does more turns figures and conditions about, in words that all stand in the source.
 */
export function isShortening(text: string, source: string): boolean {
  const words = splitWords(text).filter((word) => !joining.has(word));
  const numbers = findNumbers(text).map(({ value }) => value);
  const known = findNumbers(source).map(({ value }) => value);
  return (
    words.length > 0 &&
    commonInOrder(numbers, known) === numbers.length &&
    commonInOrder(words, splitWords(source)) >= words.length * copied &&
    splitSentences(source).some((sentence) => {
      const whole = splitWords(sentence.text);
      return commonInOrder(words, whole) >= Math.max(1, whole.length * left);
    })
  );
}

/** Han characters and whole words of other scripts, in order; figures may be written in many ways. */
function splitWords(text: string): string[] {
  return foldText(withoutNumbers(text)).match(/\p{Script=Han}|[^\s\p{Script=Han}\p{P}\p{S}]+/gu) ?? [];
}

/** Length of the longest sequence that stands in both lists in order. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, () => 0);
  for (const word of one) {
    const next = [0];
    for (const [at, rival] of other.entries()) {
      const both = word === rival ? (row[at] ?? 0) + 1 : 0;
      next.push(Math.max(both, row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
