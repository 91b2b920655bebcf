import { describe, expect, it } from 'vitest';
import { correctionFeedback, plainFeedback } from './correction-feedback.ts';
import { makeAnswer } from './testing/make-answer.ts';

const answered = { question: 'What is the minimum wage?', answer: makeAnswer() };

describe('plainFeedback', () => {
  it('tells which answer it is about', () => {
    expect(plainFeedback(answered, 'helpful')).toEqual({
      kind: 'helpful',
      question: answered.question,
      answer: answered.answer.text,
      variety: 'en',
      model: null,
      mode: 'extractive',
      sources: ['wage/en#0'],
    });
  });

  it('keeps to what the server takes', () => {
    const long = { question: 'q'.repeat(9000), answer: makeAnswer({ text: 'a'.repeat(30_000) }) };
    const feedback = plainFeedback(long, 'wrong');
    expect(feedback.question).toHaveLength(8000);
    expect(feedback.answer).toHaveLength(20_000);
  });
});

describe('correctionFeedback', () => {
  it('is a correction when the text was changed', () => {
    expect(correctionFeedback(answered, ' It is $44. ', ' Gazette ')).toMatchObject({
      kind: 'correction',
      correction: 'It is $44.',
      comment: 'Gazette',
    });
  });

  it('is a complaint when there is only a comment', () => {
    const feedback = correctionFeedback(answered, answered.answer.text, 'Out of date');
    expect(feedback).toMatchObject({ kind: 'wrong', comment: 'Out of date' });
    expect(feedback).not.toHaveProperty('correction');
  });

  it.each([answered.answer.text, `  ${answered.answer.text}\n`, '', '   '])(
    'is nothing for %j alone',
    (text) => {
      expect(correctionFeedback(answered, text, '  ')).toBeUndefined();
    },
  );
});
