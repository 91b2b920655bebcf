import type { ChatRequestBody } from '../../src/server/api-schema.ts';
import type { Variety } from '../language/words.ts';
import type { Turn } from './turn.ts';

/** Longest question the server takes, in UTF-16 code units. */
export const longestQuestion = 8000;

const longestAnswer = 20_000;
/** Earlier turns that are sent: a follow-up question rarely looks back further. */
const rememberedTurns = 6;

/** What a question is asked with. */
export interface ChatContext {
  readonly variety: Variety;
  /** Earlier turns of the chat, oldest first. */
  readonly turns: readonly Turn[];
  /** The reader's own collection, while it holds documents. */
  readonly collection: string | undefined;
}

/**
 * Makes the body of a request. The page's variety is only told, never forced: the reply is in the
 * variety of the question.
 */
export function makeChatRequest(
  question: string,
  { variety, turns, collection }: ChatContext,
): ChatRequestBody {
  const history = turns
    .flatMap(({ question: earlier, answer }) =>
      answer === undefined ? [] : [{ question: earlier, answer: answer.text.slice(0, longestAnswer) }],
    )
    .slice(-rememberedTurns);
  return {
    question,
    interfaceVariety: variety,
    ...(history.length > 0 && { history }),
    ...(collection !== undefined && { collections: [collection] }),
  };
}
