/** The value below which a share of the values lies, by the nearest rank; `NaN` without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value; of two middle values the lower. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Rounds to three significant digits, for people. */
export function toThreeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** Runs some work and tells how long it took, in milliseconds. */
export async function timed<Result>(
  work: () => Promise<Result> | Result,
): Promise<{ readonly result: Result; readonly milliseconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - start };
}

/** The items, begun at another one in each round: none always has the warm cache of the one before. */
export function rotate<Item>(items: readonly Item[], round: number): Item[] {
  const at = round % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

/** Megabytes (10⁶ bytes) with one decimal. */
export function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
