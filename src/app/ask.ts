import {
  type AgentEvent,
  type Answer,
  answer,
  type AnswerTools,
  type Question,
  type Turn,
} from '../agent/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import { recordDecisions } from './record-decisions.ts';
import { sharedCollections } from './view-knowledge.ts';
import type { Workspace } from './workspace.ts';

/** A question to the assistant. */
export interface AskRequest {
  readonly text: string;
  /** Forces the variety of the reply. */
  readonly forced?: ReplyVariety;
  /** The variety of the interface it was asked in. */
  readonly interfaceVariety?: ReplyVariety;
  /** Collections that may be searched. @default every collection that is not private */
  readonly collections?: readonly string[];
  /** Earlier turns, oldest first, when the caller keeps them itself. */
  readonly history?: readonly Turn[];
  /** Names the conversation in short-term memory. */
  readonly sessionId?: string;
  readonly signal?: AbortSignal;
}

/**
 * Answers a question, streaming what the agent does; the last event is the answer, once the decisions on
 * it are in the ledger: there is no answer without a record.
 */
export async function* ask(workspace: Workspace, request: AskRequest): AsyncGenerator<AgentEvent> {
  const collections = request.collections ?? (await sharedCollections(workspace));
  const question: Question = { ...request, collections };
  const started = performance.now();
  for await (const event of answer(question, answerTools(workspace))) {
    if (event.type === 'answer') {
      await recordDecisions(workspace, {
        answer: event.answer,
        questionLength: request.text.length,
        milliseconds: performance.now() - started,
        sessionId: request.sessionId,
      });
    }
    yield event;
  }
}

/** Answers a question and waits for the whole answer. */
export async function askOnce(workspace: Workspace, request: AskRequest): Promise<Answer> {
  for await (const event of ask(workspace, request)) if (event.type === 'answer') return event.answer;
  throw new Error('the flow ends with an answer');
}

function answerTools({ gather, door, memory, region, models, today, clock }: Workspace): AnswerTools {
  const topics = new Map(region.cards.map(({ value }) => [value.id, value.topic]));
  return {
    gather,
    door,
    memory,
    words: region.words,
    offered: region.varieties,
    topicOf: (card) => topics.get(card),
    chat: () => models.chat(),
    today,
    clock,
  };
}
