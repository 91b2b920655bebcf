import { z } from 'zod';
import { type Lexicon, type Segmenter, withoutQuestionWords } from '../language/index.ts';

const byVariety = z.partialRecord(
  z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
  z.array(z.string().trim().min(1)),
);

/** Example questions of one card: what its body answers, and near questions that it does not. */
export const cardQuestionsSchema = z.strictObject({
  card: z.string().min(1),
  answers: byVariety,
  notAnswered: byVariety,
});

/** Example questions of one card. */
export type CardQuestions = z.infer<typeof cardQuestionsSchema>;

/** How near a question is to the example questions of one card. */
export interface QuestionMatch {
  readonly card: string;
  /** Similarity to the nearest question that the card answers, in [0, 1]. */
  readonly answered: number;
  /** Similarity to the nearest question that it does not answer, in [0, 1]. */
  readonly notAnswered: number;
}

/** Compares questions with the example questions of a region's cards. */
export interface QuestionIndex {
  /** The cards with the nearest example questions, nearest first. */
  match(question: string, limit: number): QuestionMatch[];
}

/** What comparing questions needs of the language room. */
export interface QuestionTools {
  readonly segmenter: Segmenter;
  readonly lexicon: Lexicon;
}

interface Example {
  readonly card: number;
  readonly answers: boolean;
}

/**
 * Indexes example questions by their words and, so that a question in one language meets examples in
 * another, by the concepts of the lexicon. Similarity is the cosine of idf-weighted sets.
 */
export function createQuestionIndex(cards: readonly CardQuestions[], tools: QuestionTools): QuestionIndex {
  const examples: Example[] = [];
  const features: string[][] = [];
  for (const [card, questions] of cards.entries()) {
    for (const [group, answers] of [
      [questions.answers, true],
      [questions.notAnswered, false],
    ] as const) {
      for (const text of Object.values(group).flat()) {
        examples.push({ card, answers });
        features.push(questionFeatures(text, tools));
      }
    }
  }
  const index = new CosineIndex(features);
  return {
    match(question, limit) {
      const similarities = index.similarities(questionFeatures(question, tools));
      const best = cards.map(({ card }) => ({ card, answered: 0, notAnswered: 0 }));
      for (const [at, similarity] of similarities.entries()) {
        const example = examples[at];
        const entry = example === undefined ? undefined : best[example.card];
        if (entry === undefined) continue;
        if (example?.answers === true) entry.answered = Math.max(entry.answered, similarity);
        else entry.notAnswered = Math.max(entry.notAnswered, similarity);
      }
      return best
        .filter((entry) => entry.answered > 0 || entry.notAnswered > 0)
        .sort((a, b) => b.answered - a.answered)
        .slice(0, limit);
    },
  };
}

function questionFeatures(question: string, { segmenter, lexicon }: QuestionTools): string[] {
  const features = new Set(segmenter.terms(withoutQuestionWords(question)));
  for (const { entry } of lexicon.find(question)) features.add(`concept ${conceptNumber(lexicon, entry)}`);
  return Array.from(features);
}

const conceptNumbers = new WeakMap<Lexicon, ReadonlyMap<unknown, number>>();

function conceptNumber(lexicon: Lexicon, entry: unknown): number {
  let numbers = conceptNumbers.get(lexicon);
  if (numbers === undefined) {
    numbers = new Map(lexicon.entries.map((known, at) => [known, at]));
    conceptNumbers.set(lexicon, numbers);
  }
  return numbers.get(entry) ?? -1;
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

  similarities(features: readonly string[]): Float64Array {
    const dots = new Float64Array(this.#count);
    for (const feature of features) {
      const weight = this.#weight(feature) ** 2;
      for (const at of this.#postings.get(feature) ?? []) dots[at] = (dots[at] ?? 0) + weight;
    }
    const norm = Math.sqrt(this.#squares(features));
    return dots.map((dot, at) => (dot === 0 ? 0 : dot / (norm * (this.#norms[at] ?? 1))));
  }

  #squares(features: readonly string[]): number {
    return features.reduce((sum, feature) => sum + this.#weight(feature) ** 2, 0);
  }

  /** Inverse document frequency; a feature never seen weighs as one seen once. */
  #weight(feature: string): number {
    return Math.log(1 + this.#count / (this.#postings.get(feature)?.length ?? 1));
  }
}
