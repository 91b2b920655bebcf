import { chooseReplyVariety, type ReplyVariety } from '../language/index.ts';
import type { AnswerTools } from './answer-tools.ts';
import { Speaker } from './communicate.ts';
import type { AnswerMessages } from './region-words.ts';
import type { Question, Turn } from './spec.ts';
import { startTrace, type Trace } from './trace.ts';

/** One turn of a conversation while it is worked on. */
export interface WorkingTurn {
  readonly question: Question;
  readonly variety: ReplyVariety;
  /** Earlier turns, oldest first. */
  readonly history: readonly Turn[];
  readonly speaker: Speaker;
  readonly trace: Trace;
}

/** Recalls the conversation and detects the variety to answer in. */
export async function startTurn(question: Question, tools: AnswerTools): Promise<WorkingTurn> {
  const { text, forced, interfaceVariety, sessionId, signal } = question;
  const trace = startTrace(tools.clock);
  const history = question.history ?? (sessionId === undefined ? [] : await tools.memory.recall(sessionId));
  const variety = chooseReplyVariety({
    question: text,
    history: history.map((turn) => turn.question),
    offered: tools.offered,
    ...(forced !== undefined && { forced }),
    ...(interfaceVariety !== undefined && { interfaceVariety }),
  });
  const speaker = new Speaker({ door: tools.door, messages: messagesIn(variety, tools), variety, signal });
  trace.mark('detect-variety', { variety, earlierTurns: history.length });
  return { question, variety, history, speaker, trace };
}

function messagesIn(variety: ReplyVariety, { words, offered }: AnswerTools): AnswerMessages {
  const messages = words.messages.get(variety) ?? words.messages.get(offered[0]);
  if (messages === undefined) throw new Error('a region has messages in every variety it offers');
  return messages;
}
