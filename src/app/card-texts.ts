import type { Region } from '../region/index.ts';

const known = new WeakMap<Region, ReadonlyMap<string, readonly string[]>>();

/** Makes the function that gives all that a card says, in every language: words that questions about it use. */
export function cardTexts(region: Region): (card: string) => readonly string[] {
  const texts = known.get(region) ?? readTexts(region);
  known.set(region, texts);
  return (card) => texts.get(card) ?? [];
}

function readTexts(region: Region): ReadonlyMap<string, readonly string[]> {
  return new Map(
    region.cards.map(({ value }) => [
      value.id,
      Object.values(value.text).map(
        ({ title, body, keywords }) => `${title}\n${body}\n${keywords.join(' ')}`,
      ),
    ]),
  );
}
