import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateJson, locateJsonError } from './locate-json.ts';

const text = `{
  "name": { "en": "Port, \\"Amber\\" }", "zh": "港" },
  "list": [
    1,
    { "deep": [true, null, -1.5e3] },

    [],
    "end"
  ],
  "last": "x"
}`;

describe('locateJson', () => {
  it.each([
    [[], 1],
    [['name', 'zh'], 2],
    [['list'], 3],
    [['list', 0], 4],
    [['list', 1, 'deep', 2], 5],
    [['list', 2], 7],
    [['list', 3], 8],
    [['last'], 10],
  ])('finds %j on line %i', (path, line) => {
    expect(locateJson(text, path)).toBe(line);
  });

  it('stays at the nearest enclosing value when the path leads nowhere', () => {
    expect(locateJson(text, ['list', 1, 'missing'])).toBe(5);
    expect(locateJson(text, ['list', 9])).toBe(3);
    expect(locateJson(text, ['last', 'of', 'text'])).toBe(10);
    expect(locateJson(text, ['nothing'])).toBe(1);
  });

  it('finds every scalar of any JSON on its own line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = JSON.stringify(value, undefined, 1);
        const lines = written.split('\n');
        for (const [path, scalar] of scalars(value, [])) {
          expect(lines[locateJson(written, path) - 1]).toContain(JSON.stringify(scalar));
        }
      }),
    );
    expect(scalars({ a: [1, { b: 'x' }] }, [])).toEqual([
      [['a', 0], 1],
      [['a', 1, 'b'], 'x'],
    ]);
  });
});

/** The scalars within a JSON value, each with its path. */
function scalars(value: unknown, path: readonly PropertyKey[]): [readonly PropertyKey[], unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) =>
    scalars(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

describe('locateJsonError', () => {
  const lineOf = (broken: string) => {
    try {
      JSON.parse(broken);
      return undefined;
    } catch (error) {
      return locateJsonError(broken, (error as Error).message);
    }
  };

  it.each([
    ['a missing comma', '{\n"a": 1\n"b": 2\n}', 3],
    ['a comma too many', '{\n"a": [1,\n2,\n],\n"b": 2\n}', 4],
    ['a bare word', '{\n"a": 1,\n"b": wage,\n"c": 3\n}', 3],
    ['a strange character', '{\n“a”: 1\n}', 2],
    ['a text that is not closed', '{\n"a": "x,\n"b": 1\n}', 2],
    ['a bracket that is not closed', '{\n"a": [1, 2]\n\n', 2],
    ['nothing', '', 1],
  ])('finds %s', (_, broken, line) => {
    expect(lineOf(broken)).toBe(line);
  });

  it('agrees for one character wrong in any line', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 20 }), fc.nat(), (numbers, seed) => {
        const at = seed % numbers.length;
        const lines = numbers.map((number, index) => (index === at ? `@` : String(number)));
        expect(lineOf(`[\n${lines.join(',\n')}\n]`)).toBe(at + 2);
      }),
    );
  });
});
