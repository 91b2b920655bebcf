import { type LedgerRecord, parseRecord } from '../governance/index.ts';
import { brokenLedger, ledgerPaths, listSegments, noLedger, readHead, segmentPath } from './ledger-files.ts';
import { readByteLines } from './ledger-lines.ts';
import { readSegmentHeader } from './ledger-tail.ts';
import type { LedgerReading } from './ledger-verify.ts';

/** One record, and its line as it stands in the ledger. */
export interface ReadRecord {
  readonly record: LedgerRecord;
  readonly line: string;
}

/**
 * Reads the signed records of a ledger, in order. Their chain is not checked: that is what verifying
 * is for.
 *
 * @throws `ledger.none`; `ledger.broken` when one cannot be read
 */
export async function readLedger(
  folder: string,
  onRecord: (read: ReadRecord) => void | Promise<void>,
  reading: LedgerReading = {},
): Promise<void> {
  const head = await readHead(ledgerPaths(folder).head);
  if (head === undefined) throw noLedger(folder);
  if (head === 'damaged') throw brokenLedger(folder, 'its head cannot be read');
  const total = head.checkpoint.treeSize;
  let count = 0;
  let done = 0;
  for (const segment of await listSegments(folder)) {
    let isFirst = true;
    const onLine = (line: Buffer) => {
      const isHeader = isFirst;
      isFirst = false;
      if (isHeader || count === total) return undefined;
      const record = parseRecord(line);
      if (record === undefined) throw brokenLedger(folder, `record ${count} cannot be read`);
      count += 1;
      return onRecord({ record, line: line.toString() });
    };
    const { signal, report } = reading;
    const onBytes = (bytes: number) => {
      done += bytes;
      report?.({ label: 'Reading the ledger', done, unit: 'bytes' });
    };
    await readByteLines(segmentPath(folder, segment), {
      onLine,
      onBytes,
      ...(signal !== undefined && { signal }),
    });
  }
  if (count < total) throw brokenLedger(folder, 'records that were signed are missing at its end');
}

/**
 * Tells which region the last segment of a ledger is of.
 *
 * @throws `ledger.none`; `ledger.broken`
 */
export async function readLedgerRegion(folder: string): Promise<string> {
  const last = (await listSegments(folder)).at(-1);
  if (last === undefined) throw noLedger(folder);
  return (await readSegmentHeader(folder, last)).value.region;
}
