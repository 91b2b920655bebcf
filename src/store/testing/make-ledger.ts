import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { AuditEntry } from '../../governance/index.ts';
import { type LedgerOptions, openLedger } from '../ledger-audit-log.ts';

/** What the ledgers of tests say of themselves. */
export const options = { region: 'example', version: '1.0.0' } as const;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A path for a ledger, where nothing is yet; removed after the tests. */
export async function makeLedgerFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'lionrock-ledger-'));
  folders.push(root);
  return join(root, 'ledger');
}

/** A copy of a ledger as it is on the disk this moment. */
export async function copyLedger(folder: string): Promise<string> {
  const copy = await makeLedgerFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Opens a ledger, appends entries at once and closes it. */
export async function appendAll(
  folder: string,
  entries: readonly AuditEntry[],
  change: Partial<LedgerOptions> = {},
): Promise<void> {
  const log = await openLedger({ ...options, folder, ...change });
  await Promise.all(entries.map((entry) => log.append(entry)));
  await log.close();
}

/** Path of a segment. */
export function segmentOf(folder: string, segment: number): string {
  return join(folder, `segment-${String(segment).padStart(6, '0')}.jsonl`);
}

/** The lines of all records of all segments, without headers. */
export async function readLedgerLines(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('segment-')).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => text.split('\n').slice(1, -1));
}
