import type { IsoDate } from '../base/index.ts';
import { type Variety, languageOf, varieties } from '../language/index.ts';
import type { EmbeddingModel } from '../models/spec.ts';
import type { FoundPassage, PassageStore, ScoredPassage, SearchFilter } from './spec.ts';

/** A question made ready for retrieval. */
export interface RetrievalQuery {
  /** The question in words, for the embedding model. */
  readonly text: string;
  /** Lists of terms that are searched separately: the question's own words, and its words in other languages. */
  readonly variants: readonly TermVariant[];
  /** Most passages to return. */
  readonly limit: number;
  readonly filter?: SearchFilter;
  /** Of two language versions of one document the one in this variety's language is returned. */
  readonly prefer?: Variety;
  /** Today in the region: decides which documents are no longer valid. */
  readonly today: IsoDate;
}

/** One list of terms with its weight, in (0, 1]. */
export interface TermVariant {
  readonly terms: readonly string[];
  readonly weight: number;
}

/** A retrieved passage with the scores it was ranked by. */
export interface Hit {
  readonly passage: FoundPassage;
  /** Fused score; larger is better, comparable within one retrieval. */
  readonly score: number;
  /** BM25 score as a share of the best one of its variant, in [0, 1]. */
  readonly keyword: number;
  /** How far the vector's similarity stands above the background of its language; absent without vectors. */
  readonly dense?: number;
  /** True for a document whose validity has ended. */
  readonly expired: boolean;
}

/** What a retrieval found, and with what. */
export interface Retrieval {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** Which halves took part; `no-model` and `no-vectors` say why the dense half did not. */
  readonly dense: 'used' | 'no-model' | 'no-vectors';
}

/** What retrieval works with. */
export interface RetrieveOptions {
  readonly store: PassageStore;
  readonly embedding?: EmbeddingModel;
  /** The question's vector by that model, when it is known already. */
  readonly vector?: Float32Array;
  readonly signal?: AbortSignal;
}

/** Candidates taken from each list before fusing. */
const candidates = 100;
/** Weight of the dense half against the keyword half; how it was chosen: docs/decisions/006. */
const denseWeight = 3;
/** A similarity this far above the background of its language counts as one. */
const denseScale = 0.1;
/** Documents that are not valid today are worth this much. */
const expiredShare = 0.4;

/** What is known of one document part, over its language versions. */
interface Candidate {
  readonly versions: FoundPassage[];
  keyword: number;
  /** The dense score of each language partition that found it. */
  readonly dense: number[];
}

/**
 * Finds the passages for a question by BM25 over each variant of its words and by vectors, fused.
 * Either half may be missing. Language versions of one document count once, and support each other.
 *
 * @see paper §5.1 (query enhancer, retriever)
 */
export async function retrieve(query: RetrievalQuery, options: RetrieveOptions): Promise<Retrieval> {
  const filter = query.filter ?? {};
  const [keyword, dense] = await Promise.all([
    searchKeywords(query, options.store, filter),
    searchDense(query, options, filter),
  ]);
  const found = new Map<string, Candidate>();
  const candidateOf = (passage: FoundPassage): Candidate => {
    const key = groupKey(passage);
    const candidate = found.get(key) ?? { versions: [], keyword: 0, dense: [] };
    found.set(key, candidate);
    if (!candidate.versions.some((version) => version.passageId === passage.passageId)) {
      candidate.versions.push(passage);
    }
    return candidate;
  };
  for (const { passage, score } of keyword) {
    const candidate = candidateOf(passage);
    candidate.keyword = Math.max(candidate.keyword, score);
  }
  for (const { passage, score } of dense.scored) candidateOf(passage).dense.push(score);
  const hits = Array.from(found.values(), (candidate) => toHit(candidate, query, dense)).sort(byScore);
  return { hits: hits.slice(0, query.limit), dense: dense.state };
}

/**
 * Language versions of one document share a key when they are one passage each. Longer ones are cut at
 * different places, so that their passages of one number need not say the same.
 */
function groupKey({ collection, group, passageId, ordinal, locator }: FoundPassage): string {
  const whole = ordinal === 0 && Object.keys(locator).length === 0;
  return group === undefined || !whole ? `${collection}/${passageId}` : `${collection}/${group}`;
}

