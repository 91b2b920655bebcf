import { describe, expect, it } from 'vitest';
import { groupSteps } from './trace-phases.ts';

function step(name: string, milliseconds = 1) {
  return { step: name, milliseconds, detail: {} };
}

describe('groupSteps', () => {
  it('puts neighbours of one phase together and adds their times', () => {
    const steps = [
      step('detect-variety', 2),
      step('govern-input', 3),
      step('retrieve', 40),
      step('draft', 5),
    ];
    const phases = groupSteps(steps);
    expect(phases.map(({ word, milliseconds }) => [word, milliseconds])).toEqual([
      ['stepUnderstand', 5],
      ['stepSearch', 40],
      ['stepWrite', 5],
    ]);
    expect(phases.flatMap((phase) => phase.steps)).toEqual(steps);
  });

  it('keeps steps it does not know apart', () => {
    const phases = groupSteps([step('new-one'), step('new-two'), step('judge')]);
    expect(phases.map(({ word, steps }) => [word, steps.length])).toEqual([
      [undefined, 1],
      [undefined, 1],
      ['stepSearch', 1],
    ]);
  });
});
