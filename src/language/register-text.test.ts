import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symbols } from './register-symbols.ts';
import { readSentences } from './register-text.ts';

function read(text: string) {
  const { sequence, sentences } = readSentences(text);
  return sentences.map((sentence) => ({
    ...sentence,
    symbols: Array.from(sequence.slice(sentence.start, sentence.end)),
  }));
}

describe('readSentences', () => {
  it('counts letters by script', () => {
    expect(read('他说 the Plan は 한 я')).toMatchObject([
      {
        han: 2,
        simplified: 1,
        traditional: 0,
        words: ['the', 'plan'],
        english: 1,
        kana: 1,
        hangul: 1,
        foreign: 1,
      },
    ]);
  });

  it('ends sentences at stops, not within numbers and addresses', () => {
    expect(read('好。3.5 percent of example.org! Yes. 係')).toHaveLength(4);
  });

  it('makes one symbol of a number and of several words, folds Han, and marks clauses', () => {
    const [only] = read('說 123 big words,「係」 D');
    expect(only?.symbols).toEqual([
      '说'.charCodeAt(0),
      symbols.number,
      symbols.latin,
      symbols.boundary,
      '係'.charCodeAt(0),
      symbols.boundary,
      'd'.charCodeAt(0),
    ]);
  });

  it('knows which language is first and last', () => {
    expect(read('OK 好 thanks')).toMatchObject([{ firstLatin: true, lastLatin: true }]);
    expect(read('好 OK 好')).toMatchObject([{ firstLatin: false, lastLatin: false }]);
  });

  it('never writes more symbols than it has room for', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('好', ' 好', '. ', '。', 'a b', '1', '\uD842'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { sequence, sentences } = readSentences(pieces.join(''));
        for (const { start, end } of sentences) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(sequence.length);
        }
      }),
    );
  });
});
