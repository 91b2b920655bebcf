import type { ProportionInterval } from '../statistics/index.ts';
import type { ReplyVariety } from '../language/index.ts';

/** One question of a set, with what a good answer to it does. */
export interface Item {
  /** Stable and unique within its set. */
  readonly id: string;
  /** The variety it is asked in, which is the variety it is to be answered in. */
  readonly variety: ReplyVariety;
  /** Earlier questions of the same conversation, oldest first; empty for a question by itself. */
  readonly history: readonly string[];
  readonly question: string;
  /** Whether the subject's sources hold the answer. */
  readonly answerable: boolean;
  /** Why the sources do not tell, for people; absent for an answerable question. */
  readonly why?: string;
  /** Documents, or groups of language versions, that answer it; any one of them is right. */
  readonly gold: readonly string[];
  /** What the answer must state: figures, in whatever form, or words. All of them. */
  readonly expect: readonly string[];
}

/** What a subject is asked. Nothing else of an item reaches it. */
export type SubjectQuestion = Pick<Item, 'question' | 'history'>;

/**
 * What is examined: a bare model, the whole assistant, a recorded log. It must not carry anything from
 * one item to another.
 */
export interface Subject {
  /** Names what is examined and how it is set up; a run is continued only with the same one. */
  readonly id: string;
  /** Models that take part, by role; null for a role that nobody fills. */
  readonly models: Readonly<Record<string, string | null>>;
  /** How it answers when nothing goes wrong, in one word. */
  readonly mode: string;
  /** @param itemId names the conversation, so that subjects which keep a log can tell items apart */
  respond(question: SubjectQuestion, itemId: string, signal?: AbortSignal): Promise<SubjectResponse>;
}

/** One sentence of a response. */
export interface ResponseSentence {
  readonly text: string;
  /**
   * `frame` and `notice`: fixed words around the answer, which claim nothing about the world;
   * `quotation`: a source's own words; `statement`: a claim in the subject's words.
   */
  readonly kind: 'frame' | 'quotation' | 'statement' | 'notice' | 'nearest';
  /** Numbers of the citations it rests on. */
  readonly citations: readonly number[];
}

/** A source that a response cites. */
export interface ResponseCitation {
  readonly n: number;
  readonly documentId: string;
  /** The whole cited passage, so that support can be judged without the subject. */
  readonly passage: string;
}

/** A subject's answer to one item, as the scorers see it. */
export interface SubjectResponse {
  /** All that the asker reads. */
  readonly text: string;
  /** The variety the subject says it answered in. */
  readonly variety: ReplyVariety;
  /** The parts of the text. A bare model gives one `statement`. */
  readonly sentences: readonly ResponseSentence[];
  /** The parts in the subject's own words, joined: what its variety is judged by. */
  readonly ownText: string;
  readonly citations: readonly ResponseCitation[];
  /** It said that its sources do not tell. */
  readonly admittedIgnorance: boolean;
  /** The model that took part in this very answer, or null. */
  readonly model: string | null;
  /** How this answer came about, in one word. */
  readonly mode: string;
}

/** What became of one item in a run: a response, or why there is none. */
export type Sample = { readonly item: Item } & (
  | { readonly response: SubjectResponse; readonly milliseconds: number }
  | { readonly error: { readonly code: string; readonly message: string } }
);

/** A judgement of one sample. What could not be judged is unscored with its reason, never a failure. */
export type Score =
  | {
      readonly scored: true;
      readonly outcome: 'pass' | 'fail';
      /** Why, in a few words, for people who look into failures. */
      readonly explanation?: string;
    }
  | { readonly scored: false; readonly reason: string };

/** Judges one aspect of responses. */
export interface Scorer {
  /** Stable, kebab-case. */
  readonly id: string;
  /** What a pass means, one sentence; printed beside every rate. */
  readonly definition: string;
  /** Who or what decides: printed beside every rate. */
  readonly labelSource: string;
  /** What limits the judgement, if anything is known to; printed below the tables. */
  readonly caveat?: string;
  /** Whether the item asks for this aspect at all; other items are not counted. */
  applies(item: Item): boolean;
  score(item: Item, response: SubjectResponse): Score;
}

/** A rate with all that is needed to read it. */
export interface Metric {
  /** Id of the scorer, or another name that is unique in its report. */
  readonly id: string;
  readonly successes: number;
  /** Scored samples: the denominator. */
  readonly n: number;
  /** Samples that should have been scored and could not be; in no denominator. */
  readonly unscored: number;
  /** Wilson interval at 95 %; absent when nothing was scored. */
  readonly interval?: ProportionInterval;
  readonly definition: string;
  readonly labelSource: string;
}

/** A metric over everything and by the variety of the question. */
export interface MetricByVariety {
  readonly overall: Metric;
  readonly varieties: Readonly<Partial<Record<ReplyVariety, Metric>>>;
}
