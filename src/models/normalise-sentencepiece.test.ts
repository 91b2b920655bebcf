import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseSentencePiece } from './normalise-sentencepiece.ts';

describe('normaliseSentencePiece', () => {
  it.each([
    ['最低工資？', '最低工資?'],
    ['ＡＢＣ　１２３', 'ABC 123'],
    ['㈱ﾊﾝｶｸ①', '(株)ハンカク1'],
    ['  one\n\n two\u200Bthree\u0007 ', 'one two three'],
    ['１０～２０', '10～20'],
  ])('turns %j into %j', (text, expected) => {
    expect(normaliseSentencePiece(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normaliseSentencePiece(text);
        expect(normaliseSentencePiece(once)).toBe(once);
      }),
    );
  });
});