function toHit(candidate: Candidate, query: RetrievalQuery, { state, partitions }: DenseResult): Hit {
  const passage = candidate.versions.toSorted(
    (a, b) => closeness(b.variety, query.prefer) - closeness(a.variety, query.prefer),
  )[0];
  if (passage === undefined) throw new Error('a candidate has at least one version');
  // Two languages that agree are worth more than one; a document in one language is not punished twice.
  const best = Math.max(0, ...candidate.dense);
  const mean = candidate.dense.reduce((sum, score) => sum + score, 0) / Math.max(1, partitions);
  const dense = (best + mean) / 2;
  const expired = passage.validTo !== undefined && passage.validTo < query.today;
  const fused = candidate.keyword + (state === 'used' ? denseWeight * dense : 0);
  return {
    passage,
    keyword: candidate.keyword,
    ...(state === 'used' && { dense }),
    score: expired ? fused * expiredShare : fused,
    expired,
  };
}

async function searchKeywords(query: RetrievalQuery, store: PassageStore, filter: SearchFilter) {
  const lists = await Promise.all(
    query.variants
      .filter((variant) => variant.terms.length > 0)
      .map(async ({ terms, weight }) => {
        const scored = await store.searchTerms(terms, candidates, filter);
        const best = scored[0]?.score ?? 1;
        return scored.map(({ passage, score }) => ({ passage, score: (weight * score) / best }));
      }),
  );
  return lists.flat();
}

interface DenseResult {
  readonly state: Retrieval['dense'];
  readonly scored: readonly ScoredPassage[];
  /** Language partitions that hold anything. */
  readonly partitions: number;
}

async function searchDense(
  query: RetrievalQuery,
  options: RetrieveOptions,
  filter: SearchFilter,
): Promise<DenseResult> {
  const { embedding, store, signal } = options;
  const nothing = { scored: [], partitions: 0 };
  if (embedding === undefined) return { state: 'no-model', ...nothing };
  if ((await store.status(embedding.id)).embedded === 0) return { state: 'no-vectors', ...nothing };
  const vector = options.vector ?? (await embedding.embed([query.text], 'query', signal))[0];
  if (vector === undefined) return { state: 'no-model', ...nothing };
  const lists: ScoredPassage[][] = [];
  for (const partition of languagePartitions(filter.varieties ?? varieties)) {
    const near = await store.searchVector({
      model: embedding.id,
      vector,
      limit: candidates,
      filter: { ...filter, varieties: partition },
    });
    if (near.length > 0) lists.push(aboveBackground(near));
  }
  return { state: 'used', scored: lists.flat(), partitions: lists.length };
}

/**
 * A multilingual model places all texts of the question's own language nearer to it than those of
 * another. Searching each language by itself, and measuring from its own background, takes that away.
 */
function languagePartitions(wanted: readonly Variety[]): Variety[][] {
  const english = wanted.filter((variety) => languageOf(variety) === 'en');
  const others = wanted.filter((variety) => languageOf(variety) !== 'en');
  return [english, others].filter((partition) => partition.length > 0);
}

function aboveBackground(near: readonly ScoredPassage[]): ScoredPassage[] {
  const tail = near.slice(Math.min(20, Math.floor(near.length / 2)));
  const background = tail.reduce((sum, { score }) => sum + score, 0) / Math.max(1, tail.length);
  return near.map(({ passage, score }) => ({
    passage,
    score: Math.max(0, (score - background) / denseScale),
  }));
}

/** How near two varieties are to a reader: the same, the same language, both Chinese, or neither. */
function closeness(a: Variety, b: Variety | undefined): number {
  if (b === undefined) return 0;
  if (a === b) return 3;
  const [first, second] = [languageOf(a), languageOf(b)];
  if (first === second) return 2;
  return first !== 'en' && second !== 'en' ? 1 : 0;
}

/** Two collections may hold passages of one id. */
function keyOf({ collection, passageId }: FoundPassage): string {
  return `${passageId}\u0000${collection}`;
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || (keyOf(a.passage) < keyOf(b.passage) ? -1 : 1);
}
