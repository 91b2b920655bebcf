import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../base/index.ts';
import { makeDecision } from '../governance/ledger/testing/audit-log-conformance.ts';
import { openLedger } from './ledger-audit-log.ts';
import { checkProofFile, proveGrowth, proveRecord } from './ledger-proof.ts';
import { readLedger, readLedgerRegion } from './ledger-read.ts';
import { verifyLedger } from './ledger-verify.ts';
import {
  appendAll,
  copyLedger,
  makeLedgerFolder,
  options,
  readLedgerLines,
  segmentOf,
} from './testing/make-ledger.ts';

/** Three segments, three checkpoints. */
let whole: string;
beforeAll(async () => {
  whole = await makeLedgerFolder();
  for (let at = 0; at < 3; at += 1) {
    const log = await openLedger({ ...options, folder: whole, segmentBytes: 3000 });
    for (let count = 0; count < 5; count += 1) {
      await log.append(makeDecision({ clauses: [`c-${at}.${count}`] }));
    }
    await log.close();
  }
});

/** The problems of a copy after something was done to it. */
async function verifyAfter(damage: (folder: string) => Promise<unknown>) {
  const folder = await copyLedger(whole);
  await damage(folder);
  return verifyLedger(folder);
}

async function editLines(path: string, edit: (lines: string[]) => string[]): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, edit(lines).join('\n'));
}

