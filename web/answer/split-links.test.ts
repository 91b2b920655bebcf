import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLinks } from './split-links.ts';

function links(text: string): string[] {
  return splitLinks(text).flatMap((piece) => (piece.link ? [piece.text] : []));
}

describe('splitLinks', () => {
  it('ends an address before the punctuation of its sentence', () => {
    expect(links('You can ask the Housing Authority: https://www.housingauthority.gov.hk.')).toEqual([
      'https://www.housingauthority.gov.hk',
    ]);
    expect(links('你可以向勞工處查詢：https://www.labour.gov.hk/tc/?a=1。')).toEqual([
      'https://www.labour.gov.hk/tc/?a=1',
    ]);
    expect(links('(http://a.hk/b/) 及https://c.hk，')).toEqual(['http://a.hk/b/', 'https://c.hk']);
  });

  it('sees no address in what only looks like one', () => {
    expect(links('javascript:alert(1) www.a.hk http://')).toEqual([]);
  });

  it('keeps every character', () => {
    const parts = fc.constantFrom('https://', 'a.hk', '/', '.', '，', ' ', 'x');
    fc.assert(
      fc.property(fc.array(parts), (pieces) => {
        const text = pieces.join('');
        expect(
          splitLinks(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
