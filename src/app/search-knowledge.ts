import { enhanceQuery, findUsableEmbedding, widenQuery } from '../agent/index.ts';
import type { IsoDate } from '../base/index.ts';
import { type Hit, type Retrieval, retrieve } from '../knowledge/index.ts';
import { type Variety, detectVariety } from '../language/index.ts';
import { admitText } from './admit-text.ts';
import { cardTexts } from './card-texts.ts';
import { regionCollection } from './collections.ts';
import { describePlace } from './describe-place.ts';
import { sharedCollections } from './view-knowledge.ts';
import type { Workspace } from './workspace.ts';

/** What to search for. */
export interface SearchRequest {
  /** A question or words, in any variety. */
  readonly query: string;
  /** Most passages to return. */
  readonly limit: number;
  /** @default every collection that is not private */
  readonly collections?: readonly string[];
  readonly signal?: AbortSignal;
}

/** One passage that was found. */
export interface SearchHit {
  readonly documentId: string;
  readonly passageId: string;
  readonly collection: string;
  readonly title: string;
  /** Where in its document it stands, in the language of the query. */
  readonly locator: string;
  /** Larger is better; comparable within one search. */
  readonly score: number;
  readonly text: string;
  readonly variety: Variety;
  readonly url?: string;
  readonly publisher?: string;
  readonly asOf?: IsoDate;
}

/** What a search found, best first. */
export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Whether vectors took part, and if not, why: no model, or not all passages have theirs yet. */
  readonly dense: Retrieval['dense'];
}

/** Searches passages by words and, where they are complete, by vectors. What governance withholds is left out. */
export async function searchKnowledge(workspace: Workspace, request: SearchRequest): Promise<SearchResult> {
  const { query, limit, signal } = request;
  const { gather, store } = workspace;
  const collections = request.collections ?? (await sharedCollections(workspace));
  const enhanced = enhanceQuery(query, gather);
  const text = enhanced.standalone;
  // Where the cards themselves are searched, their words would only find them again.
  const widened = collections.includes(regionCollection)
    ? []
    : widenQuery(text, { ...gather, textsOf: cardTexts(workspace.region) });
  const variants = [...enhanced.variants, ...widened];
  const prefer = detectVariety(query).variety;
  const embedding = gather.embedding();
  const usable = await findUsableEmbedding(gather);
  const { hits, dense } = await retrieve(
    { text, variants, limit, filter: { collections }, prefer, today: workspace.today() },
    { store, ...(usable !== undefined && { embedding: usable }), ...(signal !== undefined && { signal }) },
  );
  const found: SearchHit[] = [];
  for (const hit of hits) {
    const admitted = await admitText(workspace, hit.passage, signal);
    if (admitted !== '') found.push({ ...toSearchHit(workspace, hit, query), text: admitted });
  }
  return {
    hits: found,
    dense: embedding !== undefined && usable === undefined ? 'no-vectors' : dense,
  };
}

function toSearchHit(workspace: Workspace, { passage, score }: Hit, query: string): SearchHit {
  const { documentId, passageId, collection, title, text, variety, url, publisher, asOf } = passage;
  return {
    documentId,
    passageId,
    collection,
    title,
    locator: describePlace(workspace.region, passage.locator, query),
    score,
    text,
    variety,
    ...(url !== undefined && { url }),
    ...(publisher !== undefined && { publisher }),
    ...(asOf !== undefined && { asOf }),
  };
}
