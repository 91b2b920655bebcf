import { describe, expect, it } from 'vitest';
import { createLexicon, createSegmenter } from '../language/index.ts';
import { enhanceQuery, readConcepts, saysUnit } from './enhance-query.ts';

const tools = {
  segmenter: createSegmenter({ words: ['最低工資', '學徒'] }),
  lexicon: createLexicon([
    { forms: { en: ['minimum wage', 'lowest pay'], 'zh-Hant': ['最低工資'] } },
    { forms: { en: ['apprentice'], 'zh-Hant': ['學徒'] } },
  ]),
};

const kindsOf = (text: string) => enhanceQuery(text, tools).units.map(({ kind }) => kind);

describe('enhanceQuery', () => {
  it('finds what a question is about: concepts first, then words outside them', () => {
    const { units } = enhanceQuery('What is the lowest pay in Ferrytown?', tools);
    expect(units).toMatchObject([
      { kind: 'concept', entry: { forms: { 'zh-Hant': ['最低工資'] } } },
      { kind: 'word', label: 'ferrytown' },
    ]);
    expect(enhanceQuery('最低工资系几多', tools).units[0]).toMatchObject({
      kind: 'concept',
      entry: { forms: { en: ['minimum wage', 'lowest pay'] } },
    });
  });

  it('counts a word within a found concept as that concept', () => {
    expect(kindsOf('the minimum wages')).toEqual(['concept']);
  });

  it('searches with its own words, with other words, and in the other language, each weighing less', () => {
    const { variants } = enhanceQuery('lowest pay 2026', tools);
    expect(variants.map(({ weight }) => weight)).toEqual([1, 0.9, 0.85]);
    expect(variants[0]?.terms).toContain('lowest');
    expect(variants[1]?.terms).toEqual(expect.arrayContaining(['minimum', '2026']));
    expect(variants[2]?.terms).toEqual(expect.arrayContaining(['最低', '2026']));
    expect(enhanceQuery('zebra', tools).variants).toHaveLength(1);
  });

  it('takes what an earlier question gave it, but answers the new one', () => {
    const { standalone, units, answerKind } = enhanceQuery(
      'And since when?',
      tools,
      'How much is the minimum wage?',
    );
    expect(standalone).toBe('How much is the minimum wage? And since when?');
    expect(units.filter(({ kind }) => kind === 'concept')).toHaveLength(1);
    expect(answerKind).toBe('time');
  });

  it.each([
    ['How much is the fine?', 'money'],
    ['最低工資係幾多？', 'quantity'],
    ['When does the office open?', 'time'],
    ['年假要做幾耐先有', 'time'],
    ['Which hotline do I call?', 'contact'],
    ['有咩熱線可以打', 'contact'],
    ['Who elects the assembly?', 'other'],
  ])('hears that %j wants %s', (question, kind) => {
    expect(enhanceQuery(question, tools).answerKind).toBe(kind);
  });

  it('makes nothing of nothing', () => {
    expect(enhanceQuery(' ', tools)).toMatchObject({ units: [], variants: [{ terms: [] }] });
  });
});

describe('saysUnit', () => {
  const says = (text: string, question: string) =>
    enhanceQuery(question, tools).units.map((unit) => saysUnit(readConcepts(text, tools), unit));

  it('knows a concept in another language and in other words', () => {
    expect(says('最低工資由委員會檢討。', 'lowest pay')).toEqual([true]);
    expect(says('The minimum wage is reviewed.', '最低工資')).toEqual([true]);
    expect(says('Annual leave is paid.', 'lowest pay')).toEqual([false]);
  });

  it('knows a word by its stem, and no part of another word', () => {
    expect(says('The ferries sail at nine.', 'ferry')).toEqual([true]);
    expect(says('A ferryman sails.', 'ferry')).toEqual([false]);
  });
});
