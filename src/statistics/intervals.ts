import { inputError } from '../base/index.ts';

/** A proportion with its interval. All three lie in [0, 1]. */
export interface ProportionInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Number of trials. */
  readonly n: number;
}

/** 97.5th percentile of the standard normal distribution. */
const z95 = 1.959963984540054;

/**
 * Wilson score interval of a proportion, without continuity correction, at 95 %.
 *
 * @returns undefined when there are no trials: no data is not zero.
 * @throws `statistics.impossible-count` when `successes` is not within `[0, trials]`.
 * @see Wilson (1927), JASA 22:209; Newcombe (1998), Statistics in Medicine 17:857, method 3
 * @example wilsonInterval(81, 263) // 0.3080, from 0.2553 to 0.3662
 */
export function wilsonInterval(successes: number, trials: number): ProportionInterval | undefined {
  if (!(successes >= 0 && successes <= trials)) {
    throw inputError({
      code: 'statistics.impossible-count',
      message: `${successes} successes in ${trials} trials cannot be.`,
      data: { successes, trials },
    });
  }
  if (trials === 0) return undefined;
  const share = successes / trials;
  const z2 = z95 * z95;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (z95 / (1 + z2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials ** 2));
  return {
    estimate: share,
    // At the ends the formula is exact in theory and off by rounding in practice.
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
    n: trials,
  };
}

/** Writes a proportion for people: `0.93 (95 % interval 0.84-0.97, n = 60)`. */
export function formatProportion(successes: number, trials: number): string {
  const interval = wilsonInterval(successes, trials);
  if (interval === undefined) return 'not measured (n = 0)';
  const { estimate, low, high, n } = interval;
  return `${estimate.toFixed(3)} (${successes}/${n}; 95 % Wilson interval ${low.toFixed(3)}-${high.toFixed(3)})`;
}
