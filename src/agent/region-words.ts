import { z } from 'zod';
import type { Variety } from '../language/index.ts';

/**
 * The words an answer is framed in, in one variety. `{…}` are filled in. The frame is what makes an
 * extractive answer one in the asker's variety, so it must be plainly in that variety.
 */
export const answerMessagesSchema = z.strictObject({
  /** Before quotations from one or more sources. */
  intro: z.string().min(1),
  /** Names a source: `{title}`, `{publisher}`. */
  source: z.string().includes('{title}'),
  /** Adds the day a source refers to: `{date}`. */
  asOf: z.string().includes('{date}'),
  /** Quotation marks around a quotation, `{quote}`. */
  quotation: z.string().includes('{quote}'),
  /** The facts were not checked item by item. */
  unverified: z.string().min(1),
  /** The quotation was converted to the asker's script. */
  converted: z.string().min(1),
  /** The source is in another language than the question. */
  otherLanguage: z.string().min(1),
  /** An older source says something else: `{title}`, `{date}`. */
  olderDiffers: z.string().includes('{title}'),
  /** The source was valid until `{date}`. */
  expired: z.string().includes('{date}'),
  /** The sources do not tell. */
  notFound: z.string().min(1),
  /** The answer needs live data. */
  needsLive: z.string().min(1),
  /** Before the titles of the nearest sources. */
  nearest: z.string().min(1),
  /** Points to an official channel: `{name}`, `{contact}`. */
  channel: z.string().includes('{name}'),
  greeting: z.string().min(1),
  thanks: z.string().min(1),
  /** What the assistant is, who runs it and what it is not. */
  about: z.string().min(1),
  /** A check of governance failed. */
  unverifiedNotice: z.string().min(1),
  /** Words of a locator: `{n}`. */
  page: z.string().includes('{n}'),
  row: z.string().includes('{n}'),
  part: z.string().includes('{n}'),
});

/** The words an answer is framed in, in one variety. */
export type AnswerMessages = z.infer<typeof answerMessagesSchema>;

const phrases = z.array(z.string().trim().min(1)).min(1);

/** Phrases, in any variety, by which intents that need no sources are recognised. */
export const intentPhrasesSchema = z.strictObject({
  greeting: phrases,
  thanks: phrases,
  /** Asks about the assistant itself. */
  about: phrases,
  /** Asks for what changes by the hour. */
  live: phrases,
  /** Opens a follow-up question: "and", "what about". */
  followUp: phrases,
  /** Refers back to what was said: "it", "that". */
  reference: phrases,
});

/** Phrases by intent. */
export type IntentPhrases = z.infer<typeof intentPhrasesSchema>;

const words = z.partialRecord(
  z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
  z.string().trim().min(1),
);

/** An official channel to send people to when the sources do not tell. */
export const channelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: words,
  phone: z.string().min(1).optional(),
  url: z.url({ protocol: /^https$/ }),
  /** Topics of fact cards it serves; the channel with none is for everything else. */
  topics: z.array(z.string()),
});

/** An official channel. */
export type Channel = z.infer<typeof channelSchema>;

/** Words of a region, as the agent needs them. */
export interface RegionWords {
  /** Messages by variety; every variety the region answers in is there. */
  readonly messages: ReadonlyMap<Variety, AnswerMessages>;
  readonly intents: IntentPhrases;
  readonly channels: readonly Channel[];
}

/** Fills the `{…}` of a message; what has no value stays empty. */
export function fillIn(message: string, values: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
