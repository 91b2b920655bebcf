import type { AppealBody } from '../../src/server/api-schema.ts';
import type { AnsweredQuestion } from '../answer/correction-feedback.ts';

/** The decision of an answer that somebody wants to be reviewed. */
export type AppealedDecision = AppealBody['decision'];

/** Longest text the server takes, in UTF-16 code units. */
export const longestAppeal = 4000;

/** What somebody wrote into the form. */
export interface AppealForm {
  readonly text: string;
  /** Whether the question is handed in as well. */
  readonly withQuestion: boolean;
}

/** What an appeal is about. */
export interface AppealMatter {
  readonly answered: AnsweredQuestion;
  readonly decision: AppealedDecision;
  /** Hash of the constitution that was read before; else the server names the one in force. */
  readonly bundleHash: string | undefined;
}

/**
 * Makes an appeal of what somebody wrote.
 *
 * @returns undefined while the form says nothing
 */
export function makeAppeal(
  { answered, decision, bundleHash }: AppealMatter,
  { text, withQuestion }: AppealForm,
): AppealBody | undefined {
  const words = text.trim().slice(0, longestAppeal);
  const question = answered.question.trim().slice(0, longestAppeal);
  if (words === '') return undefined;
  return {
    text: words,
    ...(withQuestion && question !== '' && { question }),
    decision,
    ...(bundleHash !== undefined && { bundleHash }),
    variety: answered.answer.variety,
  };
}
