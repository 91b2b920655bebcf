import type { CardQuestions } from './question-index.ts';
import { readQuestionPieces } from './question-pieces.ts';

/** How likely the words of a question are, were it one of a card's. In nats; larger is likelier. */
export interface CardLikelihood {
  /** Among the questions that the card answers and the words of the card itself. */
  readonly answered: number;
  /** Among the near questions that it does not answer. */
  readonly notAnswered: number;
  /** How much likelier than among all known questions: what the question says that is this card's own. */
  readonly answeredLift: number;
  /** The same for the near questions that it does not answer. */
  readonly notAnsweredLift: number;
}

/** What the words of a question tell. */
export interface Classification {
  /** One likelihood a card, in the order of the cards. */
  readonly cards: readonly CardLikelihood[];
  /** Share of the question's pieces that no known question has; in [0, 1]. */
  readonly unknown: number;
}

/** Tells which card's questions a question is like. */
export interface QuestionClassifier {
  classify(question: string): Classification;
}

/** Weight of a piece that a card has never been seen with. */
const smoothing = 0.1;
/** How much of what is asked at large every card is thought to have been asked. */
const backgroundMass = 20;

/**
 * Multinomial naive Bayes over the pieces of known questions, weighted by rarity and scaled to unit
 * length (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes text classifiers"). It only
 * counts, so that a card or a question added to a pack takes part at once. Unlike the nearest known
 * question it hears what all questions of a card have in common.
 *
 * `textsOf` gives the texts of a card beside its questions: titles, bodies and keywords.
 */
export function createQuestionClassifier(
  cards: readonly CardQuestions[],
  textsOf: (card: string) => readonly string[] = () => [],
): QuestionClassifier {
  const read = cards.map(({ card, answers, notAnswered }) => ({
    answers: Object.values(answers).flat().map(countPieces),
    notAnswered: Object.values(notAnswered).flat().map(countPieces),
    own: textsOf(card).map(countPieces),
  }));
  const rarity = new Rarity(read.flatMap((group) => [...group.answers, ...group.notAnswered]));
  const sum = (texts: readonly Pieces[]) => sumWeights(texts.map((text) => rarity.weigh(text)));
  const answered = new CardCounts(
    read.map((group) => sum([...group.answers, ...group.own])),
    rarity.size,
  );
  const notAnswered = new CardCounts(
    read.map((group) => sum(group.notAnswered)),
    rarity.size,
  );
  return {
    classify(question) {
      const pieces = countPieces(question);
      const known = Array.from(pieces.keys()).filter((piece) => rarity.knows(piece)).length;
      const weights = rarity.weigh(pieces);
      const all = answered.mass + notAnswered.mass;
      const share = (piece: string) => (answered.total(piece) + notAnswered.total(piece)) / all;
      const yes = answered.score(weights, share);
      const no = notAnswered.score(weights, share);
      return {
        cards: yes.map(({ likelihood, lift }, card) => ({
          answered: likelihood,
          notAnswered: no[card]?.likelihood ?? 0,
          answeredLift: lift,
          notAnsweredLift: no[card]?.lift ?? 0,
        })),
        unknown: pieces.size === 0 ? 1 : 1 - known / pieces.size,
      };
    },
  };
}

type Pieces = ReadonlyMap<string, number>;

function countPieces(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const piece of readQuestionPieces(text)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

function sumWeights(texts: readonly Pieces[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const text of texts) {
    for (const [piece, weight] of text) sums.set(piece, (sums.get(piece) ?? 0) + weight);
  }
  return sums;
}

/** How rare each piece is among the known questions. */
class Rarity {
  readonly #texts = new Map<string, number>();
  readonly #count: number;

  constructor(texts: readonly Pieces[]) {
    this.#count = texts.length;
    for (const text of texts) {
      for (const piece of text.keys()) this.#texts.set(piece, (this.#texts.get(piece) ?? 0) + 1);
    }
  }

  get size(): number {
    return this.#texts.size;
  }

  knows(piece: string): boolean {
    return this.#texts.has(piece);
  }

  /** The weights of a text's known pieces, scaled so that their squares sum to one. */
  weigh(pieces: Pieces): Map<string, number> {
    const weights = new Map<string, number>();
    let squares = 0;
    for (const [piece, count] of pieces) {
      const texts = this.#texts.get(piece);
      if (texts === undefined) continue;
      const weight = (1 + Math.log(count)) * (1 + Math.log((1 + this.#count) / (1 + texts)));
      weights.set(piece, weight);
      squares += weight * weight;
    }
    const norm = Math.sqrt(squares);
    for (const [piece, weight] of weights) weights.set(piece, weight / norm);
    return weights;
  }
}

/** How much of each piece each card has been seen with. */
class CardCounts {
  readonly mass: number;
  readonly #masses: readonly number[];
  readonly #postings = new Map<string, { readonly cards: number[]; readonly counts: number[] }>();
  readonly #vocabulary: number;

  constructor(cards: readonly Pieces[], vocabulary: number) {
    this.#vocabulary = vocabulary;
    this.#masses = cards.map((pieces) => Array.from(pieces.values()).reduce((sum, value) => sum + value, 0));
    this.mass = this.#masses.reduce((sum, value) => sum + value, 0);
    for (const [card, pieces] of cards.entries()) {
      for (const [piece, count] of pieces) {
        const posting = this.#postings.get(piece);
        if (posting === undefined) this.#postings.set(piece, { cards: [card], counts: [count] });
        else {
          posting.cards.push(card);
          posting.counts.push(count);
        }
      }
    }
  }

  /** How much of a piece all cards together have been seen with. */
  total(piece: string): number {
    return (this.#postings.get(piece)?.counts ?? []).reduce((sum, count) => sum + count, 0);
  }

  /** Scores every card; `share` is how much of what is asked at large a piece makes up. */
  score(weights: Pieces, share: (piece: string) => number): { likelihood: number; lift: number }[] {
    const mass = Array.from(weights.values()).reduce((sum, weight) => sum + weight, 0);
    const scores = this.#masses.map((own) => ({
      likelihood: mass * Math.log(smoothing / (own + smoothing * this.#vocabulary)),
      lift: mass * Math.log(backgroundMass / (own + backgroundMass)),
    }));
    for (const [piece, weight] of weights) {
      const { cards, counts } = this.#postings.get(piece) ?? { cards: [], counts: [] };
      const expected = backgroundMass * share(piece);
      for (const [at, card] of cards.entries()) {
        const score = scores[card];
        const count = counts[at] ?? 0;
        if (score === undefined) continue;
        score.likelihood += weight * Math.log(1 + count / smoothing);
        score.lift += weight * Math.log(1 + count / expected);
      }
    }
    return scores;
  }
}
