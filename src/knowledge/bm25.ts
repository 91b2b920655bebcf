import { inputError } from '../base/index.ts';

/** Parameters of BM25. */
export interface Bm25Options {
  /** Saturation of term frequency; 0 counts presence only. At least 0, usually 1.2 to 2. @default 1.2 */
  readonly k1?: number;
  /** How much a text's length counts, in [0, 1]. @default 0.75 */
  readonly b?: number;
}

interface Entry {
  readonly id: string;
  /** Number of its terms, repeats counted. */
  readonly length: number;
  /** Its distinct terms. */
  readonly terms: readonly string[];
}

/** The texts with one term, in ascending order of their numbers, and how often each has it. */
interface Postings {
  readonly texts: number[];
  readonly frequencies: number[];
}

/** A text found by BM25. */
export interface Bm25Hit {
  readonly id: string;
  readonly score: number;
}

/**
 * An exact BM25 index in memory: score = Σ ln(1 + (N − n + ½)/(n + ½)) · f·(k1 + 1) / (f + k1·(1 − b + b·|d|/avgdl)),
 * summed over the distinct terms of the query, with N texts, n of them with the term, f its frequency
 * in the text, |d| the text's number of terms and avgdl the mean of it.
 *
 * @see paper §5.1; Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond"
 */
export class Bm25Index {
  readonly #k1: number;
  readonly #b: number;
  /** Texts are numbered, so that a search adds up scores in an array. A removed text's number is free again. */
  readonly #numbers = new Map<string, number>();
  readonly #entries: (Entry | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #postings = new Map<string, Postings>();
  #totalLength = 0;

  /** @throws `knowledge.bad-bm25-parameter` for `k1` below 0 or `b` outside [0, 1]. */
  constructor(options: Bm25Options = {}) {
    this.#k1 = options.k1 ?? 1.2;
    this.#b = options.b ?? 0.75;
    if (!(this.#k1 >= 0) || !(this.#b >= 0 && this.#b <= 1)) {
      throw inputError({
        code: 'knowledge.bad-bm25-parameter',
        message: `BM25 with k1 = ${this.#k1} and b = ${this.#b} is not defined.`,
        cure: 'Choose k1 of at least 0 and b from 0 to 1.',
      });
    }
  }

  /** Number of texts. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Adds a text, replacing an earlier one with the same id. */
  add(id: string, terms: readonly string[]): void {
    this.remove(id);
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    const text = this.#free.pop() ?? this.#entries.length;
    for (const [term, frequency] of frequencies) {
      const postings = this.#postings.get(term) ?? { texts: [], frequencies: [] };
      if (postings.texts.length === 0) this.#postings.set(term, postings);
      insert(postings, text, frequency);
    }
    this.#numbers.set(id, text);
    this.#entries[text] = { id, length: terms.length, terms: Array.from(frequencies.keys()) };
    this.#totalLength += terms.length;
  }

  /** Removes a text; one that is not there is no error. */
  remove(id: string): void {
    const text = this.#numbers.get(id);
    const entry = text === undefined ? undefined : this.#entries[text];
    if (text === undefined || entry === undefined) return;
    for (const term of entry.terms) {
      const postings = this.#postings.get(term);
      if (postings === undefined) continue;
      const at = placeOf(text, postings.texts);
      postings.texts.splice(at, 1);
      postings.frequencies.splice(at, 1);
      if (postings.texts.length === 0) this.#postings.delete(term);
    }
    this.#totalLength -= entry.length;
    this.#numbers.delete(id);
    this.#entries[text] = undefined;
    this.#free.push(text);
  }

  /** Texts with at least one of the terms, best first; equal scores in order of id. */
  search(terms: readonly string[], limit: number, accept: (id: string) => boolean = () => true): Bm25Hit[] {
    if (limit <= 0) return [];
    const scores = this.#addUp(new Set(terms));
    const hits: Bm25Hit[] = [];
    for (const [text, score] of scores.entries()) {
      const id = score === 0 ? undefined : this.#entries[text]?.id;
      if (id !== undefined && accept(id)) hits.push({ id, score });
    }
    return best(hits, limit);
  }

  /** The score of every text by its number; 0 without any of the terms. */
  #addUp(terms: ReadonlySet<string>): Float64Array {
    const scores = new Float64Array(this.#entries.length);
    const count = this.size;
    const mean = this.#totalLength / Math.max(1, count);
    for (const term of terms) {
      const { texts, frequencies } = this.#postings.get(term) ?? { texts: [], frequencies: [] };
      const idf = Math.log(1 + (count - texts.length + 0.5) / (texts.length + 0.5));
      for (const [at, text] of texts.entries()) {
        const saturated = this.#saturate(frequencies[at] ?? 0, (this.#entries[text]?.length ?? 0) / mean);
        scores[text] = (scores[text] ?? 0) + idf * saturated;
      }
    }
    return scores;
  }

  #saturate(frequency: number, lengthShare: number): number {
    return (frequency * (this.#k1 + 1)) / (frequency + this.#k1 * (1 - this.#b + this.#b * lengthShare));
  }
}

function insert({ texts, frequencies }: Postings, text: number, frequency: number): void {
  if ((texts.at(-1) ?? -1) < text) {
    texts.push(text);
    frequencies.push(frequency);
    return;
  }
  const at = placeOf(text, texts);
  texts.splice(at, 0, text);
  frequencies.splice(at, 0, frequency);
}

/** The first place whose number is not smaller. */
function placeOf(text: number, texts: readonly number[]): number {
  let [low, high] = [0, texts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((texts[middle] ?? 0) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The best hits in order. Most of many hits need no place among the others. */
function best(hits: readonly Bm25Hit[], limit: number): Bm25Hit[] {
  const scores = Float64Array.from(hits, (hit) => hit.score).sort();
  const lowest = scores.at(-limit) ?? 0;
  return hits
    .filter((hit) => hit.score >= lowest)
    .sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1))
    .slice(0, limit);
}
