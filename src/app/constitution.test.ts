import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegionPack } from './check-region-pack.ts';
import { checkConstitution, compareConstitutions, readConstitutionBundle } from './constitution.ts';
import { regionsFolder } from './region-folders.ts';

const example = join(regionsFolder, 'example');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'constitution-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A copy of the example pack, with one file of its constitution changed. */
async function copyPack(name: string, file: string, change: (text: string) => string): Promise<string> {
  const copy = join(folder, name);
  await cp(example, copy, { recursive: true });
  const path = join(copy, 'constitution', file);
  const text = await readFile(path, 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(path, change(text));
  return copy;
}

describe('checkConstitution', () => {
  it.each(['hk', 'example', 'template'])('finds no error in %s, whose tests are met', async (id) => {
    const { constitution, problems } = await checkConstitution(id);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(constitution).toMatchObject({ id, bundleHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it('checks a folder without a pack, and knows the pack of one that has it', async () => {
    const alone = join(folder, 'alone');
    await cp(join(example, 'constitution'), alone, { recursive: true });
    expect((await checkConstitution(alone)).folder).toBe(alone);
    const within = await checkConstitution(join(example, 'constitution'));
    expect(within.folder).toBe(example);
    expect((await checkConstitution(alone)).constitution).toEqual(within.constitution);
  });

  it('finds a failed test, and so does the check of the pack', async () => {
    const copy = await copyPack('failing', 'rules/privacy.yaml', (text) => text.replace('track down, ', ''));
    const expected = { file: 'constitution/tests/privacy.jsonl', line: 3, severity: 'error' };
    expect((await checkConstitution(copy)).problems).toMatchObject([expected]);
    expect((await checkRegionPack(copy)).problems).toMatchObject([expected]);
  });

  it('compares triggers with the lexicon of places of the pack', async () => {
    const copy = await copyPack('placed', 'rules/privacy.yaml', (text) =>
      text.replace('home address of,', 'home address of, streets of Port Amber,'),
    );
    expect((await checkConstitution(copy)).problems).toMatchObject([
      { file: 'constitution/rules/privacy.yaml', message: expect.stringContaining('"Port Amber"') as string },
    ]);
  });
});

describe('readConstitutionBundle', () => {
  it('tells why it cannot', async () => {
    const broken = await copyPack('broken', 'meta.yaml', (text) =>
      text.replace('status: draft', 'status: odd'),
    );
    await expect(readConstitutionBundle(broken)).rejects.toMatchObject({
      code: 'governance.invalid-constitution',
      message: expect.stringMatching(/constitution\/meta\.yaml:\d+: status/) as string,
    });
    await expect(readConstitutionBundle(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'region.not-found',
    });
  });
});

describe('compareConstitutions', () => {
  it('compares a file that was printed with a folder, and replays texts', async () => {
    const bundle = join(folder, 'bundle.json');
    await writeFile(bundle, JSON.stringify(await readConstitutionBundle('example')));
    const changed = await copyPack('changed', 'rules/privacy.yaml', (text) =>
      text.replace('track down, ', ''),
    );
    const replay = join(example, 'constitution/tests/privacy.jsonl');
    const comparison = await compareConstitutions({ from: bundle, to: changed, replay });
    expect(comparison.changes).toMatchObject([{ part: 'rules', id: 'example-R01.1', kind: 'changed' }]);
    expect(comparison.replay).toMatchObject({
      texts: 12,
      changed: [{ number: 2, from: { action: 'decline' }, to: { action: 'allow' } }],
    });
    expect((await compareConstitutions({ from: bundle, to: 'example' })).changes).toEqual([]);
  });

  it('names the line of what is no text to judge', async () => {
    const replay = join(folder, 'replay.jsonl');
    await writeFile(replay, '{"text":"hello"}\n{"text":""}\n');
    await expect(compareConstitutions({ from: 'example', to: 'example', replay })).rejects.toMatchObject({
      code: 'governance.bad-replay',
      data: { line: 2 },
    });
  });
});
