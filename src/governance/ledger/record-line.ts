import { hash } from 'node:crypto';
import { canonicalJson, writeMembers } from './canonical-json.ts';
import { leafHash } from './merkle-tree.ts';
import { type LedgerEntry, type LedgerRecord, ledgerRecordSchema } from './spec.ts';

/** What the first record has in place of the hash of the one before. */
export const noPrevious = '0'.repeat(64);

/** Longest line of a record, in bytes, with room to spare. */
export const maxRecordBytes = 64 * 1024;

/** Where a record stands in the chain. */
export interface ChainPlace {
  readonly seq: number;
  readonly time: string;
  readonly previous: string;
}

/** A record as it is written, without the line break. */
export interface SealedRecord {
  readonly line: string;
  readonly hash: string;
}

/**
 * Writes a record as a line: canonical JSON with the hash of all that behind it as the last member, so
 * that a reader can hash the bytes as they stand.
 */
export function sealRecord(entry: LedgerEntry, place: ChainPlace): SealedRecord {
  const body = writeMembers(entry, place);
  const hash = leafHash(body);
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** Bytes of `,"hash":"…"}`. */
const hashLength = 75;

// Kept between calls: a million lines would make a million buffers.
const scratch = Buffer.alloc(maxRecordBytes + 2);

/**
 * Hashes the line of a record as it stands.
 *
 * @param line without its line break
 * @returns the hash that the line must have and the one it has; undefined when it does not end with one
 */
export function hashLine(line: Buffer): { readonly computed: string; readonly stored: string } | undefined {
  const length = line.length - hashLength;
  if (length < 2 || line.length > maxRecordBytes) return undefined;
  const end = line.toString('latin1', length);
  if (!end.startsWith(',"hash":"') || !end.endsWith('"}')) return undefined;
  line.copy(scratch, 1, 0, length);
  scratch[length + 1] = 0x7d; // the bracket that the hash stood before
  return { computed: hash('sha256', scratch.subarray(0, length + 2)), stored: end.slice(9, -2) };
}

/** What the chain is checked by; the rest of a record is held by its hash. */
export interface ChainMembers {
  readonly kind: string;
  readonly seq: number;
  readonly previous: string;
  /** In the first record of a segment. */
  readonly header?: unknown;
  /** In the record of a checkpoint. */
  readonly treeSize?: unknown;
  readonly rootHash?: unknown;
}

/** Reads only what the chain is checked by, which takes a third of the time of {@link parseRecord}. */
export function parseChainMembers(line: Buffer): ChainMembers | undefined {
  const value = parseJson(line);
  return isChained(value) ? value : undefined;
}

function isChained(value: unknown): value is ChainMembers {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    'seq' in value &&
    typeof value.seq === 'number' &&
    'previous' in value &&
    typeof value.previous === 'string'
  );
}

/** Reads a whole record; undefined when the line is none. */
export function parseRecord(line: Buffer): LedgerRecord | undefined {
  return ledgerRecordSchema.safeParse(parseJson(line)).data;
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

/** The hash that a record must have, from what it says. */
export function hashRecord(record: LedgerRecord): string {
  const { hash: _stored, ...rest } = record;
  return leafHash(canonicalJson(rest));
}
