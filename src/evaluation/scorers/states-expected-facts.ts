import { findNumbers, foldText } from '../../language/index.ts';
import type { Scorer } from '../spec.ts';
import { claimText } from './response-text.ts';

/** Passes a response that states every expected fact, however a number is written. */
export const statesExpectedFacts: Scorer = {
  id: 'states-expected-facts',
  definition:
    'Of the answerable questions with expected facts, those whose quotations and statements hold all of them, in any notation.',
  labelSource: 'facts named by the authors of the set; numbers compared by value',
  applies: (item) => item.answerable && item.expect.length > 0,
  score(item, response) {
    const missing = item.expect.filter((fact) => !statesFact(claimText(response), fact));
    return missing.length === 0
      ? { scored: true, outcome: 'pass' }
      : { scored: true, outcome: 'fail', explanation: `lacks ${missing.join(', ')}` };
  },
};

/** Digits from which on a number is a name, such as a telephone number: its spacing means nothing. */
const nameLength = 6;

/** True when a text holds a fact: a number by its value, a long one by its digits, words as they are. */
export function statesFact(text: string, fact: string): boolean {
  const digits = fact.replace(/[\s-]/g, '');
  if (/^\d+$/.test(digits) && digits.length >= nameLength) {
    const packed = text.normalize('NFKC').replace(/(?<=\d)[\s-](?=\d)/g, '');
    if (new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(packed)) return true;
  }
  const wanted = findNumbers(fact).map((number) => number.value);
  if (wanted.length === 0) return foldText(text).includes(foldText(fact));
  // Sets name a percentage by its number: 15 is stated by "15 %", 15 % is not stated by "15".
  const found = new Set(findNumbers(text).flatMap(({ value }) => [value, value.replace(/%$/, '')]));
  return wanted.every((value) => found.has(value));
}
