import { describe, expect, it } from 'vitest';
import { formatLocator } from './format-locator.ts';

describe('formatLocator', () => {
  it('writes headings outermost first, then part, row and page', () => {
    expect(formatLocator({ headings: ['Part IVA', 's. 120AAB'], page: 12 })).toBe(
      'Part IVA > s. 120AAB, p. 12',
    );
    expect(formatLocator({ page: 4, row: 7, part: 2, headings: ['Fees'] })).toBe('Fees, part 2, row 7, p. 4');
  });

  it('takes the words of a language', () => {
    const words = { page: '第{n}頁', row: '第{n}行', part: '第{n}部分' };
    expect(formatLocator({ page: 12, part: 3 }, words)).toBe('第3部分, 第12頁');
  });

  it('is empty for a passage that is its whole document', () => {
    expect(formatLocator({})).toBe('');
    expect(formatLocator({ headings: [] })).toBe('');
  });
});
