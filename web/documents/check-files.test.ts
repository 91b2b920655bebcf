import { describe, expect, it } from 'vitest';
import { checkFiles } from './check-files.ts';

const mega = 1024 * 1024;

describe('checkFiles', () => {
  it('accepts up to the limit and says why it refuses what is above', () => {
    const files = [
      { name: 'fits.pdf', size: 50 * mega },
      { name: 'above.pdf', size: 50 * mega + 1 },
      { name: 'large.pdf', size: 61.24 * mega },
    ];
    const { accepted, refused } = checkFiles(files, 50);
    expect(accepted).toEqual([files[0]]);
    expect(refused).toEqual([
      { name: 'above.pdf', reason: '50.1\u00a0MB > 50\u00a0MB' },
      { name: 'large.pdf', reason: '61.3\u00a0MB > 50\u00a0MB' },
    ]);
  });
});
