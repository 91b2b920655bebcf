import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openAuditLedger } from '../src/app/index.ts';
import type { LedgerRecord } from '../src/governance/index.ts';
import { runCli } from '../src/cli/run-cli.ts';
import { makeIo } from '../src/cli/testing/make-io.ts';

const homes: string[] = [];
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ledger-cli-'));
  homes.push(home);
});
afterAll(() => Promise.all(homes.map((each) => rm(each, { recursive: true, force: true }))));

async function run(...args: string[]) {
  const io = makeIo({ workingFolder: home });
  const code = await runCli(['--home', home, 'ledger', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

async function fill(days: readonly string[], perDay = 12) {
  for (const day of days) {
    const clock = () => new Date(`${day}T09:30:00Z`);
    const { log } = await openAuditLedger({ home }, { region: 'example', version: '1.0.0', clock });
    await Promise.all(
      Array.from({ length: perDay }, (_, at) =>
        log.append({
          kind: 'decision',
          stage: 'output',
          action: at === 0 ? 'decline' : 'allow',
          clauses: at === 0 ? ['ex-1.1'] : [],
          bundle: 'b'.repeat(64),
          variety: 'en',
        }),
      ),
    );
    await log.close();
  }
}

const segment = () => join(home, 'ledger', 'segment-000001.jsonl');

describe('lionrock ledger verify', () => {
  it('says that a ledger is whole, and by which key', async () => {
    await fill(['2026-05-01', '2026-05-02']);
    const { code, out, err } = await run('verify');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^The ledger is whole\.\n27 records in 1 segments, 2 checkpoints\./);
    expect(out).toMatch(/Key: SHA-256 [0-9a-f]{64}/);
  });

  it('names the record that was changed and ends with 3', async () => {
    await fill(['2026-05-01']);
    const text = await readFile(segment(), 'utf8');
    await writeFile(segment(), text.replace('"decline"', '"allow"'));
    const { code, out } = await run('verify');
    expect(code).toBe(3);
    expect(out).toContain('Record 1 was edited: its content does not match its hash. (segment 1, line 3)');
    const json = await run('verify', '--json');
    expect(json.code).toBe(3);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      problems: [{ fault: 'edited', seq: 1, segment: 1, line: 3 }],
    });
  });

  it('ends with 2 where there is no ledger', async () => {
    const { code, err } = await run('verify', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'ledger.none' } });
  });
});

describe('lionrock ledger prove', () => {
  it('proves a record so that it can be checked without the ledger', async () => {
    await fill(['2026-05-01']);
    const proved = await run('prove', '3');
    expect(proved.code).toBe(0);
    const file = join(home, 'proof.json');
    await writeFile(file, proved.out);
    const key = join(home, 'key.pem');
    await writeFile(key, await readFile(join(home, 'ledger', 'public-key.pem')));
    await rm(join(home, 'ledger'), { recursive: true });
    const held = await run('prove', '--check', 'proof.json', '--key', 'key.pem');
    expect(held.code).toBe(0);
    expect(held.out).toMatch(/^The proof holds: record 3 of 2026-05-01T09:30Z/);
    await writeFile(file, proved.out.replace('"allow"', '"decline"'));
    const refused = await run('prove', '--check', 'proof.json', '--key', 'key.pem');
    expect(refused.code).toBe(3);
    expect(refused.out).toBe('The proof does not hold: the record was changed.\n');
  });

  it('proves that the ledger has only grown', async () => {
    await fill(['2026-05-01', '2026-05-02']);
    const { code, out } = await run('prove', '--since', '13', '--json');
    expect(code).toBe(0);
    await writeFile(join(home, 'proof.json'), out);
    expect((await run('prove', '--check', 'proof.json')).out).toMatch(
      /^The proof holds: the 27 records .* begin with the 13 records signed at 2026-05-01T09:30Z/,
    );
  });

  it.each([
    [['prove'], 'cli.usage'],
    [['prove', '1', '--since', '2'], 'cli.usage'],
    [['prove', 'x'], 'cli.usage'],
    [['prove', '999'], 'ledger.no-such-record'],
    [['prove', '--since', '5'], 'ledger.no-such-checkpoint'],
    [['prove', '--check', 'missing.json'], 'file.not-found'],
  ])('refuses %j with %s', async (args, code) => {
    await fill(['2026-05-01']);
    const refused = await run(...args, '--json');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code } });
  });
});

