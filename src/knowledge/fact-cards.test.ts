import { describe, expect, it } from 'vitest';
import { type FactCard, checkFactCard, factCardDocuments, factCardSchema } from './fact-cards.ts';

const enBody = Array.from({ length: 50 }, (_, at) => `word${at}`).join(' ');
const zhBody = '僱主須按時支付工資予僱員。'.repeat(8);

const card: FactCard = {
  id: 'wage',
  topic: 'work',
  text: {
    en: { title: 'Minimum wage', body: enBody, keywords: ['lowest pay'] },
    'zh-Hant': { title: '最低工資', body: zhBody, keywords: ['人工'] },
  },
  facts: [{ id: 'rate', label: 'Rate', value: 12, verified: 'checked-against-source' }],
  sources: [
    {
      publisher: { en: 'Work Board', 'zh-Hant': '勞動委員會' },
      title: { en: 'Wages' },
      url: 'https://example.org/wage',
      asOf: '2026-02-01',
    },
  ],
  asOf: '2026-02-01',
  reviewBy: '2027-02-01',
  verified: 'checked-against-source',
};

const check = (change: Partial<FactCard>) => checkFactCard({ ...card, ...change }, ['en', 'zh-Hant']);

describe('checkFactCard', () => {
  it('finds nothing wrong in a good card', () => {
    expect(check({})).toEqual([]);
  });

  it.each<[string, Partial<FactCard>, string, RegExp]>([
    ['a language that is missing', { text: { en: card.text.en! } }, 'text.zh-Hant', /is missing/],
    [
      'a body that is too short',
      { text: { ...card.text, en: { title: 'x', body: 'Too short.', keywords: [] } } },
      'text.en.body',
      /has 2 words; 40 to 160/,
    ],
    [
      'a Chinese body that is too long',
      { text: { ...card.text, 'zh-Hant': { title: 'x', body: zhBody.repeat(5), keywords: [] } } },
      'text.zh-Hant.body',
      /480 Han characters/,
    ],
    ['two facts of one id', { facts: [card.facts[0]!, card.facts[0]!] }, 'facts', /"rate" twice/],
    [
      'a claim of more checking than was done',
      { facts: [{ ...card.facts[0]!, verified: 'general-knowledge' }] },
      'verified',
      /not every fact is/,
    ],
    ['a review before the facts', { reviewBy: '2026-02-01' }, 'reviewBy', /not after asOf/],
  ])('names %s', (_, change, path, message) => {
    const problems = check(change);
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('allows a card to claim less than its facts', () => {
    expect(check({ verified: 'general-knowledge' })).toEqual([]);
  });
});

describe('factCardSchema', () => {
  it.each([
    ['a day that does not exist', { asOf: '2026-02-30' }],
    ['an address that is not https', { sources: [{ ...card.sources[0]!, url: 'http://example.org' }] }],
    ['no facts', { facts: [] }],
    ['no sources', { sources: [] }],
    ['an id with a space', { id: 'the wage' }],
    ['an unknown field', { colour: 'red' }],
    ['an unknown language', { text: { ...card.text, fr: card.text.en } }],
    ['an empty title', { text: { en: { ...card.text.en!, title: ' ' } } }],
  ])('refuses %s', (_, change) => {
    expect(factCardSchema.safeParse(card).success).toBe(true);
    expect(factCardSchema.safeParse({ ...card, ...change }).success).toBe(false);
  });
});

describe('factCardDocuments', () => {
  it('makes one document a language, all of one group, each with the words of all', () => {
    const documents = factCardDocuments(card, 'cards/work.jsonl');
    expect(documents.map(({ documentId }) => documentId)).toEqual(['wage/en', 'wage/zh-Hant']);
    for (const document of documents) {
      expect(document).toMatchObject({
        source: 'cards/work.jsonl',
        metadata: {
          group: 'wage',
          asOf: '2026-02-01',
          url: 'https://example.org/wage',
          verified: 'checked-against-source',
        },
      });
      for (const word of ['Minimum wage', 'lowest pay', '最低工資', '人工']) {
        expect(document.keywords?.split('\n')).toContain(word);
      }
    }
    expect(documents[1]).toMatchObject({
      metadata: { title: '最低工資', publisher: '勞動委員會', language: 'zh-Hant' },
      blocks: [{ kind: 'paragraph', text: zhBody }],
    });
  });

  it('names the publisher in the nearest language there is', () => {
    const simplified: FactCard = { ...card, text: { 'zh-Hans': { title: 'x', body: zhBody, keywords: [] } } };
    expect(factCardDocuments(simplified, 'x')[0]?.metadata.publisher).toBe('勞動委員會');
    const only = { ...card, sources: [{ ...card.sources[0]!, publisher: { en: 'Work Board' } }] };
    expect(factCardDocuments(only, 'x').map(({ metadata }) => metadata.publisher)).toEqual([
      'Work Board',
      'Work Board',
    ]);
  });
});
