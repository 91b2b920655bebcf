import { mkdir, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../base/index.ts';
import type { AuditEntry, LedgerRecord } from '../governance/index.ts';
import { describeAuditLog, makeDecision } from '../governance/ledger/testing/audit-log-conformance.ts';
import { openLedger } from './ledger-audit-log.ts';
import { verifyLedger } from './ledger-verify.ts';
import {
  appendAll,
  copyLedger,
  makeLedgerFolder,
  options,
  readLedgerLines,
  segmentOf,
} from './testing/make-ledger.ts';

describeAuditLog('the log on disk', async (clock) => {
  const folder = await makeLedgerFolder();
  const log = await openLedger({ ...options, folder, clock });
  return { log, readLines: () => readLedgerLines(folder) };
});

const records = async (folder: string) =>
  (await readLedgerLines(folder)).map((line) => JSON.parse(line) as LedgerRecord);
const kinds = async (folder: string) => (await records(folder)).map(({ kind }) => kind);
const decisions = (count: number): AuditEntry[] =>
  Array.from({ length: count }, (_, at) => makeDecision({ clauses: [`c-1.${at}`] }));
const healthy = async (folder: string) => {
  const found = await verifyLedger(folder);
  expect(found.problems).toEqual([]);
  return found;
};

afterEach(() => vi.restoreAllMocks());

describe('openLedger', () => {
  it('makes nothing until something is recorded', async () => {
    const folder = await makeLedgerFolder();
    const log = await openLedger({ ...options, folder });
    await log.close();
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps its files for its owner, and the signing key out of everything else', async () => {
    const folder = await makeLedgerFolder();
    await appendAll(folder, decisions(3));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const names = await readdir(folder);
    const modes = await Promise.all(names.map((name) => stat(join(folder, name))));
    expect(names.filter((_, at) => (modes[at]!.mode & 0o077) !== 0)).toEqual([]);
    const secret = (await readFile(join(folder, 'signing-key.pem'), 'utf8')).split('\n')[1]!;
    for (const name of (await readdir(folder)).filter((each) => each !== 'signing-key.pem')) {
      expect(await readFile(join(folder, name), 'utf8')).not.toContain(secret);
    }
  });

  it('goes on where it stopped', async () => {
    const folder = await makeLedgerFolder();
    for (let at = 0; at < 4; at += 1) await appendAll(folder, decisions(3));
    expect((await kinds(folder)).filter((kind) => kind === 'decision')).toHaveLength(12);
    expect((await healthy(folder)).checkpoints).toBe(4);
  });

  it('begins a new segment when one is large, or when the region is another one', async () => {
    const folder = await makeLedgerFolder();
    const log = await openLedger({ ...options, folder, segmentBytes: 2000 });
    for (const entry of decisions(20)) await log.append(entry);
    await log.close();
    const { segments } = await healthy(folder);
    expect(segments).toBeGreaterThan(3);
    await appendAll(folder, decisions(1), { region: 'elsewhere' });
    expect((await healthy(folder)).segments).toBe(segments + 1);
    const header = (await readFile(segmentOf(folder, segments + 1), 'utf8')).split('\n')[0]!;
    expect(JSON.parse(header)).toMatchObject({ kind: 'ledger', region: 'elsewhere', segment: segments + 1 });
    expect((await kinds(folder)).filter((kind) => kind === 'segment')).toHaveLength(segments + 1);
  });

  it('signs a checkpoint with the first batch of another day, and at the end', async () => {
    const folder = await makeLedgerFolder();
    let now = new Date('2026-05-01T23:58:00Z');
    const log = await openLedger({ ...options, folder, clock: () => now });
    await log.append(makeDecision());
    await log.append(makeDecision());
    now = new Date('2026-05-02T00:01:00Z');
    await log.append(makeDecision());
    await log.append(makeDecision());
    expect(await kinds(folder)).toEqual([
      'segment',
      'decision',
      'decision',
      'checkpoint',
      'decision',
      'decision',
    ]);
    await log.close();
    const lines = (await readFile(join(folder, 'checkpoints.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.slice(1).map((line) => (JSON.parse(line) as { treeSize: number }).treeSize)).toEqual([3, 6]);
    await healthy(folder);
  });

  it('lets two writers share a ledger, in turns', async () => {
    const folder = await makeLedgerFolder();
    const logs = await Promise.all([1, 2].map(() => openLedger({ ...options, folder })));
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        for (const entry of decisions(3)) await logs[at % 2]!.append(entry);
      }),
    );
    await Promise.all(logs.map((log) => log.close()));
    expect((await kinds(folder)).filter((kind) => kind === 'decision')).toHaveLength(30);
    await healthy(folder);
  });

  it('says so when another process does not stop writing', async () => {
    const folder = await makeLedgerFolder();
    await appendAll(folder, decisions(1));
    const lock = join(folder, 'writer.lock');
    await writeFile(lock, JSON.stringify({ pid: 1, host: `not-${hostname()}` }));
    await expect(openLedger({ ...options, folder, lockWaitMs: 60 })).rejects.toMatchObject({
      code: 'ledger.locked',
      category: 'setup',
      cure: expect.stringContaining(lock) as string,
    });
    await rm(lock);
    await appendAll(folder, decisions(1));
    await healthy(folder);
  });
});

/** A ledger of two batches; `before` is the state in which only the first one is promised. */
async function makeTwoBatches() {
  const folder = await makeLedgerFolder();
  const log = await openLedger({ ...options, folder });
  await Promise.all(decisions(3).map((entry) => log.append(entry)));
  const before = await copyLedger(folder);
  const { size } = await stat(segmentOf(folder, 1));
  await Promise.all(decisions(3).map((entry) => log.append(entry)));
  const bytes = (await readFile(segmentOf(folder, 1))).subarray(size);
  await log.close();
  return { before, bytes };
}

describe('a crash', () => {
  it('at any byte of a write loses only what was cut, and tells of it', async () => {
    const { before, bytes } = await makeTwoBatches();
    const whole = (cut: number) => bytes.subarray(0, cut).filter((byte) => byte === 0x0a).length;
    const ends = Array.from(bytes.entries()).flatMap(([at, byte]) => (byte === 0x0a ? [at, at + 1] : []));
    const cuts = fc.oneof(fc.nat(bytes.length), fc.constantFrom(0, 1, ...ends));
    await fc.assert(
      fc.asyncProperty(cuts, async (cut) => {
        const folder = await copyLedger(before);
        await writeFile(segmentOf(folder, 1), bytes.subarray(0, cut), { flag: 'a' });
        expect((await verifyLedger(folder)).ok).toBe(true);
        await appendAll(folder, [makeDecision({ clauses: ['after'] })]);
        await healthy(folder);
        const found = await records(folder);
        // The header and three promised records come first.
        const own = found.slice(4).filter(({ kind }) => kind !== 'checkpoint');
        const rest = cut - (bytes.subarray(0, cut).lastIndexOf(0x0a) + 1);
        expect(own.map(({ kind }) => kind)).toEqual([
          ...Array.from({ length: whole(cut) }, () => 'decision'),
          ...(rest > 0 ? ['recovery'] : []),
          'decision',
        ]);
        const torn = await readdir(join(folder, 'torn')).catch(() => []);
        expect(torn).toHaveLength(rest > 0 ? 1 : 0);
        if (rest === 0) return;
        const aside = await readFile(join(folder, 'torn', torn[0]!));
        expect(aside).toEqual(bytes.subarray(cut - rest, cut));
        expect(own.at(-2)).toMatchObject({ bytes: rest, digest: sha256(aside) });
      }),
      { numRuns: 40 },
    );
  });

  it('between copying the rest aside and cutting it off repeats both', async () => {
    const { before, bytes } = await makeTwoBatches();
    const folder = await copyLedger(before);
    const rest = bytes.subarray(0, 50);
    const { size } = await stat(segmentOf(folder, 1));
    await writeFile(segmentOf(folder, 1), rest, { flag: 'a' });
    await mkdir(join(folder, 'torn'));
    await writeFile(join(folder, 'torn', `segment-000001.jsonl.${size}.pending`), rest);
    await (await openLedger({ ...options, folder })).close();
    expect((await kinds(folder)).slice(4)).toEqual(['recovery']);
    expect(await readdir(join(folder, 'torn'))).toEqual([`segment-000001.jsonl.${size}`]);
    await healthy(folder);
  });

  it('of the power, which leaves anything behind what was promised, moves all of that aside', async () => {
    const { before, bytes } = await makeTwoBatches();
    const [first, second] = bytes.toString().split('\n');
    for (const left of [
      '\0'.repeat(600),
      `\0\0\n${first!}\n`,
      `${second!}\n`,
      '\n\n',
      `${first!.slice(1)}\n`,
    ]) {
      const folder = await copyLedger(before);
      await writeFile(segmentOf(folder, 1), left, { flag: 'a' });
      await appendAll(folder, decisions(1));
      expect((await records(folder)).slice(4)).toMatchObject([
        { kind: 'recovery', bytes: left.length, digest: sha256(left) },
        { kind: 'decision' },
        { kind: 'checkpoint' },
      ]);
      await healthy(folder);
    }
  });

  it('between the cut and its record still records it', async () => {
    const { before } = await makeTwoBatches();
    const folder = await copyLedger(before);
    await appendAll(folder, decisions(1));
    const torn = join(folder, 'torn');
    await mkdir(torn);
    await writeFile(join(torn, 'segment-000001.jsonl.99.pending'), 'half a record');
    await (await openLedger({ ...options, folder })).close();
    expect((await records(folder)).at(-1)).toMatchObject({
      kind: 'recovery',
      bytes: 13,
      digest: sha256('half a record'),
    });
    expect(await readdir(torn)).toEqual(['segment-000001.jsonl.99']);
    await healthy(folder);
  });

  it('before a new segment got its first record goes on in it', async () => {
    const folder = await makeLedgerFolder();
    await appendAll(folder, decisions(2));
    const before = await copyLedger(folder);
    await appendAll(folder, decisions(2), { region: 'elsewhere' });
    const header = (await readFile(segmentOf(folder, 2), 'utf8')).split('\n')[0]!;
    await writeFile(segmentOf(before, 2), `${header}\n`);
    await appendAll(before, decisions(2), { region: 'elsewhere' });
    expect((await healthy(before)).segments).toBe(2);
  });

  it('in the middle of a checkpoint writes it again', async () => {
    const folder = await makeLedgerFolder();
    const log = await openLedger({ ...options, folder });
    await log.append(makeDecision());
    const before = await copyLedger(folder);
    await log.close();
    const text = await readFile(join(folder, 'checkpoints.jsonl'), 'utf8');
    for (const cut of [1, 60, text.indexOf('\n') + 1, text.length - 1]) {
      const killed = await copyLedger(before);
      await writeFile(join(killed, 'checkpoints.jsonl'), text.slice(0, cut));
      await appendAll(killed, decisions(1));
      expect((await healthy(killed)).checkpoints).toBe(1);
    }
  });

  it('before the first head leaves a ledger that can begin', async () => {
    const folder = await makeLedgerFolder();
    await appendAll(folder, decisions(1));
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.pem')) await rm(join(folder, name));
    }
    await appendAll(folder, decisions(1));
    expect((await healthy(folder)).records).toBe(3);
  });
});

