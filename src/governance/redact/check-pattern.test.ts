import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPatternFault } from './check-pattern.ts';

describe('findPatternFault', () => {
  it.each([
    String.raw`(?<!\d)\d{3}[ \-]?\d{4}(?!\d)`,
    String.raw`[A-Z]{1,2}\d{6}\(?[0-9A]\)?`,
    String.raw`(?:one|two|three) (?<value>\p{Script=Han}{2,3})`,
    String.raw`(?:\+?852[ \-]?)?\d{8}`,
    'a{0,300}',
    String.raw`\u{1F600}|\u4e00|[\]\\]`,
  ])('lets a bounded pattern pass: %s', (pattern) => {
    expect(findPatternFault(pattern)).toBeUndefined();
  });

  it.each([
    ['(', /^is not a regular expression/],
    [String.raw`\-`, /^is not a regular expression/],
    ['a+', /without an upper bound \("\+"\)/],
    ['a*?b', /without an upper bound \("\*\?"\)/],
    [String.raw`\d{3,}`, /without an upper bound \("\{3,\}"\)/],
    ['(?:a{1,9}b?){2,9}', /repeats \("\{2,9\}"\) what can itself match in several ways/],
    ['(?:a|a){10}', /what can itself match in several ways/],
    ['(?:(?:x?)y){3}', /what can itself match in several ways/],
    [String.raw`(a)\1`, /refers back/],
    [String.raw`(?<x>a)\k<x>`, /refers back/],
    ['a{0,99}a{0,99}a{0,99}', /can match in 1000000 ways/],
    ['a?'.repeat(17), /can match in 131072 ways/],
    ['a{500}', /can match 500 characters/],
    [String.raw`(?=a{0,99}a{0,99}a{0,99})b`, /ways/],
    ['a{0,99}(?=a{0,99}a{0,99})b', /ways/],
    ['(?:a|aa){4}', /several ways/],
  ])('refuses %s', (pattern, reason) => {
    expect(findPatternFault(pattern)).toMatch(reason);
  });

  it('takes a list of plain words for one choice, however long', () => {
    const words = Array.from({ length: 500 }, (_, at) => `word${at}`).join('|');
    expect(findPatternFault(`(?:${words})(?:${words})(?:${words})`)).toBeUndefined();
  });

  it('never fails itself, and what it lets pass can be compiled', () => {
    const piece = fc.constantFrom(
      ...'ab[]()?:{}1,2|\\d^$=!<>-'.split(''),
      '(?:',
      '{1,3}',
      '\\d',
      '[a-z]',
      '(?=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const pattern = pieces.join('');
        const compiles = (): boolean => new RegExp(pattern, 'u').test('') || true;
        expect(findPatternFault(pattern) !== undefined || compiles()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