describe('lionrock ledger export', () => {
  const parse = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LedgerRecord);

  it('gives the records of a period as they stand in the ledger, and records the access', async () => {
    await fill(['2026-05-01', '2026-05-02', '2026-05-03']);
    const lines = (await readFile(segment(), 'utf8')).split('\n');
    const { code, out } = await run('export', '--from', '2026-05-02', '--to', '2026-05-02');
    expect(code).toBe(0);
    const [header, ...records] = out.trim().split('\n');
    expect(JSON.parse(header!)).toMatchObject({ kind: 'ledger-export', schema: 1, region: 'example' });
    expect(records).toEqual(lines.filter((line) => line.includes('"time":"2026-05-02')));
    expect(records).toHaveLength(13);
    const after = (await readFile(segment(), 'utf8')).trim().split('\n');
    expect(after.slice(lines.length - 1).map((line) => (JSON.parse(line) as LedgerRecord).kind)).toEqual([
      'access',
      'checkpoint',
    ]);
  });

  it('writes a file for its owner only', async () => {
    await fill(['2026-05-01']);
    const { code, out } = await run('export', '--out', 'records.jsonl');
    expect([code, out]).toEqual([0, `16 records are in ${join(home, 'records.jsonl')}.\n`]);
    expect((await stat(join(home, 'records.jsonl'))).mode & 0o777).toBe(0o600);
    expect(parse(await readFile(join(home, 'records.jsonl'), 'utf8'))).toHaveLength(17);
  });

  it('counts for a report, in which small counts are suppressed', async () => {
    await fill(['2026-04-30', '2026-05-01', '2026-05-02'], 40);
    const { code, out } = await run('export', '--report', '--json', '--from', '2026-05-01');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'transparency-report',
      region: 'example',
      from: '2026-05-01',
      decisions: 80,
      tables: {
        action: [
          { name: 'allow', count: 'withheld' },
          { name: 'decline', count: '<10' },
        ],
        month: [{ name: '2026-05', count: 80 }],
      },
    });
  });

  it('writes the report as a page that needs nothing else', async () => {
    await fill(['2026-05-01', '2026-05-02'], 40);
    expect((await run('export', '--report', '--out', 'report.html')).code).toBe(0);
    const page = await readFile(join(home, 'report.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('<svg');
    expect(page).toContain('&#60;10');
    // Nothing is fetched, and nothing runs.
    expect(page).not.toMatch(/https?:|<script|<link|url\(|@import| on\w+=/);
    // Two declined decisions, which nothing may tell.
    expect(page).not.toMatch(/decline: 2\b|allow: 78\b/);
    expect((await run('export', '--report', '--out', 'report.json')).code).toBe(0);
    expect(JSON.parse(await readFile(join(home, 'report.json'), 'utf8'))).toMatchObject({ decisions: 80 });
  });

  it.each([
    [['export', '--report', '--out', 'report.pdf'], 'ledger.unknown-report-form'],
    [['export', '--from', '2026-02-30'], 'cli.usage'],
    [['export', '--to', 'yesterday'], 'cli.usage'],
  ])('refuses %j with %s', async (args, code) => {
    await fill(['2026-05-01']);
    const refused = await run(...args, '--json');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code } });
  });

  it('makes no ledger by looking for one', async () => {
    const { code, err } = await run('export', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'ledger.none' } });
    await expect(stat(join(home, 'ledger'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
