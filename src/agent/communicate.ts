import {
  type Decision,
  disclosureOf,
  type GovernanceDoor,
  type GovernedText,
  joinGoverned,
  type ModerationContext,
} from '../governance/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import type { AnswerMessages } from './region-words.ts';
import type { AgentEvent, AnswerSentence } from './spec.ts';

/** Something to say, before governance has seen it. */
export interface Statement {
  readonly text: string;
  readonly kind: AnswerSentence['kind'];
  /** How it came about; decides what it is checked for. */
  readonly origin: NonNullable<ModerationContext['origin']>;
  /** Numbers of the citations it rests on. */
  readonly citations?: readonly number[];
  /** The words that the sources must hold; the whole text when absent. */
  readonly claim?: string;
  readonly sources?: ModerationContext['sources'];
}

/** What a speaker needs. */
export interface SpeakerOptions {
  readonly door: GovernanceDoor;
  readonly messages: AnswerMessages;
  readonly variety: ReplyVariety;
  readonly signal: AbortSignal | undefined;
}

/**
 * Speaks to the user: whatever is said passes the governance door first, and what it withholds is not
 * said. Keeps what was said and decided.
 *
 * @see paper §5.1 (communicator)
 */
export class Speaker {
  readonly sentences: AnswerSentence[] = [];
  readonly decisions: Decision[] = [];
  readonly messages: AnswerMessages;
  readonly variety: ReplyVariety;
  readonly #door: GovernanceDoor;
  readonly #signal: AbortSignal | undefined;

  constructor({ door, messages, variety, signal }: SpeakerOptions) {
    this.#door = door;
    this.messages = messages;
    this.variety = variety;
    this.#signal = signal;
  }

  /** Judges a text that is not said: the question, or a passage that was found. Empty when withheld. */
  async admit(stage: 'input' | 'retrieval', text: string): Promise<GovernedText> {
    return this.#govern(stage, text, {});
  }

  /** Judges words of a source that will be shown beside the answer; true when they may be. */
  async clear(statement: Statement): Promise<boolean> {
    return (await this.#govern('output', statement.text, contextOf(statement))) !== '';
  }

  /** Tells the user of a decision: help, context, what was changed or withheld. */
  *disclose(decision: Decision | undefined): Generator<AgentEvent> {
    const text = decision === undefined ? undefined : disclosureOf(decision);
    if (text === undefined) return;
    const sentence: AnswerSentence = { text, kind: 'notice', citations: [] };
    this.sentences.push(sentence);
    yield { type: 'sentence', sentence };
  }

  /** Says one sentence; returns whether it was released. */
  async *say(statement: Statement): AsyncGenerator<AgentEvent, boolean> {
    const { kind, citations = [] } = statement;
    const text = await this.#govern('output', statement.text, contextOf(statement));
    if (text === '') return false;
    const sentence: AnswerSentence = { text, kind, citations };
    this.sentences.push(sentence);
    yield { type: 'sentence', sentence };
    return true;
  }

  /** Says words of our own. */
  async *frame(
    text: string,
    kind: 'frame' | 'notice' | 'nearest' = 'frame',
  ): AsyncGenerator<AgentEvent, boolean> {
    return yield* this.say({ text, kind, origin: 'frame' });
  }

  /** The sentences joined: what was said, for those who read text alone. */
  text(): GovernedText {
    return joinGoverned(
      this.sentences.map((sentence, at) => ({
        text: sentence.text,
        before: spaceBetween(this.sentences[at - 1], sentence),
      })),
    );
  }

  async #govern(stage: Decision['stage'], text: string, context: ModerationContext): Promise<GovernedText> {
    const governed = await this.#door.govern(stage, text, {
      ...context,
      variety: this.variety,
      ...(this.#signal !== undefined && { signal: this.#signal }),
    });
    // Many passages are looked at; only what was done to one is worth telling.
    const { action } = governed.decision;
    if (stage !== 'retrieval' || action !== 'allow') this.decisions.push(governed.decision);
    return governed.text;
  }
}

function contextOf({ origin, claim, sources }: Statement): ModerationContext {
  return {
    origin,
    ...(claim !== undefined && { claim }),
    ...(sources !== undefined && { sources }),
  };
}

/** What is said, and as what. */
type Said = Pick<AnswerSentence, 'text' | 'kind'>;

/**
 * Joins sentences to the text of an answer. More sentences only add to it, so that who streams can send
 * what is new.
 */
export function joinSentences(sentences: readonly Said[]): string {
  return sentences.map((said, at) => `${spaceBetween(sentences[at - 1], said)}${said.text}`).join('');
}

/** Notices and the nearest sources have lines of their own; Chinese has no spaces between sentences. */
function spaceBetween(before: Said | undefined, after: Said): '' | ' ' | '\n' {
  if (before === undefined) return '';
  if ([before, after].some(({ kind }) => kind === 'notice' || kind === 'nearest')) return '\n';
  // Chinese puts the citation right behind the sentence: what counts is how that ends.
  const end = before.text.replace(/[”’"']*(?:\[\d+\])+$/u, '').slice(-1);
  const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
  const first = after.text.charAt(0);
  return wide.test(first) || (wide.test(end) && !/[\p{L}\p{N}]/u.test(first)) ? '' : ' ';
}
