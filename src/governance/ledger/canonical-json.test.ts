import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, writeMembers } from './canonical-json.ts';

/** The members of an object in another order. */
function shuffle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffle);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, shuffle(member)]),
  );
}

// What Object.fromEntries would not take over as it is.
const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__proto__');
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.array(tie('tree')),
    fc.dictionary(name, tie('tree')),
  ),
}));

describe('canonicalJson', () => {
  it('sorts as the example of RFC 8785, section 3.2.3', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(JSON.parse(canonicalJson(example))).toEqual(example);
    const order = Array.from(canonicalJson(example).matchAll(/:"([A-Z]\w*)/g), ([, word]) => word);
    expect(order).toEqual(['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew']);
  });

  it('writes numbers and escapes as the example of RFC 8785, section 3.2.2', () => {
    const example = {
      numbers: JSON.parse('[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]') as unknown,
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts names that look like numbers as text', () => {
    expect(canonicalJson({ 9: 1, 10: 2, a: 3 })).toBe('{"10":2,"9":1,"a":3}');
  });

  it('says the same whatever the order, and says all of it', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(shuffle(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ['undefined', { a: undefined }],
    ['no number', [Number.NaN]],
    ['infinity', -Infinity],
    ['a big integer', 1n],
    ['half a surrogate pair', 'a\ud800'],
    ['half a surrogate pair as a name', { '\udc00': 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
  ])('refuses %s instead of leaving it out', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('writeMembers', () => {
  it('writes several objects as one', () => {
    expect(writeMembers({ c: 1, a: [2] }, { b: 'x' })).toBe(canonicalJson({ a: [2], b: 'x', c: 1 }));
  });

  it('refuses two members of one name', () => {
    expect(() => writeMembers({ a: 1 }, { b: 2, a: 1 })).toThrow(TypeError);
  });
});
