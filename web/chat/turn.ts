import type { AnswerView, ChatEvent, CitationView } from '../../src/server/api-schema.ts';
import type { Problem } from '../api/problem.ts';

type WorkStep = Extract<ChatEvent, { type: 'status' }>['step'];

/** A question and what has come of it so far. */
export interface Turn {
  readonly id: string;
  readonly question: string;
  readonly state: 'working' | 'done' | 'stopped' | 'failed';
  /** Present while working, once the server has said it. */
  readonly step?: WorkStep;
  /** Sentences and sources that came before the answer was complete. */
  readonly sentences: AnswerView['sentences'];
  readonly citations: readonly CitationView[];
  /** Present when done. */
  readonly answer?: AnswerView;
  /** Present when failed. */
  readonly problem?: Problem;
}

/** Begins a turn. */
export function beginTurn(id: string, question: string): Turn {
  return { id, question, state: 'working', sentences: [], citations: [] };
}

/** What an event of the stream makes of a turn. Events that come after its end change nothing. */
export function applyEvent(turn: Turn, event: ChatEvent): Turn {
  if (turn.state !== 'working') return turn;
  switch (event.type) {
    case 'status':
      return { ...turn, step: event.step };
    case 'sources':
      return { ...turn, citations: event.citations };
    case 'sentence':
      return { ...turn, sentences: [...turn.sentences, event.sentence] };
    case 'answer': {
      const { id, question } = turn;
      return { id, question, state: 'done', sentences: [], citations: [], answer: event.answer };
    }
    case 'error':
      break;
  }
  return failTurn(turn, { kind: 'server', code: event.code, detail: event.message });
}

/** Ends a turn that the reader stopped; what had come stays. */
export function stopTurn(turn: Turn): Turn {
  if (turn.state !== 'working') return turn;
  const { step: _, ...rest } = turn;
  return { ...rest, state: 'stopped' };
}

/** Ends a turn that went wrong; what had come stays. */
export function failTurn(turn: Turn, problem: Problem): Turn {
  if (turn.state !== 'working') return turn;
  const { step: _, ...rest } = turn;
  return { ...rest, state: 'failed', problem };
}

/** The sentences to show. */
export function sentencesOf(turn: Turn): AnswerView['sentences'] {
  return turn.answer?.sentences ?? turn.sentences;
}

/** The sources to show. */
export function citationsOf(turn: Turn): readonly CitationView[] {
  return turn.answer?.citations ?? turn.citations;
}
