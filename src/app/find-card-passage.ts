import { factCardDocumentId, type FoundPassage, type PassageStore } from '../knowledge/index.ts';
import { isChinese, type ReplyVariety, type Variety } from '../language/index.ts';
import { regionCollection } from './collections.ts';

/** Makes the function that finds a card's passage in the language nearest to the asker's. */
export function createCardFinder(
  store: PassageStore,
  languages: readonly ReplyVariety[],
): (card: string, variety: Variety) => Promise<FoundPassage | undefined> {
  return (card, variety) => {
    const language =
      languages.find((candidate) => candidate === variety) ??
      languages.find((candidate) => isChinese(candidate) === isChinese(variety)) ??
      languages[0];
    if (language === undefined) return Promise.resolve(undefined);
    // A card is short: its first passage is the whole of it.
    return store.getPassage(regionCollection, `${factCardDocumentId(card, language)}#0`);
  };
}
