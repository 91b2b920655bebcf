import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers } from '../language/index.ts';
import { isShortening } from './is-shortening.ts';

const leave =
  'An employee earns paid annual leave after every 12 months, rising from 7 days to 14 days a year. Annual leave is 11 days after the 6th year.';
const tobacco = '在公眾地方管有少量自用的產品，例如不多於5粒煙彈，可被處定額罰款3,000元。';

describe('isShortening', () => {
  it.each([
    [
      'An employee earns paid annual leave after every 12 months, rising to 14 days a year.',
      leave.replace('from 7 days to', 'to'),
    ],
    ['Paid annual leave is 11 days after the 6th year.', leave],
    [
      'An employee earns annual leave after every twelve months, rising from seven days to fourteen days.',
      leave,
    ],
    ['在公众地方管有少量自用产品，例如不多于5粒烟弹，可被处罚款3000元。', tobacco],
  ])('takes words that were left out: %s', (text, source) => {
    expect(isShortening(text, source)).toBe(true);
  });

  it.each([
    ['An employee earns 14 days of paid annual leave after every 12 months, rising from 7 days.', leave],
    ['Yes, you can take annual leave.', leave],
    ['14 days', leave],
    ['An employee earns 14 days a year.', leave],
    ['可被處定額罰款3,000元。', tobacco],
    ['Annual leave is 6 days after the 11th year.', leave],
    ['遊客帶5粒煙彈在街上會被罰3,000元。', tobacco],
    ['', leave],
    ['…', leave],
    ['Paid annual leave', ''],
  ])('takes nothing else: %s', (text, source) => {
    expect(isShortening(text, source)).toBe(false);
  });

  it('takes a source as it is, and one that lost a few of many words', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 5, maxLength: 30 }), fc.nat(), (words, place) => {
        const source = words.join(' ');
        // A number word that loses its neighbour may be another number.
        fc.pre(findNumbers(source).length === 0);
        fc.pre(words.filter((each) => each !== 'and' && each !== 'but' && each !== 'the').length > 1);
        expect(isShortening(source, source)).toBe(
          !words.every((each) => /^(?:and|also|but|the)$/.test(each)),
        );
        const shorter = words.toSpliced(place % words.length, 1).join(' ');
        expect(isShortening(`${shorter}.`, source)).toBe(true);
      }),
    );
  });
});
