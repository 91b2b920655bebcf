import type { CardQuestions } from './card-questions.ts';
import { readQuestionPieces } from './question-pieces.ts';

/** How likely the words of a question are, were it one of a card's. In nats; larger is likelier. */
interface CardLikelihood {
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
interface Classification {
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
  const vocabulary = new Vocabulary();
  const questions = cards.map(({ answers, notAnswered }) => ({
    answers: Object.values(answers)
      .flat()
      .map((text) => vocabulary.learn(text)),
    notAnswered: Object.values(notAnswered)
      .flat()
      .map((text) => vocabulary.learn(text)),
  }));
  const answered = new CardCounts(
    cards.map(({ card }, at) => [
      ...(questions[at]?.answers ?? []),
      ...textsOf(card).map((text) => vocabulary.read(text)),
    ]),
    vocabulary,
  );
  const notAnswered = new CardCounts(
    questions.map((card) => card.notAnswered),
    vocabulary,
  );
  const all = answered.mass + notAnswered.mass;
  return {
    classify(question) {
      const text = vocabulary.read(question);
      const pieces = vocabulary.weigh(text).map(({ piece, weight }) => ({
        piece,
        weight,
        share: (answered.total(piece) + notAnswered.total(piece)) / all,
      }));
      const yes = answered.score(pieces);
      const no = notAnswered.score(pieces);
      return {
        cards: yes.map(({ likelihood, lift }, card) => ({
          answered: likelihood,
          notAnswered: no[card]?.likelihood ?? 0,
          answeredLift: lift,
          notAnsweredLift: no[card]?.lift ?? 0,
        })),
        unknown: text.distinct === 0 ? 1 : 1 - text.ids.length / text.distinct,
      };
    },
  };
}

/** The known pieces of a text by number, each once, and how many pieces it has with the unknown ones. */
interface ReadText {
  readonly ids: readonly number[];
  readonly counts: readonly number[];
  readonly distinct: number;
}

/** Numbers pieces and knows how rare each is among the known questions. */
class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #texts: number[] = [];
  #count = 0;

  get size(): number {
    return this.#texts.length;
  }

  /** Reads a known question; its pieces are known from then on. */
  learn(text: string): ReadText {
    this.#count += 1;
    const seen = this.#countPieces(text, (piece) => {
      this.#ids.set(piece, this.#texts.length);
      this.#texts.push(0);
      return this.#texts.length - 1;
    });
    for (const id of seen.ids) this.#texts[id] = (this.#texts[id] ?? 0) + 1;
    return seen;
  }

  /** Reads any text; pieces that no known question has are left out. */
  read(text: string): ReadText {
    return this.#countPieces(text, () => undefined);
  }

  #countPieces(text: string, number: (piece: string) => number | undefined): ReadText {
    const counts = new Map<number, number>();
    const unknown = new Set<string>();
    for (const piece of readQuestionPieces(text)) {
      const id = this.#ids.get(piece) ?? number(piece);
      if (id === undefined) unknown.add(piece);
      else counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return {
      ids: Array.from(counts.keys()),
      counts: Array.from(counts.values()),
      distinct: counts.size + unknown.size,
    };
  }

  /** The weights of a text's pieces, scaled so that their squares sum to one. */
  weigh({ ids, counts }: ReadText): { readonly piece: number; readonly weight: number }[] {
    let squares = 0;
    const weights = ids.map((id, at) => {
      const rarity = 1 + Math.log((1 + this.#count) / (1 + (this.#texts[id] ?? 0)));
      const weight = (1 + Math.log(counts[at] ?? 1)) * rarity;
      squares += weight * weight;
      return { piece: id, weight };
    });
    const norm = Math.sqrt(squares);
    for (const entry of weights) entry.weight /= norm;
    return weights;
  }
}

/** How much of each piece each card has been seen with. */
class CardCounts {
  readonly mass: number;
  readonly #masses: readonly number[];
  /** By piece: the cards, and how much each has been seen with it. */
  readonly #cards: (number[] | undefined)[];
  readonly #counts: (number[] | undefined)[];

  constructor(cards: readonly (readonly ReadText[])[], vocabulary: Vocabulary) {
    this.#cards = Array.from({ length: vocabulary.size });
    this.#counts = Array.from({ length: vocabulary.size });
    this.#masses = cards.map((texts, card) => {
      let mass = 0;
      for (const { piece, weight } of texts.flatMap((text) => vocabulary.weigh(text))) {
        this.#add(piece, card, weight);
        mass += weight;
      }
      return mass;
    });
    this.mass = this.#masses.reduce((sum, value) => sum + value, 0);
  }

  /** Cards come one after another, so the last entry of a piece is the card's own or another's. */
  #add(piece: number, card: number, weight: number): void {
    const cards = (this.#cards[piece] ??= []);
    const counts = (this.#counts[piece] ??= []);
    const last = cards.length - 1;
    if (cards[last] === card) counts[last] = (counts[last] ?? 0) + weight;
    else {
      cards.push(card);
      counts.push(weight);
    }
  }

  /** How much of a piece all cards together have been seen with. */
  total(piece: number): number {
    return (this.#counts[piece] ?? []).reduce((sum, count) => sum + count, 0);
  }

  /** Scores every card; `share` is how much of what is asked at large a piece makes up. */
  score(
    pieces: readonly { readonly piece: number; readonly weight: number; readonly share: number }[],
  ): { likelihood: number; lift: number }[] {
    const mass = pieces.reduce((sum, { weight }) => sum + weight, 0);
    const scores = this.#masses.map((own) => ({
      likelihood: mass * Math.log(smoothing / (own + smoothing * this.#counts.length)),
      lift: mass * Math.log(backgroundMass / (own + backgroundMass)),
    }));
    for (const { piece, weight, share } of pieces) {
      const counts = this.#counts[piece] ?? [];
      for (const [at, card] of (this.#cards[piece] ?? []).entries()) {
        const score = scores[card];
        const count = counts[at] ?? 0;
        if (score === undefined) continue;
        score.likelihood += weight * Math.log(1 + count / smoothing);
        score.lift += weight * Math.log(1 + count / (backgroundMass * share));
      }
    }
    return scores;
  }
}
