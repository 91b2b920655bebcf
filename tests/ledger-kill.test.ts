import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuditLedger, verifyAuditLedger } from '../src/app/index.ts';
import { readLines } from '../src/base/index.ts';
import type { LedgerRecord } from '../src/governance/index.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ledger-kill-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const script = fileURLToPath(new URL('testing/append-ledger.ts', import.meta.url));

/** Lets a process append and kills it some milliseconds after it has written so many lines. */
async function appendUntilKilled(home: string, batch: number, kill: { lines: number; pause: number }) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, home, String(batch)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('exit', (_, signal) => resolve(signal)),
  );
  const promised: string[] = [];
  let lines = 0;
  for await (const line of readLines(child.stdout)) {
    lines += 1;
    // The last line may be cut by the kill, too.
    if ('text' in line && /^\d+ [0-9a-f]{64}$/.test(line.text)) promised.push(line.text);
    if (lines === kill.lines) setTimeout(() => child.kill('SIGKILL'), kill.pause);
  }
  return { signal: await ended, promised };
}

async function readRecords(home: string): Promise<LedgerRecord[]> {
  const folder = join(home, 'ledger');
  const names = (await readdir(folder)).filter((name) => name.startsWith('segment-')).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts
    .flatMap((text) => text.split('\n').slice(1, -1))
    .map((line) => JSON.parse(line) as LedgerRecord);
}

describe('kill -9 while records are appended', () => {
  // Small batches are killed between writes, large ones within them.
  it.each([1, 50, 1500])('loses nothing that was promised, in batches of %d', async (batch) => {
    const home = join(root, `batch-${batch}`);
    const all: string[] = [];
    for (const [round, pause] of [0, 7, 19].entries()) {
      const lines = 2 + round * Math.max(2, batch);
      const { signal, promised } = await appendUntilKilled(home, batch, { lines, pause });
      expect(signal).toBe('SIGKILL');
      all.push(...promised);
      // A torn write is no damage, and nothing need be repaired to see that.
      expect((await verifyAuditLedger({ home })).problems).toEqual([]);
    }
    expect(all.length).toBeGreaterThan(batch);

    const { log } = await openAuditLedger({ home }, { region: 'example', version: '1.0.0' });
    const { seq } = await log.append({ kind: 'access', purpose: 'proof' });
    await log.close();
    const found = await verifyAuditLedger({ home });
    expect(found).toMatchObject({ ok: true, problems: [], notes: [] });

    const records = await readRecords(home);
    expect(records.map((record) => record.seq)).toEqual(records.map((_, at) => at));
    const kept = new Set(records.map((record) => `${record.seq} ${record.hash}`));
    expect(all.filter((line) => !kept.has(line))).toEqual([]);
    expect(records[seq]).toMatchObject({ kind: 'access' });
    const torn = await readdir(join(home, 'ledger', 'torn')).catch(() => []);
    expect(torn.filter((name) => name.endsWith('.pending'))).toEqual([]);
    expect(records.filter(({ kind }) => kind === 'recovery').length).toBeGreaterThanOrEqual(torn.length);
  });
});
