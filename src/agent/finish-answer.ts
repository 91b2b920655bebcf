import type { GovernedText } from '../governance/index.ts';
import type { AnswerTools } from './answer-tools.ts';
import type { AgentEvent, Answer } from './spec.ts';
import type { WorkingTurn } from './start-turn.ts';

/** What the flow found; the rest of an answer is what was said and decided on the way. */
export type Found = Pick<Answer, 'outcome' | 'mode' | 'citations' | 'nearest' | 'model'>;

/** Completes the answer, remembers the turn as governance let it in, and reports it. */
export async function* finishAnswer(
  found: Found,
  text: GovernedText,
  { turn, tools }: { turn: WorkingTurn; tools: AnswerTools },
): AsyncGenerator<AgentEvent> {
  const { question, variety, speaker, trace } = turn;
  const answer: Answer = {
    ...found,
    text: speaker.text(),
    sentences: speaker.sentences,
    variety,
    decisions: speaker.decisions,
    trace: trace.steps,
  };
  if (question.sessionId !== undefined && text !== '') {
    await tools.memory.remember(question.sessionId, { question: text, answer: answer.text });
  }
  yield { type: 'answer', answer };
}
