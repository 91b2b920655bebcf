import { type LatencyBucket, latencyBuckets } from './spec.ts';

/** An instant to the minute, in UTC: `2026-05-01T09:30Z`. Seconds would tell who asked what. */
export function toMinute(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`;
}

const longest = 100_000 satisfies LatencyBucket;

/** The class of a response time in milliseconds. */
export function toLatencyBucket(milliseconds: number): LatencyBucket {
  return latencyBuckets.find((bound) => milliseconds <= bound) ?? longest;
}
