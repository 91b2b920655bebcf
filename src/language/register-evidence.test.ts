import { describe, expect, it } from 'vitest';
import { addEvidence, noEvidence } from './register-evidence.ts';
import { readSentences } from './register-text.ts';

function evidenceOf(text: string) {
  const { sequence, sentences } = readSentences(text);
  const evidence = noEvidence();
  const places: [number, number][] = [];
  for (const { start, end } of sentences) {
    addEvidence(evidence, { sequence, start, end }, (from, to) => places.push([from, to]));
  }
  return { ...evidence, places };
}

describe('addEvidence', () => {
  it.each([
    // The longest word wins: each of these hides a marker.
    ['關係', 0, 0],
    ['旁邊有', 0, 0],
    ['三點', 0, 0],
    ['3點', 0, 0],
    ['呢個', 2, 0],
    ['點解', 2, 0],
    // The same in simplified writing; 系 alone is another word.
    ['唔係', 2, 0],
    ['唔系', 2, 0],
    ['系', 0, 0],
    // At the end of a clause only.
    ['走喇。', 2, 0],
    ['走喇走', 1, 0],
    ['喇嘛', 0, 0],
    ['他們的', 0, 4],
  ])('%s', (text, cantonese, mandarin) => {
    const found = evidenceOf(text);
    expect([found.cantonese, found.mandarin]).toEqual([cantonese, mandarin]);
  });

  it('tells the places of strong markers', () => {
    expect(evidenceOf('我哋去呢度').places).toEqual([
      [1, 2],
      [3, 5],
    ]);
  });
});
