import { describe, expect, it } from 'vitest';
import type { ConstitutionView } from '../../src/server/appeal-schema.ts';
import { explainRule, pickWords } from './explain-rule.ts';

const constitution: ConstitutionView = {
  bundleHash: 'a'.repeat(64),
  rules: [
    {
      id: 'x-R01.1',
      aliases: ['x-9.1'],
      title: { en: 'No whereabouts', 'zh-Hant': '不得追蹤' },
      rule: { en: 'The assistant does not put them together.' },
      basis: ['privacy#s64', 'principle#care', 'privacy#none', 'gone#s1'],
    },
  ],
  principles: { principles: [{ id: 'care', title: { en: 'Care' }, text: { en: 'People first.' } }] },
  sources: [
    {
      id: 'privacy',
      title: { en: 'Privacy Act' },
      url: 'https://example.org/privacy',
      asOf: '2026-11-23',
      verification: 'general-knowledge',
      provisions: [
        {
          id: 's64',
          label: { en: 'section 64' },
          summary: { en: 'Publishing private data is an offence.' },
          verification: 'checked-against-text',
        },
        { id: 's65', label: { en: 'section 65' }, summary: { en: 'Repeated.' } },
      ],
    },
  ],
  pageWords: {
    basis: { en: 'Basis' },
    verification: {
      'checked-against-text': { en: 'checked with the official text' },
      'secondary-source': { en: 'from an account of it' },
      'general-knowledge': { en: 'not yet checked' },
    },
  },
};

describe('explainRule', () => {
  it('names the rule and what it rests on, with date and how it was checked', () => {
    expect(explainRule(constitution, 'x-R01.1', 'en')).toEqual({
      id: 'x-R01.1',
      title: 'No whereabouts',
      rule: 'The assistant does not put them together.',
      basis: [
        {
          title: 'Privacy Act section 64',
          summary: 'Publishing private data is an offence.',
          verification: 'checked with the official text',
          asOf: '2026-11-23',
          url: 'https://example.org/privacy',
        },
        { title: 'Care', summary: 'People first.' },
      ],
    });
  });

  it('says how the source was checked where the provision does not', () => {
    const rules = [{ ...constitution.rules[0]!, basis: ['privacy#s65'] }];
    const explained = explainRule({ ...constitution, rules }, 'x-R01.1', 'en');
    expect(explained?.basis[0]?.verification).toBe('not yet checked');
  });

  it('finds a rule by an id that it had before, and shows that one', () => {
    expect(explainRule(constitution, 'x-9.1', 'zh-Hant')).toMatchObject({ id: 'x-9.1', title: '不得追蹤' });
    expect(explainRule(constitution, 'x-9.2', 'en')).toBeUndefined();
  });
});

describe('pickWords', () => {
  it.each([
    [{ en: 'a', 'zh-Hant': '甲' }, 'yue-Hant', '甲'],
    [{ en: 'a', 'zh-Hans': '乙' }, 'yue-Hant', '乙'],
    [{ en: 'a' }, 'zh-Hans', 'a'],
    [{ 'yue-Hans': '丙' }, 'en', '丙'],
    [{}, 'en', ''],
  ] as const)('%j in %s: %s', (words, variety, expected) => {
    expect(pickWords(words, variety)).toBe(expected);
  });
});
