import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegionPack } from './check-region-pack.ts';
import { createRegion } from './create-region.ts';
import { regionsFolder } from './region-folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'region-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('createRegion', () => {
  it('makes a pack that passes its check, under its own id and name', async () => {
    const created = await createRegion({ folder: join(folder, 'deep/my-town'), name: 'My "Town"' });
    const { pack, problems } = await checkRegionPack(created);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(pack?.id).toBe('my-town');
    const file = JSON.parse(await readFile(join(created, 'region.json'), 'utf8'));
    expect(file.name).toEqual({ en: 'My "Town"' });
    const rules = await readFile(join(created, 'constitution/rules/answers.yaml'), 'utf8');
    expect(rules).toContain('id: my-town-1.1');
    expect(rules).not.toContain('template');
  });

  it('brings every file of the template', async () => {
    const created = await createRegion({ folder: join(folder, 'whole'), id: 'other' });
    expect((await readdir(created, { recursive: true })).toSorted()).toEqual(
      (await readdir(join(regionsFolder, 'template'), { recursive: true })).toSorted(),
    );
  });

  it('refuses a folder that exists, and changes nothing in it', async () => {
    const before = await readdir(folder, { recursive: true });
    await expect(createRegion({ folder, id: 'fine' })).rejects.toMatchObject({
      code: 'region.folder-exists',
    });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  });

  it.each(['Ä', 'Town', '1st', 'a b', '../x', ''])('refuses the id "%s" before it writes', async (id) => {
    const before = await readdir(folder);
    const request = { folder: join(folder, 'new'), id };
    await expect(createRegion(request)).rejects.toMatchObject({ code: 'region.bad-id' });
    expect(await readdir(folder)).toEqual(before);
  });
});
