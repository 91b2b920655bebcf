import type { Clock, IsoDate } from '../base/index.ts';
import type { GovernanceDoor } from '../governance/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import type { ChatModel } from '../models/spec.ts';
import type { GatherTools } from './gather-evidence.ts';
import type { RegionWords } from './region-words.ts';
import type { Memory } from './spec.ts';

/** What an answer is made with. */
export interface AnswerTools {
  readonly gather: GatherTools;
  /** The only way out: whatever reaches the user has passed it. */
  readonly door: GovernanceDoor;
  readonly memory: Memory;
  readonly words: RegionWords;
  /** The varieties the region answers in, the preferred one first. */
  readonly offered: readonly [ReplyVariety, ...ReplyVariety[]];
  /** Topic of a card, by which an official channel is found. */
  readonly topicOf: (card: string) => string | undefined;
  /** The chat model, once it is there; without one the answer quotes. */
  readonly chat: () => ChatModel | undefined;
  /** Today in the region. */
  readonly today: () => IsoDate;
  readonly clock: Clock;
}
