import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExample } from '../src/app/testing/open-example.ts';
import { runAdding } from './testing/run-adding.ts';

const fileCount = 300;
/** Passages a file gives: with 300 files there are several writes, so that a kill falls between them. */
const sections = 16;

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kill-'));
  folder = join(root, 'documents');
  for (let number = 0; number < fileCount; number += 1) {
    const part = join(folder, `part-${number % 7}`);
    await mkdir(part, { recursive: true });
    const text = Array.from(
      { length: sections },
      (_, at) => `## Rule ${at}\n\nShip ${number} pays ${at * 7 + number} crowns at pier ${at}.\n`,
    );
    await writeFile(join(part, `ship-${number}.md`), `# Ship ${number}\n\n${text.join('\n')}`);
  }
  // A document larger than one write.
  const rows = Array.from({ length: 2600 }, (_, at) => `${at},Berth ${at},${'x'.repeat(160)}`);
  await writeFile(join(folder, 'berths.csv'), `number,name,note\n${rows.join('\n')}\n`);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** All that is stored, but for the time it was stored. */
async function readStore(home: string) {
  const workspace = await openExample(home);
  try {
    const records = await workspace.store.listDocuments();
    const passages = [];
    for (const { collection, documentId } of records) {
      passages.push(...(await workspace.store.getPassages(collection, documentId)));
    }
    const documents = records.map((record) => ({ ...record, addedAt: '' }));
    return { documents, passages, status: await workspace.store.status() };
  } finally {
    await workspace.close();
  }
}

describe('kill -9 while documents are added', () => {
  it('is mended by a second run: nothing lost, nothing twice', async () => {
    const whole = await runAdding(join(root, 'whole'), folder);
    expect(whole.lines.filter((line) => line.startsWith('added '))).toHaveLength(fileCount + 1);
    const expected = await readStore(join(root, 'whole'));
    expect(expected.status.passages).toBe(expected.passages.length);

    const killed = join(root, 'killed');
    // Line 1 says that the store is open; then come the outcomes.
    for (const lines of [1, 150]) {
      expect((await runAdding(killed, folder, { lines })).signal).toBe('SIGKILL');
    }
    const last = await runAdding(killed, folder);
    expect(last.code).toBe(0);
    expect(last.lines.some((line) => line.startsWith('unchanged '))).toBe(true);
    expect(last.lines.some((line) => line.startsWith('added '))).toBe(true);
    expect(last.lines.some((line) => /^(?:replaced|failed|doubtful) /.test(line))).toBe(false);
    expect(await readStore(killed)).toEqual(expected);
  });

  it('is mended by a second run wherever it falls', async () => {
    const expected = await readStore(join(root, 'whole'));
    const killed = join(root, 'killed-anywhere');
    let kills = 0;
    for (const pause of [150, 700]) {
      const { signal } = await runAdding(killed, folder, { lines: 1, pause });
      if (signal === 'SIGKILL') kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    expect((await runAdding(killed, folder)).code).toBe(0);
    expect(await readStore(killed)).toEqual(expected);
  });
});
