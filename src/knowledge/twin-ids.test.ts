import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../base/index.ts';
import { TwinIds } from './twin-ids.ts';

/** Gives every document its id, or undefined for one that came before. */
function name(documents: readonly (readonly [id: string, text: string])[]): (string | undefined)[] {
  const ids = new TwinIds();
  return documents.map(([id, text]) => {
    const given = ids.propose(id);
    return ids.take(id, given, sha256(text)) ? given : undefined;
  });
}

describe('TwinIds', () => {
  it('numbers other texts of one id and knows a text that came before', () => {
    const documents = [['a', '1'], ['b', '1'], ['a', '2'], ['a', '1'], ['a', '2'], ['a', '3']] as const; // prettier-ignore
    expect(name(documents)).toEqual(['a', 'b', 'a~2', undefined, undefined, 'a~3']);
  });

  it('leaves an id alone that looks like a numbered one', () => {
    expect(name([['a~2', 'x'], ['a', 'y'], ['a', 'z']])).toEqual(['a~2', 'a', 'a~3']); // prettier-ignore
  });

  it('never gives one id twice, loses no text, and gives the same ids again', () => {
    const document = fc.tuple(fc.constantFrom('a', 'b', 'a~2', 'a~3'), fc.constantFrom('1', '2', '3', '4'));
    fc.assert(
      fc.property(fc.array(document, { maxLength: 30 }), (documents) => {
        const ids = name(documents);
        const given = ids.filter((id) => id !== undefined);
        expect(new Set(given).size).toBe(given.length);
        const stored = documents.flatMap(([, text], at) =>
          ids[at] === undefined ? [] : [[ids[at], text] as const],
        );
        for (const [id, text] of documents) {
          const found = stored.filter(
            ([own, other]) => other === text && (own === id || own.startsWith(`${id}~`)),
          );
          expect(found.length, `${id} ${text}`).toBeGreaterThan(0);
        }
        expect(name(documents)).toEqual(ids);
      }),
    );
  });

  it('stays quick when every record claims the same id', () => {
    const ids = new TwinIds();
    let last = '';
    for (let at = 0; at < 100_000; at += 1) {
      last = ids.propose('same');
      ids.take('same', last, at.toString(16).padStart(12, '0'));
    }
    expect(last).toBe('same~100000');
  });
});
