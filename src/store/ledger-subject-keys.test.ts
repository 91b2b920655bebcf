import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDecision } from '../governance/ledger/testing/audit-log-conformance.ts';
import { openLedger } from './ledger-audit-log.ts';
import { openSubjectKeys } from './ledger-subject-keys.ts';
import { verifyLedger } from './ledger-verify.ts';
import { makeLedgerFolder, options } from './testing/make-ledger.ts';

async function open(start: string) {
  const folder = await makeLedgerFolder();
  let now = new Date(start);
  const clock = () => now;
  const goTo = (instant: string) => (now = new Date(instant));
  return { folder, clock, goTo, keys: openSubjectKeys({ folder, clock }), files: () => readdir(folder) };
}

describe('openSubjectKeys', () => {
  it('gives a session one name this month, also to another process, and another one its own', async () => {
    const { folder, clock, keys } = await open('2026-04-10T00:00:00Z');
    const name = await keys.subjectOf('session-1');
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(await keys.subjectOf('session-1')).toBe(name);
    expect(await openSubjectKeys({ folder, clock }).subjectOf('session-1')).toBe(name);
    expect(await keys.subjectOf('session-2')).not.toBe(name);
  });

  it('gives it another name in another month, and in another home', async () => {
    const { keys, goTo } = await open('2026-04-30T23:59:00Z');
    const name = await keys.subjectOf('session-1');
    goTo('2026-05-01T00:00:00Z');
    expect(await keys.subjectOf('session-1')).not.toBe(name);
    expect(await (await open('2026-04-30T23:59:00Z')).keys.subjectOf('session-1')).not.toBe(name);
  });

  it('keeps the key for its owner only', async () => {
    const { folder, keys } = await open('2026-04-10T00:00:00Z');
    await keys.subjectOf('session-1');
    const { mode, size } = await stat(join(folder, '2026-04.key'));
    expect([mode & 0o777, size]).toEqual([0o600, 32]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('destroys a key 31 days after its month began, when a session is named', async () => {
    const { keys, goTo, files } = await open('2026-04-10T00:00:00Z');
    await keys.subjectOf('session-1');
    goTo('2026-05-01T12:00:00Z');
    await keys.subjectOf('session-1');
    expect(await files()).toEqual(['2026-04.key', '2026-05.key']);
    goTo('2026-05-02T00:00:00Z');
    await keys.subjectOf('session-1');
    expect(await files()).toEqual(['2026-05.key']);
  });

  it('destroys the keys of a program that did not run for long', async () => {
    const { folder, goTo, keys, files } = await open('2026-04-10T00:00:00Z');
    await keys.subjectOf('session-1');
    await writeFile(join(folder, 'notes.txt'), 'not a key');
    goTo('2027-01-01T00:00:00Z');
    await keys.destroyExpired();
    expect(await files()).toEqual(['notes.txt']);
  });

  it('leaves a ledger that can be verified, in which nobody can be found again', async () => {
    const { folder, clock, goTo, keys } = await open('2026-04-10T00:00:00Z');
    const ledger = await makeLedgerFolder();
    const log = await openLedger({ ...options, folder: ledger, clock });
    const subject = await keys.subjectOf('session-1');
    await log.append(makeDecision({ subject }));
    await log.close();
    goTo('2026-06-01T00:00:00Z');
    await keys.destroyExpired();
    expect((await verifyLedger(ledger)).ok).toBe(true);
    expect(await readFile(join(ledger, 'segment-000001.jsonl'), 'utf8')).toContain(subject);
    goTo('2026-04-10T00:00:00Z');
    expect(await openSubjectKeys({ folder, clock }).subjectOf('session-1')).not.toBe(subject);
  });

  it('lets processes that begin a month together agree on one key', async () => {
    const { folder, clock, files } = await open('2026-04-10T00:00:00Z');
    const names = await Promise.all(
      Array.from({ length: 8 }, () => openSubjectKeys({ folder, clock }).subjectOf('session-1')),
    );
    expect(new Set(names).size).toBe(1);
    expect(await files()).toEqual(['2026-04.key']);
  });

  it('refuses a key that is none, without showing it', async () => {
    const { folder, keys } = await open('2026-04-10T00:00:00Z');
    await keys.subjectOf('session-1');
    await writeFile(join(folder, '2026-04.key'), 'secret');
    const error: unknown = await openSubjectKeys({ folder, clock: () => new Date('2026-04-10T00:00:00Z') })
      .subjectOf('session-1')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ledger.bad-key' });
    expect(String(error)).not.toContain('secret');
  });
});