describe('verifyLedger', () => {
  it('finds a ledger whole, and tells what it holds and who signed it', async () => {
    const reports: Progress[] = [];
    const found = await verifyLedger(whole, { report: (progress) => reports.push(progress) });
    const records = (await readLedgerLines(whole)).length;
    expect(found).toMatchObject({
      ok: true,
      records,
      segments: 3,
      checkpoints: 3,
      signed: { records },
      problems: [],
      notes: [],
    });
    expect(found.key).toMatch(/^[0-9a-f]{64}$/);
    expect(reports.at(-1)).toMatchObject({ unit: 'bytes' });
    expect(reports.at(-1)!.done).toBe(reports.at(-1)!.total);
  });

  it('changes nothing', async () => {
    const folder = await copyLedger(whole);
    await appendFile(segmentOf(folder, 3), '{"torn');
    const before = await readFile(segmentOf(folder, 3));
    const found = await verifyLedger(folder);
    expect(found.ok).toBe(true);
    expect(found.notes).toEqual(['6 bytes of an unfinished write stand at the end.']);
    expect(await readFile(segmentOf(folder, 3))).toEqual(before);
  });

  it('finds a byte that was changed anywhere in any file of records, or in the checkpoints', async () => {
    const files = [
      'segment-000001.jsonl',
      'segment-000002.jsonl',
      'segment-000003.jsonl',
      'checkpoints.jsonl',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (name, at) => {
        const found = await verifyAfter(async (folder) => {
          const bytes = await readFile(join(folder, name));
          // The header of the checkpoints says nothing that anything rests on.
          const from = name === 'checkpoints.jsonl' ? bytes.indexOf(0x0a) + 1 : 0;
          bytes[from + (at % (bytes.length - from))]! ^= 1;
          await writeFile(join(folder, name), bytes);
        });
        expect(found.ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  const cases: readonly [string, (folder: string) => Promise<unknown>, object][] = [
    [
      'a record that was dropped',
      (folder) => editLines(segmentOf(folder, 2), (lines) => lines.toSpliced(3, 1)),
      { fault: 'missing', segment: 2, line: 4 },
    ],
    ['a segment that is gone', (folder) => rm(segmentOf(folder, 2)), { fault: 'segment', segment: 2 }],
    ['the last segment being gone', (folder) => rm(segmentOf(folder, 3)), { fault: 'truncated' }],
    [
      'the last record being gone',
      (folder) => editLines(segmentOf(folder, 3), (lines) => [...lines.slice(0, -2), '']),
      { fault: 'truncated' },
    ],
    [
      'a line without its end in the middle',
      (folder) => editLines(segmentOf(folder, 1), (lines) => lines.slice(0, -1)),
      { fault: 'segment', segment: 1 },
    ],
    [
      'a checkpoint that is gone',
      (folder) => editLines(join(folder, 'checkpoints.jsonl'), (lines) => lines.toSpliced(1, 1)),
      { fault: 'checkpoint' },
    ],
    [
      'a checkpoint that nobody signed',
      (folder) =>
        editLines(join(folder, 'checkpoints.jsonl'), (lines) =>
          lines.with(1, lines[1]!.replace(/"signature":"..../, '"signature":"AAAA')),
        ),
      { fault: 'checkpoint' },
    ],
    ['a head that is gone', (folder) => rm(join(folder, 'head.json')), { fault: 'head' }],
    [
      'a head that points elsewhere',
      async (folder) => {
        const text = await readFile(join(folder, 'head.json'), 'utf8');
        await writeFile(join(folder, 'head.json'), text.replace(/"offset": \d/, '"offset": 9'));
      },
      { fault: 'head' },
    ],
  ];

  it.each(cases)('finds %s', async (_, damage, problem) => {
    const found = await verifyAfter(damage);
    expect(found.ok).toBe(false);
    expect(found.problems).toContainEqual(expect.objectContaining(problem));
  });

  it('finds that all was made anew with another key, to whoever has kept the key', async () => {
    const other = await makeLedgerFolder();
    await appendAll(other, [makeDecision()]);
    expect((await verifyLedger(other)).ok).toBe(true);
    const found = await verifyLedger(other, { key: join(whole, 'public-key.pem') });
    expect(found.problems).toContainEqual({
      fault: 'head',
      message: 'The head is not signed by this key.',
    });
  });

  it('takes records that are being written for no damage', async () => {
    const folder = await copyLedger(whole);
    const log = await openLedger({ ...options, folder });
    const state = { isDone: false };
    const writing = (async () => {
      for (let at = 0; at < 60; at += 1) await log.append(makeDecision());
      state.isDone = true;
    })();
    let verified = 0;
    while (!state.isDone) {
      expect((await verifyLedger(folder)).problems).toEqual([]);
      verified += 1;
    }
    await writing;
    await log.close();
    expect(verified).toBeGreaterThan(0);
  });

  it('says that there is no ledger, and that a key is none', async () => {
    const folder = await makeLedgerFolder();
    await expect(verifyLedger(folder)).rejects.toMatchObject({ code: 'ledger.none', category: 'input' });
    await expect(readLedgerRegion(folder)).rejects.toMatchObject({ code: 'ledger.none' });
    await expect(verifyLedger(whole, { key: segmentOf(whole, 1) })).rejects.toMatchObject({
      code: 'ledger.bad-key',
    });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stop'));
    await expect(verifyLedger(whole, { signal: controller.signal })).rejects.toThrow('stop');
  });
});

describe('proofs from a ledger', () => {
  const key = () => join(whole, 'public-key.pem');
  const check = async (proof: object) => {
    const file = join(await makeLedgerFolder(), '..', 'proof.json');
    await writeFile(file, JSON.stringify(proof));
    return checkProofFile(file, key());
  };

  it('hold for every record, with nothing but the public key', async () => {
    const lines = await readLedgerLines(whole);
    for (const [seq, line] of lines.entries()) {
      const proof = await proveRecord(whole, seq);
      expect(proof.record).toEqual(JSON.parse(line));
      expect(await check(proof)).toMatchObject({ ok: true });
    }
  });

  it('do not hold once anything in them is changed', async () => {
    const proof = await proveRecord(whole, 3);
    const changed = { ...proof, record: { ...proof.record, time: '2020-01-01T00:00Z' } };
    expect(await check(changed)).toMatchObject({ ok: false, fault: 'record-changed' });
    const other = { ...proof, record: (await proveRecord(whole, 4)).record };
    expect(await check(other)).toMatchObject({ ok: false, fault: 'not-in-tree' });
  });

  it('show that the ledger has only grown since each checkpoint', async () => {
    const lines = (await readFile(join(whole, 'checkpoints.jsonl'), 'utf8')).trim().split('\n').slice(1);
    for (const { treeSize } of lines.map((line) => JSON.parse(line) as { treeSize: number })) {
      expect(await check(await proveGrowth(whole, treeSize))).toMatchObject({ ok: true });
    }
    await expect(proveGrowth(whole, 2)).rejects.toMatchObject({ code: 'ledger.no-such-checkpoint' });
  });

  it('are not made of a ledger that was changed, nor of a record that is not there', async () => {
    await expect(proveRecord(whole, 9999)).rejects.toMatchObject({ code: 'ledger.no-such-record' });
    const folder = await copyLedger(whole);
    await editLines(segmentOf(folder, 1), (lines) => lines.toSpliced(2, 1));
    await expect(proveRecord(folder, 1)).rejects.toMatchObject({ code: 'ledger.broken' });
  });

  it('are told from files that are none', async () => {
    await expect(check({ kind: 'other' })).rejects.toMatchObject({ code: 'ledger.bad-proof' });
    await expect(checkProofFile(segmentOf(whole, 1), key())).rejects.toMatchObject({
      code: 'ledger.bad-proof',
    });
  });
});

describe('readLedger', () => {
  it('gives every signed record with its line', async () => {
    const lines: string[] = [];
    await readLedger(whole, ({ line, record }) => {
      expect(record.seq).toBe(lines.length);
      lines.push(line);
    });
    expect(lines).toEqual(await readLedgerLines(whole));
  });

  it('refuses a ledger that cannot be read to its end', async () => {
    const cut = await copyLedger(whole);
    await rm(segmentOf(cut, 3));
    await expect(readLedger(cut, () => undefined)).rejects.toMatchObject({ code: 'ledger.broken' });
    const damaged = await copyLedger(whole);
    await editLines(segmentOf(damaged, 1), (lines) => lines.with(2, '{}'));
    await expect(readLedger(damaged, () => undefined)).rejects.toMatchObject({ code: 'ledger.broken' });
  });
});
