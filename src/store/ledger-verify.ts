import type { KeyObject } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type ReportProgress, ignoreProgress } from '../base/index.ts';
import {
  type ChainChecker,
  type Checkpoint,
  type LedgerProblem,
  checkpointSchema,
  createChainChecker,
  createMerkleTree,
  hashLine,
  isSigned,
  keyFingerprint,
} from '../governance/index.ts';
import {
  type LedgerHead,
  type LedgerPaths,
  absentAs,
  hasLedger,
  ledgerPaths,
  listSegments,
  noLedger,
  readHead,
  segmentPath,
} from './ledger-files.ts';
import { readByteLines } from './ledger-lines.ts';
import { readPublicKey } from './ledger-signing-key.ts';

/** How a ledger is read as a whole. */
export interface LedgerReading {
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/** How a ledger is verified. */
export interface VerifyOptions extends LedgerReading {
  /** Path of a public key that one trusts. @default the one beside the ledger, which may have been swapped */
  readonly key?: string;
}

/** What verifying a ledger found. */
export interface LedgerVerification {
  /** Whether nothing is wrong. */
  readonly ok: boolean;
  readonly records: number;
  readonly segments: number;
  readonly checkpoints: number;
  /** Records that the head signs, and when it did; absent when the head cannot be trusted. */
  readonly signed?: { readonly records: number; readonly rootHash: string; readonly time: string };
  /** SHA-256 of the public key, to be compared with the one that was published. */
  readonly key: string;
  /** The first problems, in the order they were met. */
  readonly problems: readonly LedgerProblem[];
  /** Problems there are, also those that are not told. */
  readonly problemCount: number;
  /** What is unusual, and yet no damage. */
  readonly notes: readonly string[];
}

/**
 * Reads a whole ledger and checks every record, every hash and every signature. It changes nothing and
 * needs no lock; records that are being written meanwhile are no damage.
 *
 * @throws `ledger.none`; `ledger.bad-key`; the reason of the signal
 */
export async function verifyLedger(folder: string, options: VerifyOptions = {}): Promise<LedgerVerification> {
  const paths = ledgerPaths(folder);
  // The head first: what is promised at this moment must be there when the records are read.
  const head = await readHead(paths.head);
  if (head === undefined && !(await hasLedger(paths))) throw noLedger(folder);
  const publicKey = await readPublicKey(options.key ?? paths.publicKey);
  const problems: LedgerProblem[] = [];
  const signedHead = checkHead(head, publicKey, problems);
  const checkpoints = await readCheckpoints(paths, publicKey);
  const checker = createChainChecker({
    signed: [...checkpoints.signed, ...(signedHead === undefined ? [] : [signedHead.checkpoint])],
    settled: signedHead?.checkpoint.treeSize ?? 0,
  });
  for (const problem of [...problems, ...checkpoints.problems]) checker.note(problem);
  const segments = await listSegments(folder);
  const notes = await readSegments(folder, { checker, segments, head: signedHead, ...options });
  checker.finish();
  const { treeSize, rootHash, time } = signedHead?.checkpoint ?? {};
  return {
    ok: checker.problemCount === 0,
    records: checker.size,
    segments: segments.length,
    checkpoints: checkpoints.signed.length,
    ...(treeSize !== undefined &&
      rootHash !== undefined &&
      time !== undefined && { signed: { records: treeSize, rootHash, time } }),
    key: keyFingerprint(publicKey),
    problems: checker.problems,
    problemCount: checker.problemCount,
    notes: [...notes, ...unsignedNote(checker.size, treeSize)],
  };
}

/** The head, if it can be trusted; what is wrong with it is noted. */
function checkHead(
  head: LedgerHead | 'damaged' | undefined,
  publicKey: KeyObject,
  problems: LedgerProblem[],
): LedgerHead | undefined {
  const fault = (message: string) => {
    problems.push({ fault: 'head', message });
    return undefined;
  };
  if (head === undefined) return fault('The head is missing: nothing tells where the ledger ends.');
  if (head === 'damaged') return fault('The head cannot be read.');
  if (!isSigned(head.checkpoint, publicKey)) return fault('The head is not signed by this key.');
  if (!hasOwnPeaks(head)) return fault('The head contradicts itself.');
  return head;
}

function hasOwnPeaks({ checkpoint: { treeSize: size, rootHash }, peaks }: LedgerHead): boolean {
  try {
    return createMerkleTree({ size, peaks }).root() === rootHash;
  } catch {
    return false;
  }
}

async function readCheckpoints(
  { checkpoints: path }: LedgerPaths,
  publicKey: KeyObject,
): Promise<{ readonly signed: readonly Checkpoint[]; readonly problems: readonly LedgerProblem[] }> {
  const signed: Checkpoint[] = [];
  const problems: LedgerProblem[] = [];
  let line = 0;
  const onLine = (bytes: Buffer) => {
    line += 1;
    if (line === 1) return;
    const checkpoint = parseCheckpoint(bytes);
    if (checkpoint !== undefined && isSigned(checkpoint, publicKey)) signed.push(checkpoint);
    else {
      const what = checkpoint === undefined ? 'cannot be read' : 'is not signed by this key';
      problems.push({ fault: 'checkpoint', message: `Line ${line} of the checkpoints ${what}.` });
    }
  };
  await readByteLines(path, { onLine }).catch(absentAs(undefined));
  return { signed, problems };
}

function parseCheckpoint(line: Buffer): Checkpoint | undefined {
  try {
    return checkpointSchema.safeParse(JSON.parse(line.toString())).data;
  } catch {
    return undefined;
  }
}

interface SegmentReading extends LedgerReading {
  readonly checker: ChainChecker;
  readonly segments: readonly number[];
  readonly head: LedgerHead | undefined;
}

async function readSegments(folder: string, reading: SegmentReading): Promise<string[]> {
  const { checker, segments, head, report = ignoreProgress, signal } = reading;
  const sizes = await Promise.all(segments.map((each) => stat(segmentPath(folder, each))));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const notes: string[] = [];
  let done = 0;
  for (const [at, segment] of segments.entries()) {
    if (segment !== (segments[at - 1] ?? 0) + 1) {
      const missing = segment - 1;
      checker.note({ fault: 'segment', message: `Segment ${missing} is missing.`, segment: missing });
    }
    let isFirst = true;
    let end = 0;
    const { offset, rest } = await readByteLines(segmentPath(folder, segment), {
      onLine(line) {
        end += line.length + 1;
        if (isFirst) checker.startSegment(line, segment);
        else checker.push(line);
        isFirst = false;
        // What was found before may have moved it.
        if (checker.problemCount > 0 || checker.size !== head?.checkpoint.treeSize) return;
        if (!isSame(head, { segment, end, line })) {
          checker.note({ fault: 'head', message: 'The head names another place for its last record.' });
        }
      },
      onBytes(count) {
        done += count;
        report({ label: 'Verifying', done: Math.min(done, total), total, unit: 'bytes' });
      },
      ...(signal !== undefined && { signal }),
    });
    if (rest.length === 0) continue;
    const isUnfinished =
      at === segments.length - 1 && head !== undefined && segment >= head.segment && !isFirst;
    if (isUnfinished && (segment > head.segment || offset >= head.offset)) {
      notes.push(`${rest.length} bytes of an unfinished write stand at the end.`);
    } else {
      checker.note({
        fault: 'segment',
        message: `Segment ${segment} ends in the middle of a line.`,
        segment,
      });
    }
  }
  return notes;
}

/** Tells whether the last signed record is where the head says; that is not signed, but it is gone on from. */
function isSame(head: LedgerHead, last: { segment: number; end: number; line: Buffer }): boolean {
  if (head.checkpoint.treeSize === 0) return true;
  const hash = hashLine(last.line)?.stored;
  return head.segment === last.segment && head.offset === last.end && head.last === hash;
}

function unsignedNote(size: number, signed: number | undefined): string[] {
  if (signed === undefined || size <= signed) return [];
  return [`${size - signed} records at the end are not signed yet.`];
}
