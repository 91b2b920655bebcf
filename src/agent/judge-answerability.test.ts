import { describe, expect, it } from 'vitest';
import type { FoundPassage, Hit, QuestionMatch } from '../knowledge/index.ts';
import { createLexicon, createSegmenter } from '../language/index.ts';
import { answerabilityWeights } from './answerability-weights.ts';
import { enhanceQuery } from './enhance-query.ts';
import { judgeAnswerability } from './judge-answerability.ts';
import { cardFeatures, documentFeatures, weighEvidence } from './weigh-evidence.ts';

const tools = {
  segmenter: createSegmenter(),
  lexicon: createLexicon([{ forms: { en: ['minimum wage'], 'zh-Hant': ['最低工資'] } }]),
  elsewhere: createLexicon([]),
};

function hit(id: string, text: string, { score = 1, group }: { score?: number; group?: string } = {}): Hit {
  const passage: FoundPassage = {
    passageId: `${id}#0`,
    documentId: id,
    collection: 'test',
    ordinal: 0,
    text,
    locator: {},
    variety: 'en',
    title: id,
    ...(group !== undefined && { group }),
  };
  return { passage, score, keyword: score, expired: false };
}

function match(card: string, answered: number, notAnswered = 0): QuestionMatch {
  const likely = { behind: 10 * (1 - answered), lift: 10 * answered, notAnsweredLift: 10 * notAnswered };
  return { card, answeredDense: 0, notAnsweredDense: 0, ...likely };
}

function weigh(question: string, hits: readonly Hit[], cards: readonly QuestionMatch[] = []) {
  const [first] = cards;
  const matches = { cards, lead: (first?.lift ?? 0) - (first?.notAnsweredLift ?? 0), unknown: 0 };
  return weighEvidence({ query: enhanceQuery(question, tools), variety: 'en', hits, matches }, tools);
}

const wageText = 'The minimum wage is 12 pounds an hour.';
const leaveText = 'Annual leave is 14 days a year.';

describe('weighEvidence', () => {
  it('parts what has known questions from what has none, each best first', () => {
    const { cards, documents } = weigh(
      'minimum wage',
      [
        hit('a', leaveText, { score: 0.5 }),
        hit('b', wageText, { group: 'wage' }),
        hit('c', wageText, { score: 0.9 }),
        hit('d', leaveText, { group: 'leave' }),
      ],
      [match('wage', 0.9), match('leave', 0.1)],
    );
    expect(cards.map(({ hit: { passage } }) => passage.documentId)).toEqual(['b', 'd']);
    expect(documents.map(({ hit: { passage } }) => passage.documentId)).toEqual(['c', 'a']);
  });

  it('lets a near known question lift a card over a better score', () => {
    const { cards } = weigh(
      'minimum wage',
      [hit('a', wageText, { score: 1, group: 'other' }), hit('b', wageText, { score: 0.5, group: 'wage' })],
      [match('wage', 0.9), match('other', 0)],
    );
    expect(cards[0]?.hit.passage.documentId).toBe('b');
  });

  it('measures how much of the question a passage and its best sentence say', () => {
    const { documents } = weigh('minimum wage and annual leave', [
      hit('both', `${wageText} ${leaveText}`),
      hit('one', wageText, { score: 0.9 }),
      hit('none', 'The ferry sails at nine.', { score: 0.8 }),
    ]);
    const [both, one, none] = documents;
    expect(both?.coverage).toBeCloseTo(1, 9);
    expect(both!.sentenceCoverage).toBeLessThan(1);
    expect(one!.coverage).toBeGreaterThan(0);
    expect(one!.coverage).toBeLessThan(1);
    expect(none).toMatchObject({ coverage: 0, sentenceCoverage: 0 });
  });

  it('finds nothing in nothing', () => {
    expect(weigh('minimum wage', [])).toMatchObject({
      cards: [],
      documents: [],
      nearest: { answeredDense: 0, notAnsweredDense: 0 },
    });
  });
});

describe('judgeAnswerability', () => {
  it.each(['none', 'model'] as const)(
    'has one weight for each number it looks at, with %s vectors',
    (state) => {
      const weighing = weigh('minimum wage', [hit('a', wageText)], []);
      expect(answerabilityWeights.card[state].weights).toHaveLength(cardFeatures(weighing).length);
      const document = answerabilityWeights.document[state === 'model' ? 'model' : 'none'];
      expect(document.weights).toHaveLength(documentFeatures(weighing).length);
      for (const { threshold } of [answerabilityWeights.card[state], document]) {
        expect(threshold).toBeGreaterThan(0);
        expect(threshold).toBeLessThan(1);
      }
    },
  );

  it('never lets what is not there answer', () => {
    expect(judgeAnswerability(weigh('minimum wage', []), 'none')).toEqual({
      card: { probability: 0, answers: false },
      document: { probability: 0, answers: false },
    });
  });

  it('believes a card whose known question was asked more than one that is near to what it does not answer', () => {
    const hits = [hit('b', wageText, { group: 'wage' })];
    const asked = judgeAnswerability(weigh('What is the minimum wage?', hits, [match('wage', 1)]), 'none');
    const other = judgeAnswerability(
      weigh('What is the minimum wage?', hits, [match('wage', 0.2, 1)]),
      'none',
    );
    expect(asked.card.probability).toBeGreaterThan(other.card.probability);
    expect(asked.card.answers).toBe(true);
    expect(other.card.answers).toBe(false);
  });

  it('answers exactly from its threshold on', () => {
    const hits = [hit('b', wageText, { group: 'wage' })];
    for (const answered of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
      const { card } = judgeAnswerability(weigh('minimum wage', hits, [match('wage', answered)]), 'none');
      expect(card.answers).toBe(card.probability >= answerabilityWeights.card.none.threshold);
    }
  });
});
