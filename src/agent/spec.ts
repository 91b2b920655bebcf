import type { IsoDate } from '../base/index.ts';
import type { Decision, GovernedText } from '../governance/spec.ts';
import type { ReplyVariety } from '../language/index.ts';

/** A question as it reaches the agent. */
export interface Question {
  readonly text: string;
  /** The variety the user asked for explicitly. */
  readonly forced?: ReplyVariety;
  /** The variety of the interface it was asked in. */
  readonly interfaceVariety?: ReplyVariety;
  /** Collections that may be searched; never empty. */
  readonly collections: readonly string[];
  /** Earlier turns, oldest first, when the caller keeps them itself. */
  readonly history?: readonly Turn[];
  /** Names the conversation in short-term memory. */
  readonly sessionId?: string;
  readonly signal?: AbortSignal;
}

/** One earlier question and what was answered. */
export interface Turn {
  readonly question: string;
  readonly answer?: string;
}

/** A source of an answer, with the words that support it. */
export interface Citation {
  /** 1-based number in the answer's text: `[1]`. */
  readonly n: number;
  readonly documentId: string;
  readonly passageId: string;
  readonly collection: string;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  readonly asOf?: IsoDate;
  /** Where the passage stands, for people. */
  readonly locator: string;
  /** The supporting words as they stand in the source. */
  readonly quote: string;
  /** Places of the quote in the passage, in UTF-16 code units. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  /** Share of the statement's content that the quote holds, in [0, 1]; 1 for a quotation. */
  readonly support: number;
  readonly verified?: 'checked-against-source' | 'general-knowledge';
  /** True when the answer shows the quote in another script than the source's. */
  readonly converted: boolean;
}

/** A document near to the question that does not answer it. */
export interface NearSource {
  readonly documentId: string;
  readonly passageId: string;
  readonly collection: string;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
}

/**
 * How an answer came about: `extractive` quotes sources in their own words; `polished` joins and
 * shortens quotations by a small model; `drafted` is written by a large one. In all three every
 * sentence was checked against its source.
 */
export type AnswerMode = 'extractive' | 'polished' | 'drafted';

/** What became of a question. */
export type Outcome = 'answered' | 'not-found' | 'needs-live-data' | 'small-talk' | 'withheld' | 'empty';

/** One sentence of an answer, checked and released. */
export interface AnswerSentence {
  readonly text: GovernedText;
  /**
   * Our own frame words, words of a source, words of a model, a notice beside the answer, or the titles
   * of the nearest sources for those who read text alone.
   */
  readonly kind: 'frame' | 'quotation' | 'statement' | 'notice' | 'nearest';
  /** Numbers of the citations it rests on. */
  readonly citations: readonly number[];
}

/** A complete answer. */
export interface Answer {
  /** The sentences joined, with `[n]` behind what is cited. */
  readonly text: GovernedText;
  readonly sentences: readonly AnswerSentence[];
  readonly variety: ReplyVariety;
  readonly outcome: Outcome;
  readonly mode: AnswerMode;
  readonly citations: readonly Citation[];
  /** The nearest sources when none answers. */
  readonly nearest: readonly NearSource[];
  readonly decisions: readonly Decision[];
  /** Id of the chat model that took part, or null. */
  readonly model: string | null;
  readonly trace: readonly TraceStep[];
}

/** One step of the flow, for people who want to know how an answer came about. */
export interface TraceStep {
  readonly step: string;
  readonly milliseconds: number;
  /** What the step found; never the text of the question or of a private document. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What the agent reports while it works. Only sentences that are checked and released appear. */
export type AgentEvent =
  | { readonly type: 'status'; readonly step: 'understand' | 'search' | 'write' | 'check' }
  | { readonly type: 'sources'; readonly citations: readonly Citation[] }
  | { readonly type: 'sentence'; readonly sentence: AnswerSentence }
  | { readonly type: 'answer'; readonly answer: Answer };

/** Remembers the last turns of conversations: the room's port. */
export interface Memory {
  /** Earlier turns of a conversation, oldest first. */
  recall(sessionId: string): Promise<readonly Turn[]>;
  remember(sessionId: string, turn: Turn): Promise<void>;
}

/** What a person said of an answer. A `correction` makes a question-answer-correction record. */
export interface Feedback {
  readonly kind: 'helpful' | 'wrong' | 'correction';
  readonly question: string;
  readonly answer: string;
  /** The answer as the person would have it; present for a correction. */
  readonly correction?: string;
  readonly comment?: string;
  readonly variety?: ReplyVariety;
  /** Id of the chat model that took part, or null. */
  readonly model?: string | null;
  readonly mode?: AnswerMode;
  /** Ids of the cited passages. */
  readonly sources?: readonly string[];
}

/** Keeps feedback until people look at it: the room's port. */
export interface FeedbackStore {
  /** Stores one record; resolves once it is on disk, with the record's id. */
  append(feedback: Feedback): Promise<string>;
}
