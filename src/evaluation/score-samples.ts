import { replyVarieties } from '../language/index.ts';
import { makeMetric } from './make-metric.ts';
import type { Metric, MetricByVariety, Sample, Score, Scorer } from './spec.ts';

/** All scores of one sample, by scorer; a scorer that does not apply to the item has none. */
export interface ScoredSample {
  readonly id: string;
  readonly variety: Sample['item']['variety'];
  readonly scores: Readonly<Record<string, Score>>;
}

/** The scores of a run and the rates they make. */
export interface ScoredRun {
  readonly samples: readonly ScoredSample[];
  /** In the order of the scorers. */
  readonly metrics: readonly MetricByVariety[];
}

/** Scores samples: a function of them alone, so that a log can be scored again without any model. */
export function scoreSamples(samples: readonly Sample[], scorers: readonly Scorer[]): ScoredRun {
  const scored = samples.map((sample) => scoreSample(sample, scorers));
  return { samples: scored, metrics: scorers.map((scorer) => sumScores(scorer, scored)) };
}

function scoreSample(sample: Sample, scorers: readonly Scorer[]): ScoredSample {
  const { item } = sample;
  const scores: Record<string, Score> = {};
  for (const scorer of scorers.filter((candidate) => candidate.applies(item))) {
    // An error is no answer: it says nothing about how good answers are.
    scores[scorer.id] =
      'error' in sample ? { scored: false, reason: sample.error.code } : scorer.score(item, sample.response);
  }
  return { id: item.id, variety: item.variety, scores };
}

function sumScores(scorer: Scorer, samples: readonly ScoredSample[]): MetricByVariety {
  const metricOf = (chosen: readonly ScoredSample[]): Metric =>
    makeMetric(
      scorer,
      chosen.flatMap(({ scores }) => scores[scorer.id] ?? []),
    );
  const varieties: Partial<Record<(typeof replyVarieties)[number], Metric>> = {};
  for (const variety of replyVarieties) {
    const chosen = samples.filter((sample) => sample.variety === variety);
    if (chosen.length > 0) varieties[variety] = metricOf(chosen);
  }
  return { overall: metricOf(samples), varieties };
}
