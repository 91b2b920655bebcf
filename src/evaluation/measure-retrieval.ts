import { type ReportProgress, ignoreProgress } from '../base/index.ts';
import { makeMetric } from './make-metric.ts';
import { isGoldDocument } from './scorers/cites-right-source.ts';
import type { Metric, Score } from './spec.ts';

/** One query with the documents that answer it; any one of them is right. */
export interface RetrievalItem {
  readonly id: string;
  readonly query: string;
  /** Documents, or groups of language versions. Never empty. */
  readonly gold: readonly string[];
}

/** Searches: ids of the documents that the first `limit` results come from, best first. */
export type Search = (query: string, limit: number, signal?: AbortSignal) => Promise<readonly string[]>;

/** What is measured and how. */
export interface RetrievalRequest {
  readonly name: string;
  readonly items: readonly RetrievalItem[];
  /** Results looked at. */
  readonly k: number;
  /** Who said which documents are right. */
  readonly labelSource: string;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/** What a retrieval measurement found. */
export interface RetrievalReport {
  readonly hit: Metric;
  /** The items without a right document among the first k results. */
  readonly misses: readonly string[];
}

/** Measures how often a right document is among the first k results: hit@k. */
export async function measureRetrieval(
  { name, items, k, labelSource, report = ignoreProgress, signal }: RetrievalRequest,
  search: Search,
): Promise<RetrievalReport> {
  const scores: Score[] = [];
  const misses: string[] = [];
  for (const { id, query, gold } of items) {
    signal?.throwIfAborted();
    const found = (await search(query, k, signal)).slice(0, k);
    const hit = found.some((documentId) => isGoldDocument(documentId, gold));
    scores.push({ scored: true, outcome: hit ? 'pass' : 'fail' });
    if (!hit) misses.push(id);
    report({ label: name, done: scores.length, total: items.length, unit: 'questions' });
  }
  const definition = `A document that answers the query is the source of one of the first ${k} results.`;
  return { hit: makeMetric({ id: `${name}: hit@${k}`, definition, labelSource }, scores), misses };
}
