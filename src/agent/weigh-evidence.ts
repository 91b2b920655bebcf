import type { Hit, QuestionMatch, QuestionMatches } from '../knowledge/index.ts';
import { isChinese, languageOf, type Lexicon, splitSentences, type Variety } from '../language/index.ts';
import { type EnhancedQuery, type EnhanceTools, readConcepts, saysUnit } from './enhance-query.ts';
import { holdsKind } from './holds-kind.ts';

/** A retrieved passage with how well its words and its known questions fit the question. */
export interface Candidate {
  readonly hit: Hit;
  /** The match of its known questions; absent for a document that has none. */
  readonly match: QuestionMatch | undefined;
  /** Larger is better; comparable within one weighing. */
  readonly score: number;
  /** Share of what the question is about, weighted by how much it tells, that the passage names; in [0, 1]. */
  readonly coverage: number;
  /** The same for its best sentence under its title. */
  readonly sentenceCoverage: number;
  /** The same for its best sentence that holds the kind of thing the question asks for. */
  readonly answeringCoverage: number;
  /** True when the question names a place that is not the region and the passage does not. */
  readonly elsewhere: boolean;
}

/** What evidence is weighed with. */
export interface WeighTools extends EnhanceTools {
  /** Names of places that are not the region. */
  readonly elsewhere: Lexicon;
}

/** What is known of a question and its candidates, ready to be judged. */
export interface Weighing {
  /** Candidates with known questions, best first. */
  readonly cards: readonly Candidate[];
  /** Candidates without, best first. */
  readonly documents: readonly Candidate[];
  readonly query: EnhancedQuery;
  readonly variety: Variety;
  /** How much each unit of the question tells, by the passages that were found. */
  readonly unitWeights: readonly number[];
  /** How near the nearest known questions of all cards are by vectors; 0 without. */
  readonly nearest: {
    readonly answeredDense: number;
    readonly notAnsweredDense: number;
  };
  /** What the words of the question tell by themselves; see `QuestionMatches`. */
  readonly words: Pick<QuestionMatches, 'lead' | 'unknown'>;
}

/** What is weighed. */
export interface WeighRequest {
  readonly query: EnhancedQuery;
  readonly variety: Variety;
  readonly hits: readonly Hit[];
  readonly matches: QuestionMatches;
}

/** Weight of a card's known questions against the retrieval score: of the nearest by vectors, and of their words. */
const questionWeight = { dense: 5, likelihood: 1 } as const;
/** Passages from which the weight of a unit is estimated: a word rare among them tells much. */
const poolSize = 40;

/** Weighs retrieved passages against the question, by retrieval, known questions and coverage. */
export function weighEvidence({ query, variety, hits, matches }: WeighRequest, tools: WeighTools): Weighing {
  const { cards, lead, unknown } = matches;
  const byCard = new Map(cards.map((match) => [match.card, match]));
  const pool = hits
    .slice(0, poolSize)
    .map(({ passage }) => readConcepts(`${passage.title}\n${passage.text}`, tools));
  const unitWeights = query.units.map((unit) => {
    const count = pool.filter((text) => saysUnit(text, unit)).length;
    return Math.log((pool.length + 1) / (count + 0.5));
  });
  const ranked = hits
    .map((hit) => {
      const match = hit.passage.group === undefined ? undefined : byCard.get(hit.passage.group);
      const score = hit.score + (match === undefined ? 0 : knownScore(match));
      return new WeighedCandidate({ hit, match, score }, { query, weights: unitWeights, tools });
    })
    .sort((a, b) => b.score - a.score);
  return {
    cards: ranked.filter((candidate) => candidate.match !== undefined),
    documents: ranked.filter((candidate) => candidate.match === undefined),
    query,
    variety,
    unitWeights,
    nearest: {
      answeredDense: highest(cards, (match) => match.answeredDense),
      notAnsweredDense: highest(cards, (match) => match.notAnsweredDense),
    },
    words: { lead, unknown },
  };
}

/** What the known questions of a card add to its score. */
export function knownScore({ answeredDense, behind }: QuestionMatch): number {
  return questionWeight.dense * answeredDense - questionWeight.likelihood * behind;
}

function highest(matches: readonly QuestionMatch[], value: (match: QuestionMatch) => number): number {
  return matches.reduce((best, match) => Math.max(best, value(match)), 0);
}

interface CoverTools {
  readonly query: EnhancedQuery;
  readonly weights: readonly number[];
  readonly tools: WeighTools;
}

