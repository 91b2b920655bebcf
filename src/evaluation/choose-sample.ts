import { sha256 } from '../base/index.ts';
import type { Item } from './spec.ts';

/** Some items of a set, and how they were chosen, for people. */
export interface ChosenItems {
  readonly items: readonly Item[];
  readonly sampling: string;
}

/**
 * Chooses some items for a run that cannot ask all: as many of each variety, answerable or not, as
 * their share of the set is. Always the same ones, in the set's order; more of them include the fewer.
 */
export function chooseSample(all: readonly Item[], count: number): ChosenItems {
  const strata = new Map<string, Item[]>();
  for (const item of all) {
    const key = `${item.variety} ${item.answerable}`;
    strata.set(key, [...(strata.get(key) ?? []), item]);
  }
  const ranked = Array.from(strata.values()).flatMap((stratum) =>
    stratum
      .map((item) => ({ item, order: sha256(item.id) }))
      .toSorted((a, b) => (a.order < b.order ? -1 : 1))
      .map(({ item, order }, at) => ({ item, order, share: (at + 0.5) / stratum.length })),
  );
  const chosen = new Set(
    ranked
      .toSorted((a, b) => a.share - b.share || (a.order < b.order ? -1 : 1))
      .slice(0, count)
      .map(({ item }) => item.id),
  );
  return {
    items: all.filter((item) => chosen.has(item.id)),
    sampling: `${chosen.size} of ${all.length}, by hash within each variety, answerable or not`,
  };
}
