import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interfaceMessagesSchema } from '../../src/region/interface-messages.ts';
import { exampleQuestions, sayIn } from './words.ts';

describe('sayIn', () => {
  const say = sayIn({ asOf: 'As of {date}', copy: 'Copy', title: 7 });

  it('fills words in', () => {
    expect(say('asOf', { date: '1 May' })).toBe('As of 1 May');
    expect(say('copy')).toBe('Copy');
  });

  it('does not take a value for a pattern', () => {
    expect(say('asOf', { date: '$& {date}' })).toBe('As of $& {date}');
  });

  it('leaves a place without a value, and shows the key of a missing word', () => {
    expect(say('asOf')).toBe('As of {date}');
    expect(say('title')).toBe('title');
    expect(say('send')).toBe('send');
  });
});

describe('WordKey', () => {
  it('names exactly the words a region must bring', () => {
    const source = readFileSync(new URL('words.ts', import.meta.url), 'utf8');
    const union = /export type WordKey =([^;]+);/.exec(source)?.[1] ?? '';
    const keys = Array.from(union.matchAll(/'(\w+)'/g), (match) => match[1]);
    const required = Object.keys(interfaceMessagesSchema.shape).filter((key) => key !== 'examples');
    expect(new Set(keys)).toEqual(new Set(required));
  });
});

describe('exampleQuestions', () => {
  it('gives up to four, and none when there are none', () => {
    expect(exampleQuestions({ examples: ['a', 'b', 1, 'c', 'd', 'e'] })).toEqual(['a', 'b', 'c', 'd']);
    expect(exampleQuestions({})).toEqual([]);
  });
});
