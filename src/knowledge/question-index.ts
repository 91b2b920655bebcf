import { z } from 'zod';
import { sha256 } from '../base/index.ts';
import { createQuestionClassifier } from './question-classifier.ts';
import { type QuestionTools, readQuestionFeatures } from './question-features.ts';
import type { VectorFile } from './vector-file.ts';

const byVariety = z.partialRecord(
  z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
  z.array(z.string().trim().min(1)),
);

/** Questions of one card by way of illustration: what its body answers, and near ones that it does not. */
export const cardQuestionsSchema = z.strictObject({
  card: z.string().min(1),
  answers: byVariety,
  notAnswered: byVariety,
});

/** Illustrating questions of one card. */
export type CardQuestions = z.infer<typeof cardQuestionsSchema>;

/** How near a question is to the known questions of one card; similarities in [0, 1], the rest in nats. */
export interface QuestionMatch {
  readonly card: string;
  /** Nearest question the card answers, by words. */
  readonly answered: number;
  /** Nearest question it does not answer, by words. */
  readonly notAnswered: number;
  /** The same by vectors; 0 without vectors. */
  readonly answeredDense: number;
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

interface Known {
  readonly card: number;
  readonly answers: boolean;
  readonly vector: Float32Array | undefined;
}

/** Names a question in the file of vectors. */
export function questionKey(question: string): string {
  return sha256(question).slice(0, 12);
}

/**
 * Indexes known questions by their terms and, so that a question in one language meets those in
 * another, by concepts; and by vectors where the region has them. A question without a vector is
 * still compared by its words.
 */
export function createQuestionIndex(
  cards: readonly CardQuestions[],
  tools: QuestionTools,
  { vectors, textsOf }: QuestionIndexOptions = {},
): QuestionIndex {
  const known: Known[] = [];
  const features: string[][] = [];
  for (const [card, questions] of cards.entries()) {
    for (const [group, answers] of [
      [questions.answers, true],
      [questions.notAnswered, false],
    ] as const) {
      for (const text of Object.values(group).flat()) {
        known.push({ card, answers, vector: unit(vectors?.vector(questionKey(text))) });
        features.push(readQuestionFeatures(text, tools));
      }
    }
  }
  const words = new CosineIndex(features);
  const classifier = createQuestionClassifier(cards, textsOf);
  const [mean, ...components] = vectors?.matrix ?? [];
  return {
    dense: vectors !== undefined,
    match(question, vector) {
      const { cosine, held } = words.compare(readQuestionFeatures(question, tools));
      const { cards: likelihoods, unknown } = classifier.classify(question);
      const likeliest = Math.max(...likelihoods.map((one) => one.answered));
      const best = likelihoods.map((one, at) => ({
        card: cards[at]?.card ?? '',
        answered: 0,
        notAnswered: 0,
        answeredDense: 0,
        notAnsweredDense: 0,
        behind: likeliest - one.answered,
        lift: one.answeredLift,
        notAnsweredLift: one.notAnsweredLift,
      }));
      for (const [at, { card, answers, vector: other }] of known.entries()) {
        const entry = best[card];
        if (entry === undefined) continue;
        // "Minimum wage in Atlantis" is not answered for the sake of Atlantis: a question that does not
        // name it is not like it, however much the rest agrees.
        const byWords = Math.min(cosine[at] ?? 0, answers ? 1 : (held[at] ?? 0));
        const byVector = vector === undefined || other === undefined ? 0 : dot(vector, other);
        if (answers) {
          entry.answered = Math.max(entry.answered, byWords);
          entry.answeredDense = Math.max(entry.answeredDense, byVector);
        } else {
          entry.notAnswered = Math.max(entry.notAnswered, byWords);
          entry.notAnsweredDense = Math.max(entry.notAnsweredDense, byVector);
        }
      }
      const likeliestNot = Math.max(...likelihoods.map((one) => one.notAnswered));
      return { cards: best, lead: cards.length === 0 ? 0 : likeliest - likeliestNot, unknown };
    },
    project(vector) {
      const centred = vector.map((value, at) => value - (mean?.[at] ?? 0));
      return (
        unit(Float32Array.from(components, (component) => dot(component, centred))) ?? new Float32Array(0)
      );
    },
  };
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

/** Cosine similarity between idf-weighted feature sets, by an inverted index. */
class CosineIndex {
  readonly #postings = new Map<string, number[]>();
  readonly #norms: Float64Array;
  readonly #count: number;

  constructor(sets: readonly (readonly string[])[]) {
    this.#count = sets.length;
    for (const [at, features] of sets.entries()) {
      for (const feature of features) {
        const list = this.#postings.get(feature);
        if (list === undefined) this.#postings.set(feature, [at]);
        else list.push(at);
      }
    }
    this.#norms = Float64Array.from(sets, (features) => Math.sqrt(this.#squares(features)));
  }

  /** Squared weights that each set shares with the features. */
  #shared(features: readonly string[]): Float64Array {
    const dots = new Float64Array(this.#count);
    for (const feature of features) {
      const weight = this.#weight(feature) ** 2;
      for (const at of this.#postings.get(feature) ?? []) dots[at] = (dots[at] ?? 0) + weight;
    }
    return dots;
  }

  /** Cosine similarity with each set, and the share of each set's weight that the features hold. */
  compare(features: readonly string[]): { readonly cosine: Float64Array; readonly held: Float64Array } {
    const dots = this.#shared(features);
    const norm = Math.sqrt(this.#squares(features));
    const divide = (by: (own: number) => number) =>
      dots.map((sum, at) => (sum === 0 ? 0 : sum / by(this.#norms[at] ?? 1)));
    return { cosine: divide((own) => norm * own), held: divide((own) => own * own) };
  }

  #squares(features: readonly string[]): number {
    return features.reduce((sum, feature) => sum + this.#weight(feature) ** 2, 0);
  }

  /** Inverse document frequency; a feature never seen weighs as one seen once. */
  #weight(feature: string): number {
    return Math.log(1 + this.#count / (this.#postings.get(feature)?.length ?? 1));
  }
}
