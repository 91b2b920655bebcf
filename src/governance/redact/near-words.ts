import { joinWords, type PersonalDataKind } from './kind.ts';
import { normaliseText } from './normalise.ts';

/** A word that stands near a value. */
interface NearWord {
  /** Characters between the word and the value. */
  readonly distance: number;
  /** Characters of the word: of two at the same distance the longer one says more. */
  readonly length: number;
}

/** The words that matter for a value, the nearest of each sort. */
interface Surroundings {
  /** Of the kind that the value may be of. */
  readonly own: NearWord | undefined;
  /** Of another kind. */
  readonly other: NearWord | undefined;
  /** Of those that tell that it is not of the kind. */
  readonly against: NearWord | undefined;
}

/** A place in a text; offsets in UTF-16 code units. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** Reads a text once, then tells for any place in it and any kind what stands around it. */
export type WordFinder = (text: string) => (place: Place, kind: string) => Surroundings;

type Side = 'before' | 'after';

/** Which kind a word speaks for or against, and how far it carries, in characters. */
interface WordMeaning {
  readonly kind: string;
  readonly speaks: 'for' | 'against';
  readonly within: number;
}

interface SideIndex {
  readonly words: RegExp;
  readonly meanings: ReadonlyMap<string, readonly WordMeaning[]>;
  /** How far the farthest-carrying word carries. */
  readonly reach: number;
  /** Characters of the longest word. */
  readonly longest: number;
}

interface FoundWord extends Place {
  readonly meanings: readonly WordMeaning[];
}

interface MeantWord extends NearWord {
  readonly meanings: readonly WordMeaning[];
}

/** Makes the finder for the words of all kinds of a region. */
export function createWordFinder(kinds: readonly PersonalDataKind[]): WordFinder {
  const before = indexSide(kinds, 'before');
  const after = indexSide(kinds, 'after');
  return (text) => {
    const [wordsBefore, wordsAfter] = [findWords(text, before), findWords(text, after)];
    return (place, kind) =>
      judgeWords(
        [...lookBack(wordsBefore, place.start, before), ...lookAhead(wordsAfter, place.end, after)].toSorted(
          (a, b) => a.distance - b.distance || b.length - a.length,
        ),
        kind,
      );
  };
}

/** Sorts out what words say of a kind; the nearest word comes first. */
function judgeWords(words: readonly MeantWord[], kind: string): Surroundings {
  const nearest = (speaks: WordMeaning['speaks']): NearWord | undefined =>
    words.find(({ meanings, distance }) =>
      meanings.some((each) => each.kind === kind && each.speaks === speaks && distance <= each.within),
    );
  return {
    own: nearest('for'),
    // A word that speaks for this kind too is no rival.
    other: words.find(
      ({ meanings, distance }) =>
        !meanings.some((each) => each.kind === kind) &&
        meanings.some((each) => each.speaks === 'for' && distance <= each.within),
    ),
    against: nearest('against'),
  };
}

/** Whether a word is nearer to a value than another; of two equally near the longer one is. */
export function isNearer(word: NearWord | undefined, than: NearWord | undefined): boolean {
  if (word === undefined) return false;
  if (than === undefined) return true;
  return word.distance < than.distance || (word.distance === than.distance && word.length > than.length);
}

function indexSide(kinds: readonly PersonalDataKind[], side: Side): SideIndex {
  const meanings = new Map<string, WordMeaning[]>();
  for (const { id, words, against } of kinds) {
    for (const [near, speaks] of [
      [words, 'for'],
      [against, 'against'],
    ] as const) {
      const within = side === 'before' ? near.beforeWithin : near.afterWithin;
      for (const written of near[side]) {
        const word = normaliseText(written).text.toLowerCase();
        meanings.set(word, [...(meanings.get(word) ?? []), { kind: id, speaks, within }]);
      }
    }
  }
  return {
    words: wordsPattern(Array.from(meanings.keys())),
    meanings,
    reach: Math.max(0, ...Array.from(meanings.values()).flatMap((each) => each.map(({ within }) => within))),
    longest: Math.max(0, ...Array.from(meanings.keys(), (word) => word.length)),
  };
}

/** Latin words match whole, also beside Han, which has no word boundaries. */
function wordsPattern(words: readonly string[]): RegExp {
  if (words.length === 0) return /(?!)/gu;
  const latin = '\\p{Script=Latin}';
  const [startsLatin, endsLatin] = [new RegExp(`^${latin}`, 'u'), new RegExp(`${latin}$`, 'u')];
  const alternatives = [false, true].flatMap((starts) =>
    [false, true].map((ends) => {
      const some = words.filter((word) => startsLatin.test(word) === starts && endsLatin.test(word) === ends);
      return some.length === 0
        ? []
        : [`${starts ? `(?<!${latin})` : ''}(?:${joinWords(some)})${ends ? `(?!${latin})` : ''}`];
    }),
  );
  return new RegExp(alternatives.flat().join('|'), 'giu');
}

/** All words of a side in a text, in order of their beginnings; they may overlap. */
function findWords(text: string, { words, meanings }: SideIndex): FoundWord[] {
  const found: FoundWord[] = [];
  // A pattern keeps its place between calls.
  words.lastIndex = 0;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const [word] = match;
    const [start, end] = [match.index, match.index + word.length];
    // Words may overlap, as in "my home visit permit"; one that lies within another says nothing more.
    if (end > (found.at(-1)?.end ?? 0))
      found.push({ start, end, meanings: meanings.get(word.toLowerCase()) ?? [] });
    words.lastIndex = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

function lookBack(words: readonly FoundWord[], start: number, { reach, longest }: SideIndex): MeantWord[] {
  const near: MeantWord[] = [];
  for (let at = firstFrom(words, start) - 1; at >= 0; at -= 1) {
    const word = words[at];
    // A longer word may begin before a shorter one and end behind it.
    if (word === undefined || start - word.start > reach + longest) break;
    if (word.end <= start) near.push(measureWord(word, start - word.end));
  }
  return near;
}

function lookAhead(words: readonly FoundWord[], end: number, { reach }: SideIndex): MeantWord[] {
  const near: MeantWord[] = [];
  for (let at = firstFrom(words, end); at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || word.start - end > reach) break;
    near.push(measureWord(word, word.start - end));
  }
  return near;
}

function measureWord({ start, end, meanings }: FoundWord, distance: number): MeantWord {
  return { distance, length: end - start, meanings };
}

/** Index of the first word that begins at a place or behind it. */
function firstFrom(words: readonly FoundWord[], place: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((words[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
