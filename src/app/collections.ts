import { inputError } from '../base/index.ts';

/** The collection of the region pack's own documents. */
export const regionCollection = 'region';

/** The collection of the official sources that were pulled. */
export const officialCollection = 'official';

/** The collection that documents go to when none is named. */
export const defaultCollection = 'local';

/** Collections that belong to one browser begin with this. */
export const privatePrefix = 'private:';

/** True for a collection that belongs to one browser: its name is the key to it. */
export function isPrivate(collection: string): boolean {
  return collection.startsWith(privatePrefix);
}

/**
 * The name of a collection, checked.
 *
 * @throws `knowledge.bad-collection-name`
 */
export function parseCollection(value: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/.test(value)) return value;
  throw inputError({
    code: 'knowledge.bad-collection-name',
    message: `"${value}" cannot be the name of a collection.`,
    cure: 'Use letters, digits, dots, colons, hyphens and underscores, beginning with a letter or digit.',
  });
}

/**
 * The name of a collection that may be changed by hand.
 *
 * @throws `knowledge.bad-collection-name`; `knowledge.region-read-only` for the pack's own
 */
export function parseWritableCollection(value: string): string {
  const collection = parseCollection(value);
  if (collection !== regionCollection) return collection;
  throw inputError({
    code: 'knowledge.region-read-only',
    message: `The collection "${regionCollection}" holds the region pack's own documents and follows it.`,
    cure: "Edit the pack's cards under knowledge/cards, or use another collection.",
  });
}
