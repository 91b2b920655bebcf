import { describe, expect, it } from 'vitest';
import { formatDetail } from './trace-detail.ts';

describe('formatDetail', () => {
  it.each([
    ['quantity', 'quantity'],
    [0.873421, '0.873'],
    [1824, '1824'],
    [true, 'true'],
    [['bm25', 'dense'], 'bm25, dense'],
    [
      { hits: 16, card: { probability: 0.87342, answers: false } },
      'hits 16 · card (probability 0.873 · answers false)',
    ],
    [{}, '–'],
    [[], '–'],
    ['', '–'],
    [null, '–'],
    [undefined, '–'],
  ])('writes %j as %j', (value, text) => {
    expect(formatDetail(value)).toBe(text);
  });
});
