import { splitSentences } from '../language/index.ts';
import { holdsKind } from './holds-kind.ts';
import { answerabilityWeights, type JudgeWeights } from './answerability-weights.ts';
import { type Candidate, cardFeatures, documentFeatures, type Weighing } from './weigh-evidence.ts';

/** With which vectors a question was compared: none, or those of an embedding model. */
export type VectorState = 'none' | 'model';

/** Whether the best candidate of a kind answers the question. */
export interface Verdict {
  /** Probability in [0, 1] that it does. */
  readonly probability: number;
  readonly answers: boolean;
}

/**
 * Judges whether the best card, and the best other document, answer the question: a logistic model
 * over what weighing found, fitted on questions of our own (docs/decisions/007). Telling that the
 * sources do not tell matters as much as finding the answer.
 */
export function judgeAnswerability(
  weighing: Weighing,
  vectors: VectorState,
): { card: Verdict; document: Verdict } {
  const { cards, documents, nearest } = weighing;
  const { card, document } = answerabilityWeights;
  // A pack may have known questions and no vectors of them, whatever model there is.
  const known = nearest.answeredDense === 0 ? 'none' : vectors;
  return {
    card: decide(
      judge(cards.length === 0 ? undefined : cardFeatures(weighing), card[known]),
      weighing,
      cards[0],
    ),
    document: decide(
      judge(
        documents.length === 0 ? undefined : documentFeatures(weighing),
        document[vectors === 'model' ? 'model' : 'none'],
      ),
      weighing,
      documents[0],
    ),
  };
}

/**
 * A sentence that names this share of what the question is about, and holds what it asks for, answers it
 * whatever the judge thinks.
 */
const saysAll = 0.8;

/** Of 72 development questions with such a card 66 had found theirs, and one had none (docs/decisions/007). */
function decide(verdict: Verdict, { words, query }: Weighing, first: Candidate | undefined): Verdict {
  // Asked for a price, a text without one does not tell, however near it is.
  const { answerKind: kind } = query;
  const sentences = splitSentences(first?.hit.passage.text ?? '');
  if (kind === 'money' && !sentences.some(({ text }) => holdsKind(text, kind))) {
    return { ...verdict, answers: false };
  }
  const said = first?.answeringCoverage ?? 0;
  const doubtful = first?.elsewhere === true || words.lead < 0;
  if (said < saysAll || doubtful) return verdict;
  return { probability: Math.max(verdict.probability, said), answers: true };
}

function judge(
  features: readonly number[] | undefined,
  { intercept, weights, threshold }: JudgeWeights,
): Verdict {
  if (features === undefined) return { probability: 0, answers: false };
  const logit = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), intercept);
  const probability = 1 / (1 + Math.exp(-logit));
  return { probability, answers: probability >= threshold };
}
