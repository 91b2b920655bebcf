import type { AnswerView, FeedbackBody } from '../../src/server/api-schema.ts';

/** An answer and the question it belongs to. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: AnswerView;
}

/** Longest answer or correction the server takes, in UTF-16 code units. */
const longestText = 20_000;
/** Longest comment the server takes, in UTF-16 code units. */
const longestComment = 4000;

/** What every kind of feedback tells of the answer it is about. */
export function plainFeedback(
  { question, answer }: AnsweredQuestion,
  kind: FeedbackBody['kind'],
): FeedbackBody {
  return {
    kind,
    question: question.slice(0, 8000),
    answer: answer.text.slice(0, longestText),
    variety: answer.variety,
    model: answer.model,
    mode: answer.mode,
    sources: answer.citations.map((citation) => citation.passageId).slice(0, 50),
  };
}

/**
 * Makes feedback from the correction form: a correction when the text was changed, a complaint when
 * there is only a comment.
 *
 * @returns undefined when the form says nothing
 */
export function correctionFeedback(
  answered: AnsweredQuestion,
  correction: string,
  comment: string,
): FeedbackBody | undefined {
  const text = correction.trim().slice(0, longestText);
  const note = comment.trim().slice(0, longestComment);
  const changed = text !== '' && text !== answered.answer.text.trim();
  if (!changed && note === '') return undefined;
  return {
    ...plainFeedback(answered, changed ? 'correction' : 'wrong'),
    ...(changed && { correction: text }),
    ...(note !== '' && { comment: note }),
  };
}
