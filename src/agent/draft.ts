import { reportError } from '../base/index.ts';
import type { ChatModel } from '../models/spec.ts';
import type { CitedSource } from './cite-sources.ts';
import type { Speaker } from './communicate.ts';
import type { EnhancedQuery } from './enhance-query.ts';
import { quoteSource } from './quote-sources.ts';
import type { AgentEvent, AnswerMode } from './spec.ts';
import { canPolish, draftAnswer, isInLanguage, polishSource } from './write-with-model.ts';

/** What is drafted, and with what. */
export interface DraftRequest {
  readonly query: EnhancedQuery;
  readonly sources: readonly CitedSource[];
  readonly chat: ChatModel | undefined;
  readonly signal: AbortSignal | undefined;
}

/** How an answer was drafted. */
export interface Draft {
  readonly mode: AnswerMode;
  /** Sentences of the model that governance withheld or that were in another language. */
  readonly refused: number;
  /** Sentences of sources and of the model that were said. */
  readonly said: number;
  /** Code of the error for which the model did not take part. */
  readonly error?: string;
}

/**
 * Says what the sources say. A large model drafts from them; a small one puts the quotations of each
 * into words; without a model, or where its words do not hold, the sources are quoted.
 *
 * @see paper §5.1 (communicator)
 */
export async function* draft(request: DraftRequest, speaker: Speaker): AsyncGenerator<AgentEvent, Draft> {
  const { chat, sources, query, signal } = request;
  const mode = chooseMode(chat, speaker);
  if (chat === undefined || mode === 'extractive') {
    return { mode: 'extractive', refused: 0, said: yield* quoteAll(sources, speaker) };
  }
  const write = { question: query.standalone, sources, variety: speaker.variety, chat, signal };
  const groups =
    mode === 'drafted'
      ? [{ statements: draftAnswer(write), behind: sources }]
      : sources.map((source) => ({ statements: polishSource({ ...write, source }), behind: [source] }));
  let refused = 0;
  let written = 0;
  let quoted = 0;
  let error: string | undefined;
  for (const { statements, behind } of groups) {
    const before = written;
    try {
      // A model that failed once is not asked about the next source.
      for await (const statement of error === undefined ? statements : []) {
        const fits = isInLanguage(statement, speaker.variety);
        if (fits && (yield* speaker.say(statement))) written += 1;
        else refused += 1;
      }
    } catch (cause) {
      error = reportError(cause).code;
    }
    signal?.throwIfAborted();
    // The model said nothing that holds, or fell silent halfway: the source is quoted in its own words.
    if (written === before || error !== undefined) quoted += yield* quoteAll(behind, speaker);
  }
  return {
    mode: written === 0 ? 'extractive' : mode,
    refused,
    said: written + quoted,
    ...(error !== undefined && { error }),
  };
}

function chooseMode(chat: ChatModel | undefined, { variety }: Speaker): AnswerMode {
  if (chat === undefined) return 'extractive';
  if (chat.capabilities.drafts) return 'drafted';
  return canPolish(variety) ? 'polished' : 'extractive';
}

/** Quotes the sources; returns how many sentences were released. */
async function* quoteAll(
  sources: readonly CitedSource[],
  speaker: Speaker,
): AsyncGenerator<AgentEvent, number> {
  let released = 0;
  const introduced = speaker.sentences.some((sentence) => sentence.kind === 'frame');
  if (!introduced) yield* speaker.frame(speaker.messages.intro);
  for (const source of sources) {
    for (const statement of quoteSource(source, speaker)) {
      if (yield* speaker.say(statement)) released += 1;
    }
  }
  return released;
}
