import { type RetrievalReport, type RetrievalRequest, measureRetrieval } from '../evaluation/index.ts';
import { type SearchResult, searchKnowledge } from './search-knowledge.ts';
import type { Workspace } from './workspace.ts';

/** What is measured: queries over the documents of some collections. */
export interface EvaluateRetrievalRequest extends RetrievalRequest {
  readonly collections: readonly string[];
}

/** What was measured, and whether vectors took part: `used` only when they did for every query. */
export interface RetrievalEvaluation extends RetrievalReport {
  readonly dense: SearchResult['dense'];
}

/** Measures hit@k of the workspace's search, with vectors where they are complete. */
export async function evaluateRetrieval(
  workspace: Workspace,
  request: EvaluateRetrievalRequest,
): Promise<RetrievalEvaluation> {
  let dense: SearchResult['dense'] = 'used';
  const report = await measureRetrieval(request, async (query, limit, signal) => {
    const result = await searchKnowledge(workspace, {
      query,
      limit,
      collections: request.collections,
      ...(signal !== undefined && { signal }),
    });
    if (result.dense !== 'used') dense = result.dense;
    return result.hits.map((hit) => hit.documentId);
  });
  return { ...report, dense };
}
