import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countScripts } from './han-script.ts';

describe('countScripts', () => {
  it.each([
    ['勞動報酬', 0, 3],
    ['劳动报酬', 3, 0],
    ['人工', 0, 0],
    ['MPF 123', 0, 0],
    // In use in both, or a word of its own in traditional writing: no proof either way.
    ['皇后平台公里批准', 0, 0],
    ['食晒', 0, 0],
    ['葵涌', 0, 0],
    ['着群峰', 0, 0],
  ])('%s', (text, simplified, traditional) => {
    expect(countScripts(text)).toEqual({ simplified, traditional });
  });

  it('counts each character by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('勞', '劳', '台', 'a', ' ', '系', '務', '务')), (characters) => {
        const sum = characters.map((character) => countScripts(character));
        expect(countScripts(characters.join(''))).toEqual({
          simplified: sum.reduce((total, one) => total + one.simplified, 0),
          traditional: sum.reduce((total, one) => total + one.traditional, 0),
        });
      }),
    );
  });
});
