import { rename } from 'node:fs/promises';
import { type Clock, systemClock, toLionrockError } from '../base/index.ts';
import {
  type AuditEntry,
  type AuditLog,
  type AuditReceipt,
  checkEntry,
  closedLog,
} from '../governance/index.ts';
import { hasLedger, ledgerPaths } from './ledger-files.ts';
import { takeLedgerLock } from './ledger-lock.ts';
import { type LedgerTail, readTail, recordedName } from './ledger-tail.ts';
import { type WrittenBatch, isCurrent, writeBatch } from './ledger-write.ts';

/** Where a ledger is kept, and what its files say of themselves. */
export interface LedgerOptions {
  readonly folder: string;
  /** Id of the region; another one begins a new segment. */
  readonly region: string;
  /** Version of the program. */
  readonly version: string;
  readonly clock?: Clock;
  /** Size after which a segment is ended, in bytes. @default 64 MiB */
  readonly segmentBytes?: number;
  /** How long to wait for another process that writes, in milliseconds. @default 10000 */
  readonly lockWaitMs?: number;
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly resolve: (receipt: AuditReceipt) => void;
  readonly reject: (error: unknown) => void;
}

/** Entries written at once; while one batch goes to the disk, the next one gathers. */
const maxBatch = 8192;

/**
 * Opens the ledger of a folder for appending. What a crash left is put in order at once. The right to
 * write is taken for each batch, so that several processes can share a ledger. A new ledger is
 * made by the first entry.
 *
 * Appending and closing throw what opening throws, `disk.full` and `file.not-permitted`; an entry
 * that could not be written can be appended again.
 *
 * @throws `ledger.broken`; `ledger.locked`; `ledger.no-signing-key`; `ledger.bad-key`
 */
export async function openLedger(options: LedgerOptions): Promise<AuditLog> {
  const writer = createWriter(options);
  await writer.recover();
  let queue: Waiting[] = [];
  let draining: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  let hasWritten = false;
  const drain = async () => {
    // What is appended in this same turn goes into the first batch too.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.slice(0, maxBatch);
      queue = queue.slice(maxBatch);
      try {
        const receipts = await writer.write(batch.map(({ entry }) => entry));
        hasWritten = true;
        for (const [at, { resolve, reject }] of batch.entries()) {
          const receipt = receipts[at];
          if (receipt === undefined) reject(new Error('an entry was not written'));
          else resolve(receipt);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    draining = undefined;
  };
  return {
    append: async (given) => {
      if (closing !== undefined) throw closedLog();
      const entry = checkEntry(given);
      return new Promise<AuditReceipt>((resolve, reject) => {
        queue.push({ entry, resolve, reject });
        draining ??= drain();
      });
    },
    close() {
      closing ??= (async () => {
        await draining;
        if (hasWritten) await writer.finish();
      })();
      return closing;
    },
  };
}

function createWriter(options: LedgerOptions) {
  const { folder, clock = systemClock, segmentBytes = 64 * 1024 * 1024, lockWaitMs = 10_000 } = options;
  const paths = ledgerPaths(folder);
  const context = { paths, region: options.region, version: options.version, segmentBytes };
  let known: WrittenBatch | undefined;
  /** Writes under the lock. After a failure nothing is trusted: the end is read again. */
  const write = async (entries: readonly AuditEntry[], isFinal: boolean) => {
    const lock = await takeLedgerLock(paths.lock, lockWaitMs);
    try {
      const tail: LedgerTail =
        known !== undefined && (await isCurrent(context, known)) ? known.tail : await readTail(paths);
      known = undefined;
      const written = await writeBatch(context, tail, { entries, now: clock(), isFinal });
      await Promise.all(tail.torn.map(({ path }) => rename(path, recordedName(path))));
      known = written;
      return written.receipts;
    } finally {
      await lock.release();
    }
  };
  const typed = <Value>(work: Promise<Value>) =>
    work.catch((error: unknown) => {
      throw toLionrockError(error);
    });
  return {
    write: (entries: readonly AuditEntry[]) => typed(write(entries, false)),
    finish: async () => {
      await typed(write([], true));
    },
    /** Puts in order what is there; makes nothing. */
    recover: async () => {
      if (await typed(hasLedger(paths))) await typed(write([], false));
    },
  };
}
