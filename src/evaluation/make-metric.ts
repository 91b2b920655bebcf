import { wilsonInterval } from '../statistics/index.ts';
import type { Metric, Score } from './spec.ts';

/** What a metric says of itself. */
export type MetricLabel = Pick<Metric, 'id' | 'definition' | 'labelSource'>;

/** Sums scores to a rate with its count and interval. */
export function makeMetric({ id, definition, labelSource }: MetricLabel, scores: readonly Score[]): Metric {
  const scored = scores.filter((score) => score.scored);
  const successes = scored.filter((score) => score.outcome === 'pass').length;
  const interval = wilsonInterval(successes, scored.length);
  return {
    id,
    successes,
    n: scored.length,
    unscored: scores.length - scored.length,
    ...(interval !== undefined && { interval }),
    definition,
    labelSource,
  };
}
