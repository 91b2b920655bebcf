import { open, readFile, stat, truncate } from 'node:fs/promises';
import { type JsonlHeader, sha256 } from '../base/index.ts';
import {
  type AuditEntry,
  type AuditReceipt,
  type Checkpoint,
  type LedgerEntry,
  type SegmentHeader,
  createChain,
  signCheckpoint,
  toMinute,
} from '../governance/index.ts';
import {
  type LedgerHead,
  type LedgerPaths,
  absentAs,
  segmentPath,
  syncFolder,
  writePrivateFile,
} from './ledger-files.ts';
import type { LedgerTail } from './ledger-tail.ts';

/** What every batch of a ledger is written with. */
export interface WriteContext {
  readonly paths: LedgerPaths;
  readonly region: string;
  readonly version: string;
  readonly segmentBytes: number;
}

/** What is to be written at once. */
export interface Batch {
  readonly entries: readonly AuditEntry[];
  readonly now: Date;
  /** Whether the ledger is closed with it. */
  readonly isFinal: boolean;
}

/** What was written, and the end of the ledger after it. */
export interface WrittenBatch {
  readonly receipts: readonly AuditReceipt[];
  readonly tail: LedgerTail;
  /** The head file as it was written. */
  readonly head: string;
}

/** Tells whether nobody else has written since. */
export async function isCurrent({ paths }: WriteContext, { head, tail }: WrittenBatch): Promise<boolean> {
  if ((await readFile(paths.head, 'utf8').catch(absentAs(''))) !== head) return false;
  if (tail.segment === 0) return true;
  const size = await stat(segmentPath(paths.folder, tail.segment)).then(({ size }) => size, absentAs(0));
  return size === tail.offset;
}

/**
 * Writes a batch behind the end: first what is due of the ledger's own records, then the entries; at
 * last the signed head, which makes them count. If that fails, what was written of them is taken back.
 */
export async function writeBatch(
  context: WriteContext,
  before: LedgerTail,
  { entries, now, isFinal }: Batch,
): Promise<WrittenBatch> {
  const { paths } = context;
  const isNew = before.segment === 0;
  // The head of an empty ledger comes before its first segment: from then on it can be missed.
  if (isNew) await writeHead(paths, before, now);
  const checkpoint = isCheckpointDue(before, now, isFinal)
    ? await storeCheckpoint(context, before, now)
    : undefined;
  const tail = isSegmentDue(context, before) ? await beginSegment(context, before, now) : before;
  const own: LedgerEntry[] = [
    ...(tail.unnamedHeader === undefined ? [] : [{ kind: 'segment' as const, header: tail.unnamedHeader }]),
    ...tail.torn.map(({ bytes, digest }) => ({ kind: 'recovery' as const, bytes, digest })),
    ...(checkpoint === undefined ? [] : [ownRecord(checkpoint)]),
  ];
  // A chain of its own: if writing fails, the old end is still the end.
  const chain = createChain(tail.chain.state());
  const time = toMinute(now);
  const records = [...own, ...entries].map((entry) => chain.seal(entry, time));
  const text = Buffer.from(records.map(({ line }) => `${line}\n`).join(''));
  const { unnamedHeader: _, ...named } = tail;
  const lastCheckpoint = checkpoint ?? before.lastCheckpoint;
  const after: LedgerTail = {
    ...(records.length > 0 ? named : tail),
    chain,
    offset: tail.offset + text.length,
    torn: [],
    writtenAt: time,
    ...(lastCheckpoint !== undefined && { lastCheckpoint }),
  };
  const path = segmentPath(paths.folder, tail.segment);
  try {
    await appendSynced(path, text);
    const head = await writeHead(paths, after, now);
    const receipts = records.slice(own.length).map(({ seq, hash }) => ({ seq, hash }));
    return { receipts, tail: after, head };
  } catch (error) {
    // If even this fails, the next reading of the end finds whole records, or moves them aside.
    await truncate(path, tail.offset).catch(() => undefined);
    throw error;
  }
}

/** With the first batch of another day, and at the end, if there is more than the last checkpoint's own record. */
function isCheckpointDue(tail: LedgerTail, now: Date, isFinal: boolean): boolean {
  const { chain, lastCheckpoint, writtenAt } = tail;
  const covered = lastCheckpoint === undefined ? 0 : lastCheckpoint.treeSize + 1;
  if (chain.tree.size <= covered) return false;
  return isFinal || writtenAt?.slice(0, 10) !== toMinute(now).slice(0, 10);
}

async function storeCheckpoint(context: WriteContext, tail: LedgerTail, now: Date): Promise<Checkpoint> {
  const { paths, region, version } = context;
  const checkpoint = signCheckpoint(tail.chain.tree, now, tail.key.privateKey);
  const size = await stat(paths.checkpoints).then(({ size }) => size, absentAs(0));
  const header: JsonlHeader = {
    kind: 'ledger-checkpoints',
    schema: 1,
    version,
    region,
    createdAt: toMinute(now),
  };
  const lines = [...(size === 0 ? [header] : []), checkpoint];
  await appendSynced(paths.checkpoints, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return checkpoint;
}

function ownRecord({ treeSize, rootHash }: Checkpoint): LedgerEntry {
  return { kind: 'checkpoint', treeSize, rootHash };
}

function isSegmentDue({ segmentBytes, region }: WriteContext, tail: LedgerTail): boolean {
  if (tail.segment === 0) return true;
  return tail.unnamedHeader === undefined && (tail.offset >= segmentBytes || tail.region !== region);
}

/** A segment appears with its header in it, whole. */
async function beginSegment(context: WriteContext, tail: LedgerTail, now: Date): Promise<LedgerTail> {
  const { paths, region, version } = context;
  const { size, last } = tail.chain.state();
  const segment = tail.segment + 1;
  const header: SegmentHeader = {
    kind: 'ledger',
    schema: 1,
    version,
    region,
    createdAt: toMinute(now),
    segment,
    firstSeq: size,
    previous: last,
  };
  const line = JSON.stringify(header);
  await writePrivateFile(segmentPath(paths.folder, segment), `${line}\n`);
  await syncFolder(paths.folder);
  return { ...tail, segment, offset: Buffer.byteLength(line) + 1, region, unnamedHeader: sha256(line) };
}

async function appendSynced(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    await file.appendFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function writeHead(paths: LedgerPaths, tail: LedgerTail, now: Date): Promise<string> {
  const { chain, key, segment, offset } = tail;
  const { peaks, last } = chain.state();
  const head: LedgerHead = {
    kind: 'ledger-head',
    schema: 1,
    checkpoint: signCheckpoint(chain.tree, now, key.privateKey),
    peaks: Array.from(peaks),
    last,
    segment,
    offset,
  };
  const text = `${JSON.stringify(head, null, 2)}\n`;
  await writePrivateFile(paths.head, text);
  return text;
}
