import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuestionClassifier } from './question-classifier.ts';
import { readQuestionPieces } from './question-pieces.ts';

const cards = [
  {
    card: 'wage',
    answers: {
      en: ['What is the lowest pay per hour?', 'least my boss must pay'],
      'zh-Hant': ['最低時薪係幾多'],
    },
    notAnswered: { en: ['How many people earn the lowest pay?'] },
  },
  {
    card: 'rain',
    answers: { en: ['Do schools close in heavy rain?'], 'zh-Hant': ['黑雨使唔使返學'] },
    notAnswered: { en: ['Will it rain tomorrow?'] },
  },
];

function likeliest(question: string, classifier = createQuestionClassifier(cards)): string | undefined {
  const { cards: found } = classifier.classify(question);
  const best = Math.max(...found.map(({ answered }) => answered));
  return cards[found.findIndex(({ answered }) => answered === best)]?.card;
}

describe('createQuestionClassifier', () => {
  it.each([
    ['pay an hour, what is least?', 'wage'],
    ['is school closed when it rains heavily', 'rain'],
    ['時薪最低要幾多', 'wage'],
    ['黑色暴雨使唔使返學', 'rain'],
    // A slip of the pen and the other script.
    ['lowset payy per huor', 'wage'],
    ['黑雨要不要返学', 'rain'],
  ])('finds the card of %s', (question, card) => {
    expect(likeliest(question)).toBe(card);
  });

  it('hears what several questions of a card have in common, though none is near', () => {
    expect(likeliest('my boss, the hour, the pay')).toBe('wage');
  });

  it('tells a question of the card from a near one that it does not answer', () => {
    const classifier = createQuestionClassifier(cards);
    const [answered] = classifier.classify('lowest pay per hour').cards;
    const [near] = classifier.classify('how many people earn it').cards;
    expect(answered!.answered - answered!.notAnswered).toBeGreaterThan(near!.answered - near!.notAnswered);
    expect(answered!.answeredLift).toBeGreaterThan(0);
    expect(near!.notAnsweredLift).toBeGreaterThan(near!.answeredLift);
  });

  it('learns from the words of the cards too', () => {
    const withTexts = createQuestionClassifier(cards, (card) =>
      card === 'wage' ? ['What the boss must pay for school and rain.'] : [],
    );
    const before = createQuestionClassifier(cards).classify('school').cards[0]!.answered;
    expect(withTexts.classify('school').cards[0]!.answered).toBeGreaterThan(before);
  });

  it('tells how much of a question nobody has asked before', () => {
    const classifier = createQuestionClassifier(cards);
    expect(classifier.classify('lowest pay').unknown).toBeLessThan(0.2);
    expect(classifier.classify('zebra').unknown).toBe(1);
    expect(classifier.classify('').unknown).toBe(1);
    expect(createQuestionClassifier([]).classify('pay')).toEqual({ cards: [], unknown: 1 });
  });

  it('gives finite numbers for any text, the same for any order of white space', () => {
    const classifier = createQuestionClassifier(cards);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { cards: found, unknown } = classifier.classify(text);
        expect(unknown).toBeGreaterThanOrEqual(0);
        expect(unknown).toBeLessThanOrEqual(1);
        for (const value of found.flatMap((one) => Object.values(one)))
          expect(Number.isFinite(value)).toBe(true);
        expect(classifier.classify(`  ${text}  `)).toEqual({ cards: found, unknown });
      }),
    );
  });
});

describe('readQuestionPieces', () => {
  it('cuts Han into characters and pairs, words into words, pairs and runs of four letters', () => {
    expect(readQuestionPieces('最低 pay rate')).toEqual([
      'h最',
      'p^最',
      'h低',
      'p最低',
      'p低$',
      'wpay',
      'wpay rate',
      'c pay',
      'cpay ',
      'wrate',
      'c rat',
      'crate',
      'cate ',
    ]);
  });

  it('reads both scripts, cases and widths alike', () => {
    expect(readQuestionPieces('強積金 ＭＰＦ')).toEqual(readQuestionPieces('强积金 mpf'));
  });
});
