import type { ask } from '../app/index.ts';

/** Answers a question as a stream of events, of which only released text is part. */
export type Ask = typeof ask;

/** What the assistant reports while it works on an answer. */
export type AssistantEvent = ReturnType<Ask> extends AsyncGenerator<infer Event> ? Event : never;

/** A complete answer of the assistant. */
export type AssistantAnswer = Extract<AssistantEvent, { type: 'answer' }>['answer'];
