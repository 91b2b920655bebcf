import { describe, expect, it } from 'vitest';
import { createQuestionIndex, type QuestionIndex } from '../knowledge/index.ts';
import { createSegmenter } from '../language/index.ts';
import { widenQuery } from './widen-query.ts';

/** An index to which every question is as much about the resumption of land as `lift` says. */
function indexOf(lift: number): QuestionIndex {
  const near = { answeredDense: 0, notAnsweredDense: 0, notAnsweredLift: 0 };
  return {
    ...createQuestionIndex([]),
    match: () => ({
      cards: [
        { ...near, card: 'dogs', behind: 4, lift: -1 },
        { ...near, card: 'resumption', behind: 0, lift },
      ],
      lead: 1,
      unknown: 0,
    }),
  };
}

const tools = {
  questions: indexOf(6),
  segmenter: createSegmenter(),
  textsOf: (card: string) =>
    card === 'resumption' ? ['Resumption of land: compensation', '收回土地：補償'] : ['Dogs'],
};

describe('widenQuery', () => {
  it('adds the official words of the likeliest card, one list a language', () => {
    const [english, chinese, ...more] = widenQuery('they want our house for a road', tools);
    expect(english?.terms).toContain('resumpt');
    expect(chinese?.terms).toContain('补偿');
    expect(more).toEqual([]);
  });

  it('adds nothing where no card is likely', () => {
    expect(widenQuery('zebra crossing', { ...tools, questions: indexOf(3) })).toEqual([]);
    expect(widenQuery('anything', { ...tools, questions: createQuestionIndex([]) })).toEqual([]);
  });
});
