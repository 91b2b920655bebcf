import { type Span, foldText, splitSentences } from '../language/index.ts';

/** A place in a text; offsets in UTF-16 code units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text made ready for {@link PhraseList.find}. */
export interface FoldedText {
  readonly text: string;
  readonly folded: string;
  /** For each code unit of `folded` the offset in `text` it comes from. */
  readonly places: readonly number[];
  readonly sentences: readonly Span[];
}

/** Phrases to look for. Case, width and Han script do not matter; Latin phrases match whole words. */
export interface PhraseList {
  /** Every place where a phrase stands, in the order of the list. */
  find(text: FoldedText): Place[];
}

/** Words of an act and of its target, and words that show another meaning. */
export interface CueLists {
  readonly acts: PhraseList;
  readonly targets: PhraseList;
  readonly unless: PhraseList;
}

/** Makes a list of phrases. */
export function createPhraseList(phrases: readonly string[]): PhraseList {
  const patterns = phrases.map(phrasePattern);
  // Most texts hold none of them: one search tells.
  const any = new RegExp(patterns.map(({ source }) => source).join('|'), 'u');
  return {
    find({ text, folded, places }) {
      if (patterns.length === 0 || !any.test(folded)) return [];
      return patterns.flatMap((pattern) =>
        Array.from(folded.matchAll(pattern), ({ index, 0: found }) => ({
          start: places[index] ?? 0,
          end: places[index + found.length] ?? text.length,
        })),
      );
    },
  };
}

/** Folds a text for comparison, keeping for each code unit the place it comes from. */
export function foldWithPlaces(text: string): FoldedText {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = foldPiece(character);
    for (let unit = 0; unit < piece.length; unit += 1) places.push(at);
    folded += piece;
    at += character.length;
  }
  places.push(text.length);
  return { text, folded, places, sentences: splitSentences(text) };
}

/**
 * The sentences in which an act meets its target, and nothing shows another meaning, as the places of both. A word
 * that is part of the other counts once: "find" within "find the home address" is not two cues.
 */
export function findCues(text: FoldedText, { acts, targets, unless }: CueLists): Place[] {
  const foundTargets = targets.find(text);
  if (foundTargets.length === 0) return [];
  const foundActs = acts.find(text);
  const excuses = unless.find(text);
  return text.sentences.flatMap((sentence) => {
    if (excuses.some((place) => meets(place, sentence))) return [];
    const here = foundTargets.filter((place) => meets(place, sentence));
    const done = foundActs.filter(
      (place) => meets(place, sentence) && here.some((target) => !meets(place, target)),
    );
    return done.length === 0 ? [] : [...done, ...here].toSorted((a, b) => a.start - b.start);
  });
}

function meets(one: Place, other: Place): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Latin phrases match whole words, also beside Han, which has no word boundaries. */
function phrasePattern(phrase: string): RegExp {
  const escaped = foldPiece(phrase)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/gu, '\\s+');
  const before = /^[\p{Script=Latin}\p{N}]/u.test(phrase) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const after = /[\p{Script=Latin}\p{N}]$/u.test(phrase) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  return new RegExp(`${before}${escaped}${after}`, 'gu');
}

function foldPiece(text: string): string {
  return foldText(text).replace(/[‘’]/gu, "'");
}
