import type { Locator } from './spec.ts';

/** The words a locator is written with, e.g. `{ page: 'p. {n}', row: 'row {n}', part: 'part {n}' }`. */
export interface LocatorWords {
  readonly page: string;
  readonly row: string;
  readonly part: string;
}

/** Neutral words, for machines and logs. */
export const plainLocatorWords: LocatorWords = { page: 'p. {n}', row: 'row {n}', part: 'part {n}' };

/**
 * Writes where a passage stands so that a person can find it, outermost first; empty for a passage
 * that is its whole document.
 *
 * @example formatLocator({ headings: ['Part IVA', 's. 120AAB'], page: 12 }) // 'Part IVA > s. 120AAB, p. 12'
 */
export function formatLocator(locator: Locator, words: LocatorWords = plainLocatorWords): string {
  const places: string[] = [];
  if (locator.headings !== undefined && locator.headings.length > 0)
    places.push(locator.headings.join(' > '));
  for (const kind of ['part', 'row', 'page'] as const) {
    const number = locator[kind];
    if (number !== undefined) places.push(words[kind].replace('{n}', String(number)));
  }
  return places.join(', ');
}
