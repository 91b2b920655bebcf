import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';

describe('readYaml', () => {
  it('gives values with the lines they stand on', () => {
    const text = '# note\nrules:\n  - id: a\n    title: { en: x,\n      zh-Hant: 甲 }\n  - id: b\n';
    const { value, faults, lineOf } = readYaml(text);
    expect(faults).toEqual([]);
    expect(value).toEqual({ rules: [{ id: 'a', title: { en: 'x', 'zh-Hant': '甲' } }, { id: 'b' }] });
    expect(lineOf(['rules', 0, 'title', 'zh-Hant'])).toBe(5);
    expect(lineOf(['rules', 1])).toBe(6);
    expect(lineOf(['rules', 1, 'missing', 'deeper'])).toBe(6);
    expect(lineOf(['rules', 9])).toBe(2);
  });

  it('keeps days and unusual words as texts', () => {
    expect(readYaml('a: 2026-11-23\nb: no\nc: off\nd: 1.0.0').value).toEqual({
      a: '2026-11-23',
      b: 'no',
      c: 'off',
      d: '1.0.0',
    });
  });

  it.each([
    ['a: "x', 1],
    ['a: 1\n\tb: 2', 2],
    ['a: 1\na: 2', 2],
    ['a: 1\n---\nb: 2', 2],
    ['a: !!js/function x', 1],
  ])('says what is wrong with %j', (text, line) => {
    const { value, faults } = readYaml(text);
    expect(value).toBeUndefined();
    expect(faults[0]?.line).toBe(line);
  });

  it('does not unfold aliases without bound', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}*l${at}]`,
    );
    const { value, faults } = readYaml(['l0: &l0 [x]', ...levels].join('\n'));
    expect(value).toBeUndefined();
    expect(faults[0]?.message).toMatch(/alias/i);
  });

  it('reads what a program wrote, and finds every value in it', () => {
    const word = fc.string({ minLength: 1, maxLength: 8 });
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        word,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'zh-Hant'), tie('node'), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        const text = stringify(value);
        const read = readYaml(text);
        expect(read.value).toEqual(value);
        const lines = text.split('\n').length;
        for (const path of pathsOf(value)) {
          expect(read.lineOf(path)).toBeGreaterThanOrEqual(1);
          expect(read.lineOf(path)).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });
});

function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? Array.from(value.entries())
    : Object.entries(value);
  return [[], ...entries.flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}
