import { sha256 } from '../base/index.ts';
import type { CardQuestions } from './card-questions.ts';
import { createQuestionClassifier } from './question-classifier.ts';
import type { VectorFile } from './vector-file.ts';

/** How near a question is to the known questions of one card; similarities in [0, 1], the rest in nats. */
export interface QuestionMatch {
  readonly card: string;
  /** Nearest question the card answers, by vectors; 0 without vectors. */
  readonly answeredDense: number;
  /** Nearest question it does not answer. */
  readonly notAnsweredDense: number;
  /** How much less likely the question's words are than for the likeliest card; 0 for that one. */
  readonly behind: number;
  /** How much likelier its words are among the questions the card answers than among all. */
  readonly lift: number;
  /** The same for the near questions that it does not answer. */
  readonly notAnsweredLift: number;
}

/** What the known questions of all cards tell of a question. */
export interface QuestionMatches {
  /** One match a card. */
  readonly cards: readonly QuestionMatch[];
  /** How much likelier its words are for the likeliest card than for the likeliest that does not answer. */
  readonly lead: number;
  /** Share of its pieces that no known question has; in [0, 1]. */
  readonly unknown: number;
}

/** What an index is made of beside the questions. */
export interface QuestionIndexOptions {
  /** Vectors of the known questions. */
  readonly vectors?: VectorFile | undefined;
  /** The texts of a card: titles, bodies and keywords. */
  readonly textsOf?: (card: string) => readonly string[];
}

/** Compares questions with the known questions of a region's cards. */
export interface QuestionIndex {
  /** True when questions can be compared by vectors too. */
  readonly dense: boolean;
  /** The match of every card. `vector` lies in the index's space. */
  match(question: string, vector?: Float32Array): QuestionMatches;
  /** Brings a vector of the teacher model into the index's space. */
  project(vector: Float32Array): Float32Array;
}

/** Kind of the file that holds the vectors of known questions. */
export const questionVectorsKind = 'question-vectors';

/** Names a question in the file of vectors. */
export function questionKey(question: string): string {
  return sha256(question).slice(0, 12);
}

/**
 * Indexes known questions by their words, all those of a card together, and each by its vector where the
 * region has one. A question without a vector takes part by its words.
 */
export function createQuestionIndex(
  cards: readonly CardQuestions[],
  { vectors, textsOf }: QuestionIndexOptions = {},
): QuestionIndex {
  const classifier = createQuestionClassifier(cards, textsOf);
  const [mean, ...directions] = vectors?.matrix ?? [];
  const vectorsOf = (group: CardQuestions['answers']) =>
    Object.values(group)
      .flat()
      .flatMap((text) => unit(vectors?.vector(questionKey(text))) ?? []);
  // Reading tens of thousands of vectors takes a while, and a session without a model needs none.
  let known:
    readonly { readonly answers: Float32Array[]; readonly notAnswered: Float32Array[] }[] | undefined;
  return {
    dense: vectors !== undefined,
    match(question, vector) {
      const { cards: likelihoods, unknown } = classifier.classify(question);
      if (vector !== undefined) {
        known ??= cards.map(({ answers, notAnswered }) => ({
          answers: vectorsOf(answers),
          notAnswered: vectorsOf(notAnswered),
        }));
      }
      const likeliest = Math.max(...likelihoods.map((one) => one.answered));
      const likeliestNot = Math.max(...likelihoods.map((one) => one.notAnswered));
      return {
        cards: likelihoods.map((one, at) => ({
          card: cards[at]?.card ?? '',
          answeredDense: nearest(vector, known?.[at]?.answers),
          notAnsweredDense: nearest(vector, known?.[at]?.notAnswered),
          behind: likeliest - one.answered,
          lift: one.answeredLift,
          notAnsweredLift: one.notAnsweredLift,
        })),
        lead: cards.length === 0 ? 0 : likeliest - likeliestNot,
        unknown,
      };
    },
    project(vector) {
      const centred = vector.map((value, at) => value - (mean?.[at] ?? 0));
      return (
        unit(Float32Array.from(directions, (direction) => dot(direction, centred))) ?? new Float32Array(0)
      );
    },
  };
}

function nearest(vector: Float32Array | undefined, others: readonly Float32Array[] = []): number {
  if (vector === undefined) return 0;
  return others.reduce((best, other) => Math.max(best, dot(vector, other)), 0);
}

function unit(vector: Float32Array | undefined): Float32Array | undefined {
  const length = vector === undefined ? 0 : Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector?.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
