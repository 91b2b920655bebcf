import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackReader } from './pack-reader.ts';
import { readWorkingDays } from './read-working-days.ts';

const packs = join(import.meta.dirname, '../../regions');
const today = '2026-11-24';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'working-days-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const whole = {
  weekend: ['friday', 'saturday'],
  holidays: ['2026-12-25'],
  reviewBy: '2026-12-31',
  source: 'the gazette',
  verified: 'general-knowledge',
};

async function read(content: unknown, day = today) {
  await writeFile(join(folder, 'working-days.json'), JSON.stringify(content, null, 2));
  const reader = new PackReader(folder);
  return { calendar: await readWorkingDays(reader, day), problems: reader.problems };
}

describe('readWorkingDays', () => {
  it('gives days of the week by number, and the holidays', async () => {
    expect(await read(whole)).toEqual({
      calendar: { weekend: [5, 6], holidays: ['2026-12-25'] },
      problems: [],
    });
  });

  it('takes Saturdays and Sundays for free where a pack says nothing', async () => {
    const reader = new PackReader(join(packs, 'template'));
    expect(await readWorkingDays(reader, today)).toEqual({ weekend: [0, 6], holidays: [] });
    expect(reader.problems).toEqual([]);
  });

  it('warns when the list was to be reviewed', async () => {
    const { problems } = await read(whole, '2027-01-01');
    expect(problems).toMatchObject([{ severity: 'warning', file: 'working-days.json', line: 9 }]);
  });

  it.each([
    { weekend: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] },
    { weekend: ['sunday', 'sunday'] },
    { weekend: ['someday'] },
    { holidays: ['2026-02-30'] },
    { verified: 'yes' },
  ])('reports %j', async (parts) => {
    const { problems } = await read({ ...whole, ...parts });
    expect(problems.map(({ severity }) => severity)).toContain('error');
  });

  it.each(['hk', 'example'])('finds the holidays of %s in the days to come, in order', async (id) => {
    const reader = new PackReader(join(packs, id));
    const { weekend, holidays } = await readWorkingDays(reader, today);
    expect(reader.problems).toEqual([]);
    expect(weekend).toEqual([6, 0]);
    expect(holidays).toContain('2026-12-25');
    expect(holidays).toEqual(Array.from(new Set(holidays)).toSorted());
  });
});
