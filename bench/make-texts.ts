import { isoDate } from '../src/base/index.ts';
import { splitSentences } from '../src/language/index.ts';
import { createRandom } from '../src/models/testing/random-numbers.ts';
import { readDefaultRegion, resolveRegion } from '../src/app/index.ts';
import { type Region, loadRegion } from '../src/region/index.ts';

/** Makes texts without end, the same ones for the same seed. */
export interface TextMaker {
  /** A text of some sentences in one language, about 400 characters in English. */
  text(): string;
  /** One or two rare words and the beginning of a sentence. */
  query(): string;
}

/** The region whose own cards and questions the benches work on. */
export async function loadBenchRegion(): Promise<Region> {
  return loadRegion(await resolveRegion(await readDefaultRegion()), isoDate(new Date(), 'UTC'));
}

/** Every known question of the region that its cards answer, by variety. */
export function knownQuestions(region: Region): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { answers } of region.questions) {
    for (const [variety, questions] of Object.entries(answers)) {
      found.set(variety, [...(found.get(variety) ?? []), ...questions]);
    }
  }
  return found;
}

/** Words that no card has, beside those of the cards: a large collection has a long tail of rare words. */
const inventedWords = 60_000;

/**
 * Makes texts from the sentences of the region's own cards, recombined, and from invented words with
 * Zipf's distribution (the r-th commonest word comes 1/r as often as the first).
 */
export function createTextMaker(region: Region, seed: number): TextMaker {
  const random = createRandom(seed);
  const makers = ['en', 'zh-Hant'].map((language) => {
    const bodies = region.cards.map(({ value }) => value.text[language as 'en']?.body ?? '');
    return createLanguageMaker(bodies, { latin: language === 'en', random });
  });
  const pick = () => makers[random() < 0.5 ? 0 : 1];
  return { text: () => pick()?.text() ?? '', query: () => pick()?.query() ?? '' };
}

interface LanguageOptions {
  readonly latin: boolean;
  readonly random: () => number;
}

function createLanguageMaker(bodies: readonly string[], { latin, random }: LanguageOptions): TextMaker {
  const sentences = bodies.flatMap((body) => splitSentences(body).map((sentence) => sentence.text));
  const vocabulary = Array.from({ length: inventedWords }, () => (latin ? latinWord : hanWord)(random));
  // Flatter at the head: words repeat in every other text, whole sentences do not.
  const sentence = zipf(random, { count: sentences.length, shift: 20 });
  const word = zipf(random, { count: vocabulary.length, shift: 0 });
  const words = (count: number) => Array.from({ length: count }, () => vocabulary[word()] ?? '');
  const invented = () => {
    const own = words(6 + Math.floor(random() * 10));
    return latin ? `${own.join(' ')}.` : `${own.join('')}。`;
  };
  return {
    text() {
      const count = 2 + Math.floor(random() * 4);
      const chosen = Array.from({ length: count }, () => sentences[sentence()] ?? '');
      return [...chosen, invented()].join(latin ? ' ' : '');
    },
    query() {
      const own = words(1 + Math.floor(random() * 2));
      const begun = (sentences[Math.floor(random() * sentences.length)] ?? '').slice(0, latin ? 24 : 8);
      return [...own, begun].join(' ');
    },
  };
}

interface ZipfOptions {
  readonly count: number;
  /** Added to every rank, as Mandelbrot did: the larger, the flatter the head. */
  readonly shift: number;
}

/** Draws ranks from 0 with Zipf's distribution. */
function zipf(random: () => number, { count, shift }: ZipfOptions): () => number {
  const sums = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank += 1) {
    total += 1 / (rank + 1 + shift);
    sums[rank] = total;
  }
  return () => {
    const wanted = random() * total;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const onsets = 'b c d f g h k l m n p r s t v w br cl dr fl gr pl pr sh st th tr'.split(' ');
const rimes = 'a e i o u ai ea ou an en in on ar er or at et it ol'.split(' ');

function latinWord(random: () => number): string {
  const syllable = () => `${choose(onsets, random)}${choose(rimes, random)}`;
  return Array.from({ length: 2 + Math.floor(random() * 3) }, syllable).join('');
}

/** Two of the first 8,000 characters of the main Han block. */
function hanWord(random: () => number): string {
  const character = () => String.fromCodePoint(0x4e00 + Math.floor(random() * 8000));
  return `${character()}${character()}`;
}

function choose<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
