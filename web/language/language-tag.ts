import type { Variety } from './words.ts';

/** Any variety a text of the server may be in. */
export type TextVariety = Variety | 'mixed' | 'und';

/**
 * The BCP 47 tag for a `lang` attribute: decides fonts, line breaks and the voice that reads it.
 *
 * Traditional Chinese takes the region's own character forms where its id is a country code.
 *
 * @returns undefined where the variety says nothing; the text then has the language around it
 * @example languageTag('zh-Hant', 'tw') // 'zh-Hant-TW'
 */
export function languageTag(variety: TextVariety, regionId: string): string | undefined {
  if (variety === 'mixed' || variety === 'und') return undefined;
  return variety.endsWith('Hant') ? regionalLocale(variety, regionId) : variety;
}

/**
 * The locale in which numbers and days are written: the variety as it is used in the region.
 *
 * @example regionalLocale('en', 'hk') // 'en-HK', which writes 1 May 2026
 */
export function regionalLocale(variety: Variety, regionId: string): string {
  return /^[a-z]{2}$/.test(regionId) ? `${variety}-${regionId.toUpperCase()}` : variety;
}

/**
 * Guesses the variety of a short text that came without one, such as a title or a question.
 *
 * @param preferred the variety around it; kept unless the script speaks against it
 * @param varieties the region's, the preferred one first
 */
export function guessVariety(text: string, preferred: Variety, varieties: readonly Variety[]): Variety {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (han === 0 && latin === 0) return preferred;
  // A Chinese sentence holds Latin names; one Han character weighs about half a Latin word.
  const chinese = han * 2 >= latin && han > 0;
  if (!chinese) return 'en';
  if (preferred !== 'en') return preferred;
  return varieties.find((variety) => variety !== 'en') ?? 'zh-Hant';
}
