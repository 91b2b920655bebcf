import { inputError } from '../base/index.ts';

/** Parameters of BM25. */
export interface Bm25Options {
  /** Saturation of term frequency; 0 counts presence only. At least 0, usually 1.2 to 2. @default 1.2 */
  readonly k1?: number;
  /** How much a text's length counts, in [0, 1]. @default 0.75 */
  readonly b?: number;
}

interface Entry {
  readonly length: number;
  readonly frequencies: ReadonlyMap<string, number>;
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
  readonly #entries = new Map<string, Entry>();
  readonly #postings = new Map<string, Set<string>>();
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
    return this.#entries.size;
  }

  /** Adds a text, replacing an earlier one with the same id. */
  add(id: string, terms: readonly string[]): void {
    this.remove(id);
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    for (const term of frequencies.keys()) {
      const ids = this.#postings.get(term);
      if (ids === undefined) this.#postings.set(term, new Set([id]));
      else ids.add(id);
    }
    this.#entries.set(id, { length: terms.length, frequencies });
    this.#totalLength += terms.length;
  }

  /** Removes a text; one that is not there is no error. */
  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    for (const term of entry.frequencies.keys()) {
      const ids = this.#postings.get(term);
      ids?.delete(id);
      if (ids?.size === 0) this.#postings.delete(term);
    }
    this.#totalLength -= entry.length;
    this.#entries.delete(id);
  }

  /** Texts with at least one of the terms, best first; equal scores in order of id. */
  search(terms: readonly string[], limit: number, accept: (id: string) => boolean = () => true): Bm25Hit[] {
    const scores = new Map<string, number>();
    const count = this.#entries.size;
    const mean = this.#totalLength / Math.max(1, count);
    for (const term of new Set(terms)) {
      const ids = this.#postings.get(term);
      if (ids === undefined) continue;
      const idf = Math.log(1 + (count - ids.size + 0.5) / (ids.size + 0.5));
      for (const id of ids) {
        if (!accept(id)) continue;
        scores.set(id, (scores.get(id) ?? 0) + idf * this.#saturate(id, term, mean));
      }
    }
    return Array.from(scores, ([id, score]) => ({ id, score }))
      .sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1))
      .slice(0, limit);
  }

  #saturate(id: string, term: string, mean: number): number {
    const entry = this.#entries.get(id);
    const frequency = entry?.frequencies.get(term) ?? 0;
    const lengthShare = mean === 0 ? 1 : (entry?.length ?? 0) / mean;
    return (frequency * (this.#k1 + 1)) / (frequency + this.#k1 * (1 - this.#b + this.#b * lengthShare));
  }
}
