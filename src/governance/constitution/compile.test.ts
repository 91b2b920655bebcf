import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBundle } from './bundle.ts';
import { canonicalJson } from './canonical.ts';
import { compileConstitution } from './compile.ts';
import { changedFiles, exampleFiles, readWhole } from './testing/example-files.ts';

const plain = compileConstitution(readWhole(exampleFiles()));

describe('canonicalJson', () => {
  it('does not depend on the order of keys, and is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells different values apart', () => {
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

describe('compileConstitution', () => {
  it('gives the same hash whatever the comments, and in whichever file a rule stands', () => {
    const commented = changedFiles('meta.yaml', (text) => `# A remark.\n${text}`);
    expect(compileConstitution(readWhole(commented)).bundleHash).toBe(plain.bundleHash);
    const files = exampleFiles();
    const moved = files.get('rules/privacy.yaml') ?? '';
    files.delete('rules/privacy.yaml');
    files.set('rules/a-first.yaml', moved);
    expect(compileConstitution(readWhole(files))).toEqual(plain);
  });

  it('gives another hash when a word of it changes, or a test does', () => {
    const changes = [
      ['rules/privacy.yaml', 'dig up', 'unearth'],
      ['sources.yaml', 'Article 5', 'Article 6'],
      ['page.yaml', 'On this page', 'On that page'],
      ['tests/answers.jsonl', '60 pounds', '70 pounds'],
    ] as const;
    const hashes = changes.map(
      ([file, from, to]) =>
        compileConstitution(readWhole(changedFiles(file, (text) => text.replace(from, to)))).bundleHash,
    );
    expect(new Set([plain.bundleHash, ...hashes]).size).toBe(changes.length + 1);
  });

  it('fills in what users are told', () => {
    const disclosures = new Map(plain.clauses.map(({ id, disclosure }) => [id, disclosure]));
    expect(disclosures.get('example-R01.1')).toEqual({
      en: "This was not answered under rule example-R01.1 (Do not put a private person's whereabouts together; basis: Charter of Port Amber Article 5). You can ask for a review.",
      'zh-Hans':
        '根据规则example-R01.1（不拼凑私人的行踪；依据：琥珀港宪章第五条），此问题不予回答。你可以要求复核。',
    });
    const told = plain.clauses.flatMap(({ disclosure }) => Object.values(disclosure));
    expect(told.join('')).not.toContain('{');
  });

  it('applies a profile, which changes the hash', () => {
    const school = compileConstitution(readWhole(exampleFiles()), { profile: 'school' });
    const actionOf = (bundle: typeof plain) =>
      bundle.clauses.find(({ id }) => id === 'example-R01.1')?.action;
    expect(actionOf(plain)).toBe('decline');
    expect(actionOf(school)).toBe('partial');
    expect(school.bundleHash).not.toBe(plain.bundleHash);
  });

  it('turns rules on and off', () => {
    const startsOff = (text: string) =>
      text.replace('mayBecome: [partial]', 'mayBecome: [partial, on]\n    startsOff: true');
    const files = changedFiles('rules/privacy.yaml', startsOff);
    const school = files.get('profiles/school.yaml') ?? '';
    files.set('profiles/school.yaml', school.replace('becomes: partial', 'becomes: on'));
    const constitution = readWhole(files);
    const idsIn = (profile: string) =>
      compileConstitution(constitution, { profile }).rules.map(({ id }) => id);
    expect(idsIn('public')).not.toContain('example-R01.1');
    expect(idsIn('school')).toContain('example-R01.1');
  });

  it('lets nobody choose a profile by mistake', () => {
    const constitution = readWhole(exampleFiles());
    const code = (options: Parameters<typeof compileConstitution>[1]) => {
      try {
        return compileConstitution(constitution, options).profile.id;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code({ profile: 'none' })).toBe('governance.unknown-profile');
    expect(code({ profile: 'archive' })).toBe('governance.disabled-profile');
    expect(code({ profile: 'archive', allowDisabled: true })).toBe('archive');
  });

  it('publishes no name from the list of names, and no text of a test', () => {
    const text = JSON.stringify(plain);
    expect(text).not.toContain('Jane Example');
    expect(text).not.toContain('number plate');
  });
});

describe('readBundle', () => {
  it('reads what was printed, and nothing that was changed', () => {
    const text = JSON.stringify(plain);
    expect(readBundle(text, 'b.json')).toEqual(plain);
    expect(() => readBundle(text.replace('"decline"', '"partial"'), 'b.json')).toThrow(
      expect.objectContaining({ code: 'governance.changed-bundle' }),
    );
    for (const other of ['', '{}', '[1]', text.slice(1)]) {
      expect(() => readBundle(other, 'b.json')).toThrow(
        expect.objectContaining({ code: 'governance.bad-bundle' }),
      );
    }
  });
});
