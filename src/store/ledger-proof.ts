import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type ReportProgress, ignoreProgress, inputError } from '../base/index.ts';
import {
  type Checkpoint,
  type ConsistencyProof,
  type InclusionProof,
  type LedgerProof,
  type LedgerRecord,
  type Leaves,
  type ProofFault,
  checkpointSchema,
  createMerkleTree,
  findProofFault,
  hashLine,
  isSigned,
  keyFingerprint,
  ledgerProofSchema,
  parseRecord,
  proveConsistency,
  proveInclusion,
} from '../governance/index.ts';
import {
  type LedgerHead,
  absentAs,
  brokenLedger,
  ledgerPaths,
  listSegments,
  noLedger,
  readHead,
  segmentPath,
} from './ledger-files.ts';
import { readByteLines } from './ledger-lines.ts';
import { readPublicKey } from './ledger-signing-key.ts';
import type { LedgerReading } from './ledger-verify.ts';

/**
 * Proves that a record is in the tree that the head signs.
 *
 * @throws `ledger.no-such-record`; `ledger.none`; `ledger.broken` when the records do not give that tree
 */
export async function proveRecord(
  folder: string,
  seq: number,
  reading: LedgerReading = {},
): Promise<InclusionProof> {
  const signed = await readSigned(folder);
  const { checkpoint } = signed.head;
  if (!Number.isSafeInteger(seq) || seq < 0 || seq >= checkpoint.treeSize) {
    throw inputError({
      code: 'ledger.no-such-record',
      message: `The ledger has no record ${seq}; it has ${checkpoint.treeSize}.`,
      cure: 'Records are counted from 0.',
      data: { seq, records: checkpoint.treeSize },
    });
  }
  const { leaves, record } = await readLeaves(folder, checkpoint, { ...reading, seq });
  if (record === undefined) throw brokenLedger(folder, `record ${seq} cannot be read`);
  const path = proveInclusion(leaves, seq);
  const key = keyFingerprint(signed.publicKey);
  return { kind: 'ledger-inclusion-proof', schema: 1, record, path, checkpoint, key };
}

/**
 * Proves that the ledger begins with the records of an earlier checkpoint.
 *
 * @param treeSize number of records of that checkpoint
 * @throws `ledger.no-such-checkpoint`; `ledger.none`; `ledger.broken`
 */
export async function proveGrowth(
  folder: string,
  treeSize: number,
  reading: LedgerReading = {},
): Promise<ConsistencyProof> {
  const signed = await readSigned(folder);
  const { checkpoint } = signed.head;
  const earlier = await findCheckpoint(folder, treeSize);
  if (earlier === undefined || treeSize < 1 || treeSize > checkpoint.treeSize) {
    throw inputError({
      code: 'ledger.no-such-checkpoint',
      message: `The ledger has no checkpoint of ${treeSize} records.`,
      cure: 'Name the treeSize of a line of checkpoints.jsonl.',
      data: { treeSize },
    });
  }
  const { leaves } = await readLeaves(folder, checkpoint, reading);
  const path = proveConsistency(leaves, treeSize);
  const key = keyFingerprint(signed.publicKey);
  return { kind: 'ledger-consistency-proof', schema: 1, earlier, path, checkpoint, key };
}

/** What checking a proof found. */
export interface ProofCheck {
  readonly ok: boolean;
  /** What is wrong. */
  readonly fault?: ProofFault;
  readonly proof: LedgerProof;
}

/**
 * Checks the proof in a file with a public key; the ledger is not needed.
 *
 * @throws `ledger.bad-proof` when the file holds none; `ledger.bad-key`
 */
export async function checkProofFile(path: string, keyPath: string): Promise<ProofCheck> {
  const text = await readFile(path, 'utf8');
  let proof: LedgerProof | undefined;
  try {
    proof = ledgerProofSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: said below.
  }
  if (proof === undefined) {
    throw inputError({
      code: 'ledger.bad-proof',
      message: `${path} is no proof of a ledger.`,
      cure: 'Name a file that `lionrock ledger prove` has written.',
      data: { path },
    });
  }
  const fault = findProofFault(proof, await readPublicKey(keyPath));
  return { ok: fault === undefined, ...(fault !== undefined && { fault }), proof };
}

interface Signed {
  readonly head: LedgerHead;
  readonly publicKey: KeyObject;
}

async function readSigned(folder: string): Promise<Signed> {
  const paths = ledgerPaths(folder);
  const head = await readHead(paths.head);
  if (head === undefined) throw noLedger(folder);
  if (head === 'damaged') throw brokenLedger(folder, 'its head cannot be read');
  const publicKey = await readPublicKey(paths.publicKey);
  if (isSigned(head.checkpoint, publicKey)) return { head, publicKey };
  throw brokenLedger(folder, 'its head is not signed by its key');
}

async function findCheckpoint(folder: string, treeSize: number): Promise<Checkpoint | undefined> {
  let found: Checkpoint | undefined;
  const onLine = (line: Buffer) => {
    if (!line.includes(`"treeSize":${treeSize},`)) return;
    found = checkpointSchema.safeParse(JSON.parse(line.toString())).data ?? found;
  };
  await readByteLines(ledgerPaths(folder).checkpoints, { onLine }).catch(absentAs(undefined));
  return found;
}

interface LeafReading extends LedgerReading {
  /** Number of the record that is wanted. */
  readonly seq?: number;
}

/** Hashes the signed records as they stand, 32 bytes each, and makes sure that they give the signed tree. */
async function readLeaves(
  folder: string,
  { treeSize, rootHash }: Checkpoint,
  { seq, report = ignoreProgress, signal }: LeafReading,
): Promise<{ readonly leaves: Leaves; readonly record: LedgerRecord | undefined }> {
  const hashes = Buffer.alloc(treeSize * 32);
  const tree = createMerkleTree();
  let record: LedgerRecord | undefined;
  const push = (line: Buffer) => {
    if (tree.size === treeSize) return;
    if (tree.size === seq) record = parseRecord(line);
    const leaf = hashLine(line)?.computed;
    if (leaf === undefined) throw brokenLedger(folder, `record ${tree.size} cannot be read`);
    hashes.write(leaf, tree.size * 32, 'hex');
    tree.append(leaf);
    if (tree.size % progressStep === 0) showLeaves(report, tree.size, treeSize);
  };
  for (const segment of await listSegments(folder)) {
    let isFirst = true;
    await readByteLines(segmentPath(folder, segment), {
      onLine(line) {
        if (!isFirst) push(line);
        isFirst = false;
      },
      ...(signal !== undefined && { signal }),
    });
  }
  showLeaves(report, treeSize, treeSize);
  if (tree.size !== treeSize || tree.root() !== rootHash) {
    throw brokenLedger(folder, 'its records are not those that were signed');
  }
  const hashAt = (index: number) => hashes.toString('hex', index * 32, index * 32 + 32);
  return { leaves: { size: treeSize, hashAt }, record };
}

/** Records between two reports of progress. */
const progressStep = 10_000;

function showLeaves(report: ReportProgress, done: number, total: number): void {
  report({ label: 'Reading the ledger', done: done * 32, total: total * 32, unit: 'bytes' });
}
