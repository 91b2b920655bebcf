import type { AnswerView } from '../../src/server/api-schema.ts';
import type { WordKey } from '../language/words.ts';

type TraceStep = AnswerView['trace'][number];

/** Steps of the flow that a reader knows as one. */
export interface TracePhase {
  /** Its word; missing for a step this page does not know. */
  readonly word: WordKey | undefined;
  readonly milliseconds: number;
  readonly steps: readonly TraceStep[];
}

const phaseWords: Partial<Record<string, WordKey>> = {
  'detect-variety': 'stepUnderstand',
  'govern-input': 'stepUnderstand',
  'classify-intent': 'stepUnderstand',
  'enhance-query': 'stepUnderstand',
  retrieve: 'stepSearch',
  judge: 'stepSearch',
  draft: 'stepWrite',
};

/** Puts the steps that follow each other in one phase together; their times add up. */
export function groupSteps(steps: readonly TraceStep[]): readonly TracePhase[] {
  const phases: TracePhase[] = [];
  for (const step of steps) {
    const word = phaseWords[step.step];
    const last = phases.at(-1);
    const joins = word !== undefined && last?.word === word;
    if (joins) phases.pop();
    const before = joins ? last : { milliseconds: 0, steps: [] };
    phases.push({
      word,
      milliseconds: before.milliseconds + step.milliseconds,
      steps: [...before.steps, step],
    });
  }
  return phases;
}
