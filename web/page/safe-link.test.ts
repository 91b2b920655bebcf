import { describe, expect, it } from 'vitest';
import { safeLink } from './safe-link.ts';

describe('safeLink', () => {
  it('lets web addresses through, with their host', () => {
    expect(safeLink('https://www.labour.gov.hk/eng/a b')).toEqual({
      href: 'https://www.labour.gov.hk/eng/a%20b',
      host: 'labour.gov.hk',
    });
    expect(safeLink('http://example.org')?.href).toBe('http://example.org/');
  });

  it.each([
    undefined,
    '',
    '/relative',
    'labour.gov.hk',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
  ])('makes no link of %j', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });
});