/** A candidate that is read only when its coverage is asked for: that of the best few is. */
class WeighedCandidate implements Candidate {
  readonly hit: Hit;
  readonly match: QuestionMatch | undefined;
  readonly score: number;
  readonly #cover: CoverTools;
  #shares: ReturnType<typeof cover> | undefined;

  constructor(scored: Pick<Candidate, 'hit' | 'match' | 'score'>, cover: CoverTools) {
    this.hit = scored.hit;
    this.match = scored.match;
    this.score = scored.score;
    this.#cover = cover;
  }

  get coverage(): number {
    return (this.#shares ??= cover(this.hit, this.#cover)).coverage;
  }

  get answeringCoverage(): number {
    return (this.#shares ??= cover(this.hit, this.#cover)).answeringCoverage;
  }

  get elsewhere(): boolean {
    const { query, tools } = this.#cover;
    const { title, text } = this.hit.passage;
    const there = new Set(tools.elsewhere.find(`${title}\n${text}`).map(({ entry }) => entry));
    return tools.elsewhere.find(query.standalone).some(({ entry }) => !there.has(entry));
  }

  get sentenceCoverage(): number {
    return (this.#shares ??= cover(this.hit, this.#cover)).sentenceCoverage;
  }
}

function cover({ passage }: Hit, { query, weights, tools }: CoverTools) {
  const { units, answerKind } = query;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (text: string) => {
    const concepts = readConcepts(text, tools);
    let said = 0;
    for (const [at, unit] of units.entries()) if (saysUnit(concepts, unit)) said += weights[at] ?? 0;
    return said / Math.max(1e-9, total);
  };
  const sentences = splitSentences(passage.text).map(({ text }) => ({
    share: share(`${passage.title}\n${text}`),
    answers: answerKind === 'other' || holdsKind(text, answerKind),
  }));
  const best = (some: typeof sentences) => Math.max(0, ...some.map((sentence) => sentence.share));
  return {
    coverage: share(`${passage.title}\n${passage.keywords ?? ''}\n${passage.text}`),
    sentenceCoverage: best(sentences),
    answeringCoverage: best(sentences.filter((sentence) => sentence.answers)),
  };
}

/**
 * Numbers by which it is judged whether a card answers; their order is that of the weights. A long
 * question is never as near to a known one as a short one, so nearness also counts times length.
 */
export function cardFeatures(weighing: Weighing): number[] {
  const [first, second] = weighing.cards;
  const { nearest } = weighing;
  const match = first?.match;
  const length = lengthOf(weighing);
  return [
    match?.answeredDense ?? 0,
    match?.notAnsweredDense ?? 0,
    nearest.notAnsweredDense - nearest.answeredDense,
    first?.hit.dense ?? 0,
    length * (match?.answeredDense ?? 0),
    match?.behind ?? 0,
    (second?.match?.behind ?? 0) - (match?.behind ?? 0),
    match?.lift ?? 0,
    (match?.lift ?? 0) - (match?.notAnsweredLift ?? 0),
    weighing.words.lead,
    weighing.words.unknown,
    ...commonFeatures(weighing, [first, second, weighing.cards[5]]),
  ];
}

/** The same for a document without known questions. */
export function documentFeatures(weighing: Weighing): number[] {
  const [first, second] = weighing.documents;
  return [
    first?.hit.dense ?? 0,
    second?.hit.dense ?? 0,
    ...commonFeatures(weighing, [first, second, weighing.documents[5]]),
  ];
}

function commonFeatures(weighing: Weighing, candidates: readonly (Candidate | undefined)[]): number[] {
  const [first, second, sixth] = candidates;
  const score = first?.score ?? 0;
  const length = lengthOf(weighing);
  return [
    first?.coverage ?? 0,
    first?.sentenceCoverage ?? 0,
    first?.hit.keyword ?? 0,
    first?.elsewhere === true ? 1 : 0,
    score - (second?.score ?? 0),
    score - (sixth?.score ?? 0),
    isChinese(weighing.variety) ? 1 : 0,
    languageOf(weighing.variety) === 'yue' ? 1 : 0,
    weighing.query.answerKind === 'other' ? 0 : 1,
    length,
    length * (first?.coverage ?? 0),
  ];
}

/** Length of a question by what it is about; a story has many times as many units as a short question. */
function lengthOf({ query }: Weighing): number {
  return Math.log(1 + query.units.length);
}
