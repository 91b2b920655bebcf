import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../base/index.ts';
import { createChainChecker } from '../check-chain.ts';
import { parseRecord } from '../record-line.ts';
import type { AuditEntry, AuditLog, LedgerRecord } from '../spec.ts';

/** A decision for tests. */
export function makeDecision(change: Partial<Extract<AuditEntry, { kind: 'decision' }>> = {}): AuditEntry {
  return {
    kind: 'decision',
    stage: 'output',
    action: 'allow',
    clauses: [],
    bundle: 'b'.repeat(64),
    variety: 'yue-Hant',
    latency: 300,
    shape: { questionLength: 12, citations: 2 },
    ...change,
  };
}

/** A log to be tested, and what it holds. */
export interface LogUnderTest {
  readonly log: AuditLog;
  /** The lines of all records, of all segments, without headers; the log is closed. */
  readLines(): Promise<readonly string[]>;
}

const now = new Date('2026-05-01T09:30:45.678Z');

/** What every audit log does, whatever it is kept in. */
export function describeAuditLog(name: string, open: (clock: Clock) => Promise<LogUnderTest>): void {
  describe(`${name}, as an audit log`, () => {
    let subject: LogUnderTest;
    beforeEach(async () => {
      subject = await open(() => now);
    });
    afterEach(() => subject.log.close());
    const readRecords = async (): Promise<LedgerRecord[]> => {
      await subject.log.close();
      return (await subject.readLines()).map((line) => parseRecord(Buffer.from(line))!);
    };
    /** The records that were put in from outside. */
    const given = async () =>
      (await readRecords()).filter(({ kind }) => ['decision', 'appeal', 'access'].includes(kind));

    it('keeps entries in the order of the calls, and tells their numbers', async () => {
      const clauses = Array.from({ length: 50 }, (_, at) => [`c-1.${at}`]);
      const receipts = await Promise.all(
        clauses.map((each) => subject.log.append(makeDecision({ clauses: each }))),
      );
      const records = await given();
      expect(records.map((record) => 'clauses' in record && record.clauses)).toEqual(clauses);
      expect(records.map(({ seq, hash }) => ({ seq, hash }))).toEqual(receipts);
    });

    it('keeps what it is given, the minute, and nothing else', async () => {
      const entries: AuditEntry[] = [
        makeDecision({ subject: 'a'.repeat(64), model: '模型 7B', action: 'decline', clauses: ['hk-1.2'] }),
        { kind: 'appeal', decision: 0, outcome: 'overturned', clauses: ['hk-1.2'], bundle: 'c'.repeat(64) },
        { kind: 'access', purpose: 'export' },
      ];
      for (const entry of entries) await subject.log.append(entry);
      const records = await given();
      expect(records).toEqual(
        entries.map((entry, at) => ({
          ...entry,
          time: '2026-05-01T09:30Z',
          seq: records[at]?.seq,
          previous: records[at]?.previous,
          hash: records[at]?.hash,
        })),
      );
    });

    it('makes a chain without a flaw', async () => {
      await Promise.all(Array.from({ length: 20 }, () => subject.log.append(makeDecision())));
      const records = await readRecords();
      expect(records.map(({ seq }) => seq)).toEqual(records.map((_, at) => at));
      const checker = createChainChecker({ signed: [], settled: 0 });
      for (const line of await subject.readLines()) checker.push(Buffer.from(line));
      expect(checker.problems).toEqual([]);
      expect(checker.size).toBe(records.length);
    });

    it.each([
      ['text in a field of its own', { ...makeDecision(), question: 'my secret' }],
      ['text as a clause', makeDecision({ clauses: ['my secret illness'] })],
      ['text as a shape', { ...makeDecision(), shape: { questionLength: 'my secret' } }],
      ['text as a name of a shape', { ...makeDecision(), shape: { 'my secret': 1 } }],
      ['a time to the millisecond', { ...makeDecision(), latency: 1234 }],
      ['a session id', { ...makeDecision(), subject: 'my secret' }],
      ['a record of the ledger itself', { kind: 'recovery', bytes: 1, digest: 'a'.repeat(64) }],
      ['nothing', undefined],
    ])('refuses %s, says so without repeating it, and goes on without a gap', async (_, bad) => {
      const first = await subject.log.append(makeDecision());
      const refused: unknown = await subject.log.append(bad as AuditEntry).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'ledger.bad-entry', category: 'input' });
      expect(String(refused)).not.toContain('secret');
      expect((await subject.log.append(makeDecision())).seq).toBe(first.seq + 1);
      expect((await subject.readLines()).join('\n')).not.toContain('secret');
    });

    it('takes nothing after it was closed, and may be closed again', async () => {
      await subject.log.append(makeDecision());
      await subject.log.close();
      await subject.log.close();
      await expect(subject.log.append(makeDecision())).rejects.toMatchObject({ code: 'ledger.closed' });
      expect(await given()).toHaveLength(1);
    });

    it('keeps what was on its way when it is closed', async () => {
      const receipts = Array.from({ length: 5 }, () => subject.log.append(makeDecision()));
      await subject.log.close();
      expect((await Promise.all(receipts)).map(({ seq }) => seq)).toHaveLength(5);
      expect(await given()).toHaveLength(5);
    });
  });
}
