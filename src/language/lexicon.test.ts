import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexicon, lexiconEntrySchema, type LexiconEntry } from './lexicon.ts';

const minimumWage: LexiconEntry = { forms: { en: ['minimum wage', 'SMW'], 'zh-Hant': ['最低工資'] } };
const wage: LexiconEntry = { forms: { en: ['wage', 'pay'], 'zh-Hant': ['工資'], 'yue-Hant': ['人工'] } };
const apple: LexiconEntry = { forms: { en: ['apple'] } };
const districts: LexiconEntry = { forms: { en: ['18 districts'], 'zh-Hant': ['18區', '十八區'] } };
const worker: LexiconEntry = { forms: { en: ['worker'], 'yue-Hant': ['人工'] } };
const lexicon = createLexicon([minimumWage, wage, apple, districts]);

function entries(text: string): LexiconEntry[] {
  return lexicon.find(text).map((match) => match.entry);
}

describe('createLexicon', () => {
  it.each([
    ['Minimum Wages in 2024', minimumWage],
    ['最低工资', minimumWage],
    ['the smw rate', minimumWage],
    ['我份人工幾多', wage],
    ['she pays', wage],
    ['全港18區', districts],
    ['18 districts', districts],
  ])('finds one word in %s', (text, entry) => {
    expect(entries(text)).toEqual([entry]);
  });

  it('prefers the longest form and finds the shorter one elsewhere', () => {
    expect(entries('最低工資')).toEqual([minimumWage]);
    expect(entries('最低工資同人工')).toEqual([minimumWage, wage]);
  });

  it('finds neighbours that share a space', () => {
    expect(entries('apple pay')).toEqual(expect.arrayContaining([apple, wage]));
  });

  it.each(['pineapple', 'repay', 'applepay', '118 districts', '', '  '])(
    'finds no part of a word in "%s"',
    (text) => {
      expect(entries(text)).toEqual([]);
    },
  );

  it('finds every meaning of a word', () => {
    const both = createLexicon([wage, worker]);
    expect(both.find('人工').map((match) => match.entry)).toEqual([wage, worker]);
  });

  it('finds every form in any surroundings of another script', () => {
    const forms = lexicon.entries.flatMap((entry) =>
      Object.values(entry.forms)
        .flat()
        .map((form) => ({ form, entry })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.constantFrom('', '。', '的 ', '（', '\n'),
        ({ form, entry }, around) => {
          expect(entries(`${around}${form}${around}`)).toContain(entry);
        },
      ),
    );
  });
});

describe('lexiconEntrySchema', () => {
  it('refuses a variety that is none and an empty list', () => {
    expect(lexiconEntrySchema.safeParse({ forms: { fr: ['salaire'] } }).success).toBe(false);
    expect(lexiconEntrySchema.safeParse({ forms: { en: [] } }).success).toBe(false);
  });
});
