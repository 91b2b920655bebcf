import { z } from 'zod';
import { type ReplyVariety, replyVarieties } from '../../language/index.ts';

/** Words in one or more varieties. Which varieties a field must have is checked by {@link missingVarieties}. */
export const wordsSchema = z
  .partialRecord(z.enum(replyVarieties), z.string().trim().min(1))
  .refine((words) => Object.keys(words).length > 0, 'has no words in any variety');

/** Words in one or more varieties. */
export type Words = z.infer<typeof wordsSchema>;

/**
 * How complete a field's words must be.
 *
 * - `all`: every variety of the constitution; residents read it.
 * - `written`: the same, but Cantonese may be left out where written Chinese is there: names of laws have one form.
 * - `draft`: any variety; what is missing gives a warning and readers get the nearest variety.
 */
export type Completeness = 'all' | 'written' | 'draft';

/** The varieties to look in, nearest first, when a text lacks the one that is wanted. */
const nearest: Readonly<Record<ReplyVariety, readonly ReplyVariety[]>> = {
  en: ['zh-Hant', 'zh-Hans'],
  'zh-Hant': ['yue-Hant', 'zh-Hans', 'en'],
  'zh-Hans': ['yue-Hans', 'zh-Hant', 'en'],
  'yue-Hant': ['zh-Hant', 'yue-Hans', 'zh-Hans', 'en'],
  'yue-Hans': ['zh-Hans', 'yue-Hant', 'zh-Hant', 'en'],
};

const writtenForm: Readonly<Partial<Record<ReplyVariety, ReplyVariety>>> = {
  'yue-Hant': 'zh-Hant',
  'yue-Hans': 'zh-Hans',
};

/** The words in a variety, or in the nearest one that there is. */
export function pickWords(words: Words, variety: ReplyVariety): string {
  return words[pickVariety(words, variety)] ?? '';
}

/** The variety that {@link pickWords} finds the words in. */
export function pickVariety(words: Words, variety: ReplyVariety): ReplyVariety {
  const order: readonly ReplyVariety[] = [variety, ...nearest[variety], ...replyVarieties];
  return order.find((name) => words[name] !== undefined) ?? variety;
}

/** The varieties that a text lacks, for how complete it must be. */
export function missingVarieties(
  words: Words,
  varieties: readonly ReplyVariety[],
  completeness: Completeness,
): ReplyVariety[] {
  return varieties.filter((variety) => {
    if (words[variety] !== undefined) return false;
    const written = writtenForm[variety];
    return completeness === 'all' || written === undefined || words[written] === undefined;
  });
}
