import { createMerkleTree, type MerkleTree } from './merkle-tree.ts';
import { hashLine, noPrevious, parseRecord, sealRecord } from './record-line.ts';
import type { AuditReceipt, LedgerEntry } from './spec.ts';

/** What a chain goes on from. */
export interface ChainState {
  /** Number of records. */
  readonly size: number;
  /** Peaks of the tree of their hashes. */
  readonly peaks: readonly string[];
  /** Hash of the last record; zeros when there is none. */
  readonly last: string;
}

/** A record that was put at the end of a chain. */
export interface ChainedRecord extends AuditReceipt {
  /** The record as it is written, without the line break. */
  readonly line: string;
}

/** The end of a ledger, to which records are added. */
export interface Chain {
  readonly tree: MerkleTree;
  state(): ChainState;
  /** Makes the next record, of a time to the minute. */
  seal(entry: LedgerEntry, time: string): ChainedRecord;
  /** Takes over a line, without its break, if it is the next record; tells whether it is. */
  accept(line: Buffer): boolean;
}

/** Continues a chain, or begins one. */
export function createChain(start: ChainState = { size: 0, peaks: [], last: noPrevious }): Chain {
  const tree = createMerkleTree(start);
  let { last } = start;
  return {
    tree,
    state: () => ({ size: tree.size, peaks: tree.peaks, last }),
    seal(entry, time) {
      const seq = tree.size;
      const { line, hash } = sealRecord(entry, { seq, time, previous: last });
      tree.append(hash);
      last = hash;
      return { line, hash, seq };
    },
    accept(line) {
      const hashes = hashLine(line);
      const record = parseRecord(line);
      if (hashes === undefined || record === undefined || hashes.computed !== hashes.stored) return false;
      if (record.seq !== tree.size || record.previous !== last) return false;
      tree.append(hashes.stored);
      last = hashes.stored;
      return true;
    },
  };
}