describe('a ledger that was tampered with is not gone on with', () => {
  const cases: readonly [string, (folder: string) => Promise<unknown>, string][] = [
    ['its head is gone', (folder) => rm(join(folder, 'head.json')), 'ledger.broken'],
    ['its head is damaged', (folder) => truncate(join(folder, 'head.json'), 20), 'ledger.broken'],
    [
      'its head claims another size',
      (folder) => edit(join(folder, 'head.json'), /"treeSize": \d+/, '"treeSize": 2'),
      'ledger.broken',
    ],
    [
      'its head is signed by nobody',
      (folder) => edit(join(folder, 'head.json'), /("signature": ").{4}/, '$1AAAA'),
      'ledger.broken',
    ],
    [
      'its head has other peaks',
      (folder) => edit(join(folder, 'head.json'), /("peaks": \[\s*").{4}/, '$1aaaa'),
      'ledger.broken',
    ],
    ['its end is cut off', (folder) => truncate(segmentOf(folder, 1), 1200), 'ledger.broken'],
    ['its segment is gone', (folder) => rm(segmentOf(folder, 1)), 'ledger.broken'],
    [
      'its last record is edited',
      (folder) => edit(segmentOf(folder, 1), /"hash":"....(?=[^\n]*\n$)/, '"hash":"aaaa'),
      'ledger.broken',
    ],
    [
      'its public key is another one',
      async (folder) => {
        const other = await makeLedgerFolder();
        await appendAll(other, decisions(1));
        await writeFile(join(folder, 'public-key.pem'), await readFile(join(other, 'public-key.pem')));
      },
      'ledger.broken',
    ],
    ['its signing key is gone', (folder) => rm(join(folder, 'signing-key.pem')), 'ledger.no-signing-key'],
    [
      'its signing key is no key',
      (folder) => writeFile(join(folder, 'signing-key.pem'), 'secret'),
      'ledger.bad-key',
    ],
  ];

  it.each(cases)('when %s', async (_, damage, code) => {
    const folder = await makeLedgerFolder();
    await appendAll(folder, decisions(5));
    await damage(folder);
    const error: unknown = await openLedger({ ...options, folder }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, category: 'setup' });
    expect(String(error)).not.toContain('secret');
  });

  it('when an older head was put back and the end cut off, because the checkpoints tell', async () => {
    const folder = await makeLedgerFolder();
    const log = await openLedger({ ...options, folder });
    await log.append(makeDecision());
    const before = await copyLedger(folder);
    await log.append(makeDecision());
    await log.close();
    for (const name of ['head.json', 'segment-000001.jsonl']) {
      await writeFile(join(folder, name), await readFile(join(before, name)));
    }
    await expect(openLedger({ ...options, folder })).rejects.toMatchObject({ code: 'ledger.broken' });
    expect((await verifyLedger(folder)).problems).toMatchObject([{ fault: 'truncated' }]);
  });
});

async function edit(path: string, pattern: RegExp, by: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const edited = text.replace(pattern, by);
  expect(edited).not.toBe(text);
  await writeFile(path, edited);
}

describe('a disk that fails', () => {
  /** What files are written through; it has no name of its own. */
  async function fileMethods() {
    const file = await open(import.meta.filename);
    await file.close();
    return Object.getPrototypeOf(file) as typeof file;
  }
  const fault = (code: string) => Object.assign(new Error(code), { code, path: '/ledger' });

  it.each([
    ['ENOSPC', 'disk.full', 'setup'],
    ['EACCES', 'file.not-permitted', 'input'],
    ['EROFS', 'file.not-permitted', 'setup'],
  ])(
    'with %s gives a typed error, and the same entry can be appended again',
    async (system, code, category) => {
      const folder = await makeLedgerFolder();
      const log = await openLedger({ ...options, folder });
      await log.append(makeDecision());
      const methods = await fileMethods();
      // Half of it reaches the disk, as when it fills up.
      vi.spyOn(methods, 'appendFile').mockImplementationOnce(async function (this: typeof methods, data) {
        await this.write((data as Buffer).subarray(0, 300));
        throw fault(system);
      });
      await expect(log.append(makeDecision({ clauses: ['again'] }))).rejects.toMatchObject({
        code,
        category,
      });
      expect((await log.append(makeDecision({ clauses: ['again'] }))).seq).toBe(2);
      await log.close();
      expect(await kinds(folder)).toEqual(['segment', 'decision', 'decision', 'checkpoint']);
      await healthy(folder);
    },
  );

  it('when it is brought to the disk takes the records back', async () => {
    const folder = await makeLedgerFolder();
    const log = await openLedger({ ...options, folder });
    await log.append(makeDecision());
    vi.spyOn(await fileMethods(), 'datasync').mockRejectedValueOnce(fault('ENOSPC'));
    const failed = await Promise.allSettled([makeDecision(), makeDecision()].map((each) => log.append(each)));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kinds(folder)).toEqual(['segment', 'decision']);
    await log.append(makeDecision());
    await log.close();
    await healthy(folder);
  });

  it('below a path that is no folder says which', async () => {
    const root = await makeLedgerFolder();
    await writeFile(root, 'a file');
    const log = openLedger({ ...options, folder: join(root, 'ledger') });
    await expect(log.then((each) => each.append(makeDecision()))).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });
});
