import { type Span, splitSentences } from '../language/index.ts';
import type { FoundPassage } from '../knowledge/index.ts';
import type { EmbeddingModel } from '../models/spec.ts';
import { type EnhancedQuery, type EnhanceTools, readConcepts, saysUnit } from './enhance-query.ts';
import { holdsKind } from './holds-kind.ts';

/** What sentences are chosen for. */
export interface SelectRequest {
  readonly query: EnhancedQuery;
  /** How much each unit of the query tells, in its order. */
  readonly unitWeights: readonly number[];
  /** Compares sentences with the question by meaning, where there is one. */
  readonly embedding?: EmbeddingModel;
  readonly signal?: AbortSignal;
}

/** Most sentences quoted of one passage. */
const most = 3;
/** A further sentence is quoted when it scores at least this share of the best one. */
const share = 0.3;
/** The same for the rows of a table: each speaks of another thing. */
const rowShare = 0.95;
/** Characters a quotation may have; a longer one is not read. Han characters count double. */
const longest = 700;

/**
 * Chooses the sentences of a passage that answer the question: those that name what it is about, hold
 * the kind of thing it asks for, and are near to it in meaning. In the order of the passage;
 * neighbours come as one span.
 */
export async function selectSentences(
  passage: FoundPassage,
  request: SelectRequest,
  tools: EnhanceTools,
): Promise<Span[]> {
  const sentences = splitSentences(passage.text);
  const [only] = sentences;
  if (only === undefined) return [];
  if (sentences.length === 1) return [only];
  const scores = await scoreSentences({ passage, sentences }, request, tools);
  const best = Math.max(...scores);
  const least = best * (passage.locator.row === undefined ? share : rowShare);
  const order = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const chosen: number[] = [];
  let length = 0;
  for (const at of order.slice(0, most)) {
    const size = readingLength(sentences[at]?.text ?? '');
    if (chosen.length > 0 && ((scores[at] ?? 0) < least || length + size > longest)) continue;
    chosen.push(at);
    length += size;
  }
  return joinNeighbours(
    passage.text,
    sentences,
    chosen.toSorted((a, b) => a - b),
  );
}

async function scoreSentences(
  { passage, sentences }: { passage: FoundPassage; sentences: readonly Span[] },
  { query, unitWeights, embedding, signal }: SelectRequest,
  tools: EnhanceTools,
): Promise<number[]> {
  const total = unitWeights.reduce((sum, weight) => sum + weight, 0);
  const near = await similarities(query.standalone, { passage, sentences, embedding, signal });
  return sentences.map((sentence, at) => {
    const concepts = readConcepts(sentence.text, tools);
    const said = query.units.reduce(
      (sum, unit, index) => sum + (saysUnit(concepts, unit) ? (unitWeights[index] ?? 0) : 0),
      0,
    );
    const coverage = total === 0 ? 0 : said / total;
    const kind = holdsKind(sentence.text, query.answerKind) ? 1 : 0;
    // The first sentence of a passage tells what the others are about; the vectors, that hold the title
    // with every sentence, see less in it than there is.
    const first = at === 0 ? weights.first[embedding === undefined ? 'words' : 'vectors'] : 0;
    return weights.coverage * coverage + weights.kind * kind + weights.near * (near[at] ?? 0) + first;
  });
}

/** Chosen on the development questions by the share of their expected words that is quoted. */
const weights = { coverage: 1, kind: 1, near: 1, first: { words: 0.1, vectors: 0.25 } } as const;

/** How near each sentence is to the question, from 0 for the farthest to 1 for the nearest. */
async function similarities(
  question: string,
  {
    passage,
    sentences,
    embedding,
    signal,
  }: {
    passage: FoundPassage;
    sentences: readonly Span[];
    embedding: EmbeddingModel | undefined;
    signal: AbortSignal | undefined;
  },
): Promise<number[]> {
  if (embedding === undefined) return sentences.map(() => 0);
  const [vector] = await embedding.embed([question], 'query', signal);
  const texts = sentences.map((sentence) => `${passage.title}\n${sentence.text}`);
  const others = await embedding.embed(texts, 'passage', signal);
  const cosines = others.map((other) => dot(vector ?? new Float32Array(0), other));
  const low = Math.min(...cosines);
  const range = Math.max(...cosines) - low;
  return cosines.map((cosine) => (range === 0 ? 0 : (cosine - low) / range));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function readingLength(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}

function joinNeighbours(text: string, sentences: readonly Span[], chosen: readonly number[]): Span[] {
  const spans: Span[] = [];
  let previous = -2;
  for (const at of chosen) {
    const sentence = sentences[at];
    if (sentence === undefined) continue;
    const last = spans.at(-1);
    if (last !== undefined && at === previous + 1) {
      spans[spans.length - 1] = {
        start: last.start,
        end: sentence.end,
        text: text.slice(last.start, sentence.end),
      };
    } else {
      spans.push(sentence);
    }
    previous = at;
  }
  return spans;
}
