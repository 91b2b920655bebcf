import { describe, expect, it } from 'vitest';
import { type CardQuestions, cardQuestionsSchema } from './card-questions.ts';
import { createQuestionIndex, questionKey, questionVectorsKind } from './question-index.ts';
import { readVectorFile, writeVectorFile } from './vector-file.ts';

const cards: CardQuestions[] = [
  {
    card: 'wage',
    answers: { en: ['What is the minimum wage per hour?'] },
    notAnswered: { en: ['How much will the minimum wage rise next year?'] },
  },
  {
    card: 'rain',
    answers: { en: ['Do schools close in heavy rain?'], 'zh-Hant': ['黑雨使唔使返學'] },
    notAnswered: {},
  },
];

function match(question: string, card: string, index = createQuestionIndex(cards), vector?: Float32Array) {
  const found = index.match(question, vector).cards.find((entry) => entry.card === card);
  if (found === undefined) throw new Error(`no match of ${card}`);
  return found;
}

describe('createQuestionIndex by words', () => {
  it('tells how far each card is behind the likeliest', () => {
    expect(match('What is the minimum wage per hour?', 'wage').behind).toBe(0);
    expect(match('What is the minimum wage per hour?', 'rain').behind).toBeGreaterThan(0);
    expect(match('黑雨使唔使返學', 'rain').behind).toBe(0);
  });

  it('tells what a card answers from what is near and not answered', () => {
    const index = createQuestionIndex(cards);
    const rise = index.match('how much will the lowest pay rise next year');
    const hour = index.match('What is the minimum wage per hour?');
    expect(rise.lead).toBeLessThan(0);
    expect(hour.lead).toBeGreaterThan(0);
    expect(hour.unknown).toBe(0);
  });

  it('works without any card', () => {
    const index = createQuestionIndex([]);
    expect(index.match('anything')).toEqual({ cards: [], lead: 0, unknown: 1 });
    expect(index.dense).toBe(false);
  });
});

describe('createQuestionIndex by vectors', () => {
  const known = 'What is the minimum wage per hour?';
  const bytes = writeVectorFile({
    header: {
      kind: questionVectorsKind,
      schema: 1,
      region: 'test',
      createdAt: '2026-11-23',
      teacher: { id: 'teacher', sha256: '', licence: 'MIT' },
      dimensions: 2,
      note: '',
    },
    vectors: new Map([[questionKey(known), Float32Array.of(3, 0)]]),
    // The mean of the teacher's space, then the axes that are kept.
    matrix: [Float32Array.of(1, 1, 1), Float32Array.of(1, 0, 0), Float32Array.of(0, 0, 1)],
  });
  const index = createQuestionIndex(cards, { vectors: readVectorFile(bytes, questionVectorsKind) });

  it('compares by vectors where a question has one, and by words everywhere', () => {
    const near = match(known, 'wage', index, Float32Array.of(Math.SQRT1_2, Math.SQRT1_2));
    expect(index.dense).toBe(true);
    expect(near.answeredDense).toBeCloseTo(Math.SQRT1_2, 5);
    expect(near).toMatchObject({ notAnsweredDense: 0, behind: 0 });
    expect(match(known, 'wage', index).answeredDense).toBe(0);
  });

  it('brings a vector of the teacher into its own space: centred, projected, of unit length', () => {
    expect(Array.from(index.project(Float32Array.of(4, 9, 5)))).toEqual([
      expect.closeTo(0.6, 5),
      expect.closeTo(0.8, 5),
    ]);
  });
});

describe('cardQuestionsSchema', () => {
  it('refuses unknown fields, unknown varieties and empty questions', () => {
    expect(cardQuestionsSchema.safeParse(cards[0]).success).toBe(true);
    for (const bad of [
      { ...cards[0], note: 'x' },
      { ...cards[0], answers: { fr: ['x'] } },
      { ...cards[0], answers: { en: [' '] } },
      { ...cards[0], card: '' },
    ]) {
      expect(cardQuestionsSchema.safeParse(bad).success).toBe(false);
    }
  });
});
