import { type CitedSource, citeSources } from './cite-sources.ts';
import type { ChosenSource } from './choose-sources.ts';
import type { Speaker } from './communicate.ts';
import { quoteSource } from './quote-sources.ts';

/**
 * Numbers the sources of an answer, without those whose words governance withholds: a citation shows
 * them, whoever writes the sentence above it.
 */
export async function releaseSources(
  chosen: readonly ChosenSource[],
  speaker: Speaker,
): Promise<CitedSource[]> {
  const released: ChosenSource[] = [];
  for (const source of citeSources(chosen, speaker)) {
    const cleared = await Promise.all(quoteSource(source, speaker).map((words) => speaker.clear(words)));
    if (cleared.every(Boolean)) released.push(source);
  }
  return citeSources(released, speaker);
}
