import type { AskRequest } from '../app/index.ts';
import type { CompletionRequest } from './openai-schema.ts';
import { invalidRequest } from './read-failure.ts';

/** A question with the turns before it. */
export type Conversation = Required<Pick<AskRequest, 'text' | 'history'>>;

interface PlacedMessage {
  readonly message: CompletionRequest['messages'][number];
  /** Path of the message in the request, as errors name it. */
  readonly place: string;
}

const longestQuestion = 8000;
const longestEarlierText = 20_000;
/** Earlier turns that are kept: a follow-up question rarely looks back further. */
const rememberedTurns = 20;

/**
 * Reads the messages of a conversation. The last must be the user's; what stands before becomes
 * history. Instructions to the system and results of tools have no place here and are passed over.
 *
 * @throws `server.invalid-request` naming the message
 */
export function readMessages(messages: CompletionRequest['messages']): Conversation {
  const spoken = messages
    .map((message, index) => ({ message, place: `messages.${index}` }))
    .filter(({ message }) => message.role === 'user' || message.role === 'assistant');
  const last = spoken.at(-1);
  if (last?.message.role !== 'user')
    throw invalidRequest('The last message must be a question of the user.', 'messages');
  const text = readText(last);
  const param = `${last.place}.content`;
  if (text.trim() === '') throw invalidRequest('The question is empty.', param);
  if (text.length > longestQuestion)
    throw invalidRequest(`The question is longer than ${longestQuestion} characters.`, param);
  return { text, history: readHistory(spoken.slice(0, -1)) };
}

function readHistory(messages: readonly PlacedMessage[]): Conversation['history'] {
  const turns: { question: string; answer?: string }[] = [];
  for (const placed of messages) {
    const text = readText(placed).slice(0, longestEarlierText);
    const open = turns.at(-1);
    if (placed.message.role === 'user') turns.push({ question: text });
    else if (open !== undefined) open.answer = open.answer === undefined ? text : `${open.answer}\n${text}`;
  }
  return turns.slice(-rememberedTurns);
}

function readText({ message: { content }, place }: PlacedMessage): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  return content
    .map(({ type, text }, index) => {
      if (type === 'text' && text !== undefined) return text;
      throw invalidRequest('Only parts of type "text" can be read.', `${place}.content.${index}`);
    })
    .join('\n');
}
