import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../base/index.ts';
import { createChain } from './chain.ts';
import { createChainChecker, maxProblems } from './check-chain.ts';
import { checkpointMessage, isSigned, signCheckpoint } from './checkpoint.ts';
import { sealRecord } from './record-line.ts';
import type { AuditEntry, Checkpoint, LedgerEntry, LedgerRecord } from './spec.ts';
import { makeDecision } from './testing/audit-log-conformance.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const now = new Date('2026-05-01T09:30:00Z');
const header = JSON.stringify({
  kind: 'ledger',
  schema: 1,
  version: '1.0.0',
  region: 'example',
  createdAt: '2026-05-01T09:30Z',
  segment: 1,
  firstSeq: 0,
  previous: '0'.repeat(64),
});

/** A ledger of one segment in memory, with the checkpoints at some sizes and at its end. */
function makeLedger(count: number, signedAt: readonly number[] = []) {
  const chain = createChain();
  const signed: Checkpoint[] = [];
  const entries: LedgerEntry[] = Array.from({ length: count - 1 }, (_, at): AuditEntry => {
    return makeDecision({ clauses: [`c-1.${at}`] });
  });
  const lines = [{ kind: 'segment' as const, header: sha256(header) }, ...entries].map((entry) => {
    const { line } = chain.seal(entry, '2026-05-01T09:30Z');
    if (signedAt.includes(chain.tree.size)) signed.push(signCheckpoint(chain.tree, now, privateKey));
    return line;
  });
  return { lines, signed: [...signed, signCheckpoint(chain.tree, now, privateKey)] };
}

function check(lines: readonly string[], signed: readonly Checkpoint[], first = header) {
  const checker = createChainChecker({ signed, settled: Infinity });
  checker.startSegment(Buffer.from(first), 1);
  for (const line of lines) checker.push(Buffer.from(line));
  checker.finish();
  return checker.problems;
}

/** Makes all hashes anew, as somebody would who wants to hide a change. */
function rehash(lines: readonly string[]): string[] {
  let previous = '0'.repeat(64);
  return lines.map((line, seq) => {
    const { hash: _, seq: __, previous: ___, time, ...entry } = JSON.parse(line) as LedgerRecord;
    const sealed = sealRecord(entry, { seq, time, previous });
    previous = sealed.hash;
    return sealed.line;
  });
}

const size = 12;
const ledger = makeLedger(size, [4, 8]);
const place = fc.nat(size - 1);

