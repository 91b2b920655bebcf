import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { foldText } from './fold.ts';
import { normalizeWord } from './normalize-word.ts';

/** Cuts text into the terms that are indexed and searched. */
export interface Segmenter {
  /**
   * The terms of a text in order, with repeats: Chinese words of two characters and more, all pairs
   * of neighbouring Han characters, stems of Latin words, and numbers. Folded, without white space.
   */
  terms(text: string): string[];
  /** The words of a text in order, folded; Latin words as stems. Chinese words do not overlap. */
  words(text: string): string[];
}

/** What a region adds to the general dictionary. */
export interface SegmenterOptions {
  /** Words the dictionary lacks, in any script, e.g. names of local schemes. */
  readonly words?: readonly string[];
}

const runs = /\p{Script=Han}+|[\p{L}\p{N}]+(?:[.,:/-]\p{N}+)*/gu;

/** Makes a segmenter. Loading the dictionary takes about 0.2 s, so make one and share it. */
export function createSegmenter(options: SegmenterOptions = {}): Segmenter {
  const jieba = Jieba.withDict(dict);
  const words = (options.words ?? [])
    .map((word) => foldText(word))
    .filter((word) => /^\p{Script=Han}{2,}$/u.test(word));
  if (words.length > 0) jieba.loadDict(Buffer.from(words.map((word) => `${word} 100000`).join('\n')));
  return {
    terms(text) {
      const found: string[] = [];
      for (const [run] of foldText(text).matchAll(runs)) {
        if (/^\p{Script=Han}/u.test(run)) addHanTerms(found, run, jieba);
        else found.push(normalizeWord(run));
      }
      return found;
    },
    words(text) {
      const found: string[] = [];
      for (const [run] of foldText(text).matchAll(runs)) {
        if (/^\p{Script=Han}/u.test(run)) found.push(...jieba.cut(run, true));
        else found.push(normalizeWord(run));
      }
      return found;
    },
  };
}

function addHanTerms(found: string[], run: string, jieba: Jieba): void {
  const characters = Array.from(run);
  if (characters.length === 1) found.push(run);
  for (let at = 0; at + 1 < characters.length; at += 1) {
    found.push(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`);
  }
  // Pairs are there already; longer words make a match on a whole term count more.
  for (const word of jieba.cutForSearch(run, true)) if (Array.from(word).length > 2) found.push(word);
}
