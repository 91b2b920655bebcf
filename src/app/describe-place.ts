import { type Locator, formatLocator } from '../knowledge/index.ts';
import { chooseReplyVariety } from '../language/index.ts';
import type { Region } from '../region/index.ts';

/** Writes where a passage stands with the region's words, in the language of a text. */
export function describePlace({ varieties, words }: Region, locator: Locator, text: string): string {
  const variety = chooseReplyVariety({ question: text, offered: varieties });
  return formatLocator(locator, words.messages.get(variety));
}
