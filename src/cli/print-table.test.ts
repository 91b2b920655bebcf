import { describe, expect, it } from 'vitest';
import { formatBytes, formatTable } from './print-table.ts';

describe('formatBytes', () => {
  it('uses decimal units and few digits', () => {
    expect([0, 999, 1000, 73_578_816, 491_400_064, 1_117_320_768].map(formatBytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '73.6 MB',
      '491 MB',
      '1.1 GB',
    ]);
  });
});

describe('formatTable', () => {
  it('aligns columns, counting an East Asian character as two', () => {
    expect(
      formatTable([
        ['甲', 'x', 'end'],
        ['abcd', 'yy', '終'],
        ['', '', ''],
      ]).split('\n'),
    ).toEqual(['甲    x   end', 'abcd  yy  終', '']);
  });
});
