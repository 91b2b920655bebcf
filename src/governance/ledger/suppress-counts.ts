/** A count as it may be published. */
export type PublishedCount =
  /** The count itself. */
  | number
  /** From 1 to 9. */
  | '<10'
  /** Not told, because another one could be computed from it. */
  | 'withheld';

/** Counts from here on may be published. */
const least = 10;

/**
 * Makes the parts of a total publishable. Parts from 1 to 9 are told as `<10`. When they could be
 * computed, or narrowed down, from the total and the other parts, the smallest of the others are withheld
 * too, until every `<10` could still be any number from 1 to 9; when that cannot be reached, all parts
 * are withheld. The total itself is taken to be known, because another table may tell it.
 *
 * @param parts counts by name, which add up to the total; 0 is told as it is
 */
export function suppressCounts(parts: ReadonlyMap<string, number>): Map<string, PublishedCount> {
  const counts = Array.from(parts.values());
  const small = counts.filter((count) => count > 0 && count < least);
  const published = (withheld: ReadonlySet<string>) =>
    new Map(Array.from(parts, ([name, count]) => [name, publish(count, withheld.has(name))]));
  if (small.length === 0) return published(new Set());
  const others = Array.from(parts).filter(([, count]) => count >= least);
  others.sort(([, a], [, b]) => a - b);
  const hidden = { small: small.length, large: 0, sum: small.reduce((sum, count) => sum + count, 0) };
  const withheld = new Set<string>();
  for (const [name, count] of others) {
    if (keepsSecret(hidden)) break;
    withheld.add(name);
    hidden.large += 1;
    hidden.sum += count;
  }
  if (keepsSecret(hidden)) return published(withheld);
  return new Map(Array.from(parts.keys(), (name) => [name, 'withheld']));
}

function publish(count: number, isWithheld: boolean): PublishedCount {
  if (isWithheld) return 'withheld';
  return count > 0 && count < least ? '<10' : count;
}

interface Hidden {
  /** Parts from 1 to 9. */
  readonly small: number;
  /** Parts of 10 or more. */
  readonly large: number;
  /** What the hidden parts add up to, which everybody can compute. */
  readonly sum: number;
}

/** Whether each small part could be any number from 1 to 9, for all that can be computed. */
function keepsSecret({ small, large, sum }: Hidden): boolean {
  const leastOthers = small - 1 + large * least;
  const mostOthers = large > 0 ? Infinity : (small - 1) * (least - 1);
  return sum - (least - 1) >= leastOthers && sum - 1 <= mostOthers;
}

/** A total as it may be published. */
export function publishTotal(total: number): PublishedCount {
  return publish(total, false);
}
