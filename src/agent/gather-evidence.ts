import type { IsoDate } from '../base/index.ts';
import {
  type FoundPassage,
  type Hit,
  type PassageStore,
  type QuestionIndex,
  type QuestionMatch,
  type Retrieval,
  retrieve,
} from '../knowledge/index.ts';
import type { Variety } from '../language/index.ts';
import type { EmbeddingModel } from '../models/spec.ts';
import type { EnhancedQuery } from './enhance-query.ts';
import type { VectorState } from './judge-answerability.ts';
import { knownScore, type Weighing, type WeighTools, weighEvidence } from './weigh-evidence.ts';

/** What evidence is gathered with. */
export interface GatherTools extends WeighTools {
  readonly store: PassageStore;
  readonly questions: QuestionIndex;
  /** The embedding model, once it is there. */
  readonly embedding: () => EmbeddingModel | undefined;
  /** The passage of a card in the language nearest to the asker's. */
  readonly findCardPassage: (card: string, variety: Variety) => Promise<FoundPassage | undefined>;
}

/** What is asked for. */
export interface GatherRequest {
  readonly query: EnhancedQuery;
  /** The asker's variety: language versions in it are preferred. */
  readonly variety: Variety;
  readonly collections: readonly string[];
  readonly today: IsoDate;
  readonly signal?: AbortSignal;
}

/** What was found, and with which vectors. */
export interface Evidence {
  readonly retrieval: Retrieval;
  readonly vectors: VectorState;
  readonly weighing: Weighing;
  /** The embedding model that took part; absent when none did. */
  readonly embedding: EmbeddingModel | undefined;
}

/** Passages considered for one question. */
const limit = 60;
/** Cards with the nearest known questions that are considered whatever retrieval found. */
const knownCards = 5;

/** Gathers and weighs what the store and the known questions have on a question. */
export async function gatherEvidence(request: GatherRequest, tools: GatherTools): Promise<Evidence> {
  const { query, variety, collections, today, signal } = request;
  const embedding = await findUsableEmbedding(tools);
  const text = query.standalone;
  const [vector] = (await embedding?.embed([text], 'query', signal)) ?? [];
  const retrieval = await retrieve(
    { text, variants: query.variants, limit, filter: { collections }, prefer: variety, today },
    {
      store: tools.store,
      ...(embedding !== undefined && { embedding }),
      ...(vector !== undefined && { vector }),
      ...(signal !== undefined && { signal }),
    },
  );
  const { questions } = tools;
  const matches = questions.match(text, vector && questions.dense ? questions.project(vector) : undefined);
  const known = await findKnownCards({ matches: matches.cards, hits: retrieval.hits }, request, tools);
  return {
    retrieval,
    vectors: embedding === undefined ? 'none' : 'model',
    embedding,
    weighing: weighEvidence({ query, variety, hits: [...retrieval.hits, ...known], matches }, tools),
  };
}

/** Cards that a known question points to and that retrieval did not find, as hits of no score. */
async function findKnownCards(
  { matches, hits }: { matches: readonly QuestionMatch[]; hits: readonly Hit[] },
  { variety, collections, today }: GatherRequest,
  tools: GatherTools,
): Promise<Hit[]> {
  const found = new Set(hits.map((hit) => hit.passage.group));
  const near = matches
    .toSorted((a, b) => knownScore(b) - knownScore(a))
    .slice(0, knownCards)
    .filter((match) => !found.has(match.card) && isNear(match));
  const passages = await Promise.all(near.map((match) => tools.findCardPassage(match.card, variety)));
  return passages.flatMap((passage) => {
    if (passage === undefined || !collections.includes(passage.collection)) return [];
    const expired = passage.validTo !== undefined && passage.validTo < today;
    return [{ passage, keyword: 0, score: 0, expired }];
  });
}

/** True for a card that something of the question points to. */
function isNear({ answeredDense, lift }: QuestionMatch): boolean {
  return answeredDense > 0 || lift > 0;
}

/** Share of passages with a vector from which on the model's vectors are used. */
const completeShare = 0.95;

/**
 * The embedding model if it is there and has done its work: a store half embedded would find only half
 * of what it holds.
 */
export async function findUsableEmbedding({
  embedding,
  store,
}: Pick<GatherTools, 'embedding' | 'store'>): Promise<EmbeddingModel | undefined> {
  const model = embedding();
  if (model === undefined) return undefined;
  const { passages, embedded } = await store.status(model.id);
  return passages > 0 && embedded >= passages * completeShare ? model : undefined;
}
