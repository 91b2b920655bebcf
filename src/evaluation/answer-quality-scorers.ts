import type { Scorer } from './spec.ts';
import { admitsIgnorance } from './scorers/admits-ignorance.ts';
import { citesRightSource } from './scorers/cites-right-source.ts';
import { followsVariety } from './scorers/follows-variety.ts';
import { noUnmarkedUnsupported } from './scorers/no-unmarked-unsupported.ts';
import { statesExpectedFacts } from './scorers/states-expected-facts.ts';

/** What answers to a question set are judged by. */
export const answerQualityScorers: readonly Scorer[] = [
  citesRightSource,
  admitsIgnorance,
  followsVariety,
  statesExpectedFacts,
  noUnmarkedUnsupported,
];