describe('createChainChecker', () => {
  it('finds nothing wrong with a whole ledger, of any size', () => {
    for (const count of [1, 2, 3, 7, 8, 9, 33]) {
      const { lines, signed } = makeLedger(count, [1, 2, 5, 8]);
      expect(check(lines, signed)).toEqual([]);
    }
  });

  it('finds any byte that was changed, and says in which record', () => {
    fc.assert(
      fc.property(place, fc.nat(9999), fc.integer({ min: 1, max: 255 }), (seq, at, by) => {
        const bytes = Buffer.from(ledger.lines[seq]!);
        bytes[at % bytes.length]! ^= by;
        // A line break would make two lines of it; that is another kind of damage.
        fc.pre(!bytes.includes(0x0a));
        const checker = createChainChecker({ signed: ledger.signed, settled: Infinity });
        checker.startSegment(Buffer.from(header), 1);
        for (const [index, line] of ledger.lines.entries()) {
          checker.push(index === seq ? bytes : Buffer.from(line));
        }
        checker.finish();
        expect(checker.problems[0]?.line).toBe(seq + 2);
      }),
      { numRuns: 500 },
    );
  });

  it('finds a record that was dropped', () => {
    fc.assert(
      fc.property(place, (seq) => {
        const [problem] = check(ledger.lines.toSpliced(seq, 1), ledger.signed);
        expect(problem?.seq).toBe(seq === size - 1 ? seq : seq + 1);
        expect(problem?.message).toContain(`Record ${seq} is missing`);
      }),
    );
  });

  it('finds records that were swapped', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        fc.pre(a !== b);
        const swapped = ledger.lines.with(a, ledger.lines[b]!).with(b, ledger.lines[a]!);
        expect(check(swapped, ledger.signed)[0]?.line).toBe(Math.min(a, b) + 2);
      }),
    );
  });

  it('finds a record that was inserted, be it a copy or a new one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: size }), place, fc.boolean(), (at, copied, isCopy) => {
        const before = JSON.parse(ledger.lines[at - 1]!) as LedgerRecord;
        const made = sealRecord(makeDecision({ clauses: ['new'] }), {
          seq: at,
          time: before.time,
          previous: before.hash,
        });
        const line = isCopy ? ledger.lines[copied]! : made.line;
        fc.pre(line !== ledger.lines[at]);
        const problems = check(ledger.lines.toSpliced(at, 0, line), ledger.signed);
        // Behind the last record a new one that fits is how a ledger grows.
        expect(problems.length === 0).toBe(at === size && !isCopy);
      }),
    );
  });

  it('finds that the end was cut off, back to any record', () => {
    fc.assert(
      fc.property(place, (kept) => {
        const problems = check(ledger.lines.slice(0, kept), ledger.signed);
        expect(problems.at(-1)).toMatchObject({ fault: 'truncated', seq: kept });
      }),
    );
  });

  it('finds any change though all hashes were made anew, and says between which signed trees', () => {
    const change = fc.constantFrom('edit', 'drop', 'swap', 'insert');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: size - 2 }), change, (seq, how) => {
        const { lines } = ledger;
        const changed = {
          edit: () => lines.with(seq, lines[seq]!.replace('"allow"', '"decline"')),
          drop: () => lines.toSpliced(seq, 1),
          swap: () => lines.with(seq, lines[seq + 1]!).with(seq + 1, lines[seq]!),
          insert: () => lines.toSpliced(seq, 0, lines[size - 1]!),
        }[how]();
        const problems = check(rehash(changed), ledger.signed);
        // Dropped behind the last checkpoint but one, the last size is not reached at all.
        const isShort = how === 'drop' && seq >= 8;
        expect(problems[0]).toMatchObject(
          isShort
            ? { fault: 'truncated', seq: size - 1 }
            : { fault: 'rewritten', seq: seq < 4 ? 0 : seq < 8 ? 4 : 8 },
        );
      }),
    );
  });

  it('cannot find a change behind the last signed tree once all hashes were made anew', () => {
    const [first] = ledger.signed;
    const changed = rehash(ledger.lines.with(6, ledger.lines[6]!.replace('"allow"', '"decline"')));
    expect(check(changed, [first!])).toEqual([]);
  });

  it('finds a header that was changed', () => {
    const other = header.replace('example', 'elsewhere');
    expect(check(ledger.lines, ledger.signed, other).map(({ fault }) => fault)).toEqual(['header']);
    expect(check(ledger.lines, ledger.signed, '{"kind":"other"}')[0]?.fault).toBe('header');
    const second = header.replace('"segment":1', '"segment":2');
    expect(check(ledger.lines, ledger.signed, second)[0]?.message).toContain('says that it is segment 2');
  });

  it('finds two signed trees of one size that differ', () => {
    const other = makeLedger(4).signed[0]!;
    const forged = { ...other, rootHash: 'e'.repeat(64) };
    expect(check(ledger.lines, [...ledger.signed, forged])[0]?.fault).toBe('rewritten');
  });

  it('finds that hashes were made anew also when a checkpoint is damaged beside', () => {
    const changed = rehash(ledger.lines.with(2, ledger.lines[2]!.replace('"allow"', '"decline"')));
    const checker = createChainChecker({ signed: ledger.signed, settled: Infinity });
    checker.note({ fault: 'checkpoint', message: 'Line 2 of the checkpoints cannot be read.' });
    checker.startSegment(Buffer.from(header), 1);
    for (const line of changed) checker.push(Buffer.from(line));
    checker.finish();
    expect(checker.problems.map(({ fault }) => fault)).toEqual(['checkpoint', 'rewritten']);
  });

  it('finds that a checkpoint is gone which a record tells of', () => {
    const chain = createChain();
    const first = chain.seal({ kind: 'segment', header: sha256(header) }, '2026-05-01T09:30Z').line;
    const signed = signCheckpoint(chain.tree, now, privateKey);
    const { treeSize, rootHash } = signed;
    const second = chain.seal({ kind: 'checkpoint', treeSize, rootHash }, '2026-05-01T09:30Z').line;
    expect(check([first, second], [signed])).toEqual([]);
    expect(check([first, second], [])).toMatchObject([{ fault: 'checkpoint', seq: 1, line: 3 }]);
  });

  it('keeps the first problems and counts the others', () => {
    const { lines, signed } = makeLedger(300);
    const checker = createChainChecker({ signed, settled: Infinity });
    checker.startSegment(Buffer.from(header), 1);
    for (const line of lines) checker.push(Buffer.from(line.replace('hash', 'hush')));
    expect(checker.problems).toHaveLength(maxProblems);
    expect(checker.problemCount).toBeGreaterThanOrEqual(300);
  });
});

describe('checkpoints', () => {
  const [checkpoint] = ledger.signed;

  it('are signed over their size, root and time', () => {
    expect(isSigned(checkpoint!, publicKey)).toBe(true);
    expect(isSigned({ ...checkpoint!, treeSize: 5 }, publicKey)).toBe(false);
    expect(isSigned({ ...checkpoint!, rootHash: 'a'.repeat(64) }, publicKey)).toBe(false);
    expect(isSigned({ ...checkpoint!, time: '2026-05-01T09:31Z' }, publicKey)).toBe(false);
    expect(isSigned({ ...checkpoint!, signature: '' }, publicKey)).toBe(false);
    expect(isSigned(checkpoint!, generateKeyPairSync('ed25519').publicKey)).toBe(false);
  });

  it('say what they are in the bytes that are signed', () => {
    const statement = { treeSize: 1, rootHash: 'ab', time: '2026-05-01T09:30Z' };
    expect(checkpointMessage(statement).toString()).toBe(
      'lionrock ledger checkpoint v1\n1\nab\n2026-05-01T09:30Z\n',
    );
  });
});
