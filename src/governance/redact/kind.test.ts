import { describe, expect, it } from 'vitest';
import { checkPersonalDataKinds } from './check-kinds.ts';
import { personalDataKindSchema } from './kind.ts';
import { readKinds } from './testing/read-kinds.ts';

const locker = {
  id: 'locker',
  title: { en: 'Locker number' },
  replacement: 'LOCKER',
  priority: 10,
  forms: [{ pattern: String.raw`L\d{3}`, needs: 'context' }],
  checksum: { algorithm: 'none' },
  words: { before: ['locker'], after: [] },
  basis: [{ title: 'House rules' }],
  examples: ['my locker «L123»', 'Locker: «L９９９»'],
  counterExamples: ['road L123', 'locker 12'],
};

function faultsOf(change: object): string[] {
  const read = personalDataKindSchema.safeParse({ ...locker, ...change });
  return (read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('personalDataKindSchema', () => {
  it('fills in how near words must stand', () => {
    expect(personalDataKindSchema.parse(locker)).toMatchObject({
      words: { beforeWithin: 40, afterWithin: 12 },
      against: { before: [], beforeWithin: 16, afterWithin: 1 },
      allow: [],
    });
  });

  it.each([
    [{ forms: [{ pattern: 'L+', needs: 'context' }] }, /^forms\.0\.pattern: repeats without an upper bound/],
    [{ forms: [{ pattern: '{{floor}}', needs: 'context' }] }, /^forms\.0\.pattern: names a list "floor"/],
    [{ forms: [{ pattern: 'L', needs: 'checksum' }] }, /^forms\.0\.needs: asks for a checksum/],
    [{ forms: [{ pattern: 'L', needs: 'companion' }] }, /^forms\.0\.needs: asks for a companion/],
    [{ words: { before: [], after: [] } }, /^forms\.0\.needs: asks for context/],
    [{ examples: ['my locker L123', 'locker «L1»'] }, /^examples\.0: must mark/],
    [{ counterExamples: ['a', '«b»'] }, /^counterExamples\.1: may mark nothing/],
    [{ replacement: 'locker' }, /^replacement: must be capital letters/],
    [{ checksum: { algorithm: 'crc' } }, /^checksum/],
    [{ colour: 'red' }, /Unrecognized key/],
  ])('refuses %j', (change, fault) => {
    expect(faultsOf(change)).toEqual([expect.stringMatching(fault)]);
  });
});

describe('checkPersonalDataKinds', () => {
  const check = (...changes: object[]) =>
    checkPersonalDataKinds(changes.map((change) => personalDataKindSchema.parse({ ...locker, ...change })));

  it.each(['hk', 'example', 'template'])('has nothing against the kinds of %s', (region) => {
    expect(checkPersonalDataKinds(readKinds(region))).toEqual([]);
  });

  it('shows how an example is read', () => {
    expect(check({ examples: ['my locker «L12»', 'locker «L123»'] })).toEqual([
      expect.objectContaining({ at: 0, message: 'locker: "my locker «L12»" is read as "my locker L12"' }),
    ]);
    expect(check({ counterExamples: ['locker L777', 'x'] })[0]?.message).toBe(
      'locker: "locker L777" is read as "locker «L777»"',
    );
  });

  it('names a kind that is there twice, and companions that are not', () => {
    expect(
      check({}, { replacement: 'OTHER', examples: locker.examples }).map(({ message }) => message),
    ).toEqual(['the id "locker" is already used']);
    const [problem] = check({ companions: { kinds: ['key'], within: 9 } });
    expect(problem?.message).toBe('locker: there is no kind "key" to stand beside it');
  });
});
