import { open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sha256 } from '../base/index.ts';
import {
  type Chain,
  type Checkpoint,
  type SegmentHeader,
  checkpointSchema,
  createChain,
  isSigned,
  maxRecordBytes,
  segmentHeaderSchema,
} from '../governance/index.ts';
import {
  type LedgerHead,
  type LedgerPaths,
  absentAs,
  brokenLedger,
  listSegments,
  readHead,
  segmentPath,
  syncFolder,
  writePrivateFile,
} from './ledger-files.ts';
import { readByteLines } from './ledger-lines.ts';
import { type SigningKey, openSigningKey } from './ledger-signing-key.ts';

/** The end of a ledger, where the next record goes. */
export interface LedgerTail {
  readonly key: SigningKey;
  readonly chain: Chain;
  /** Number of the last segment and its length in bytes; 0 when there is none yet. */
  readonly segment: number;
  readonly offset: number;
  /** Region that the last segment says it is of. */
  readonly region?: string;
  /** Hash of the last segment's header while no record names it. */
  readonly unnamedHeader?: string;
  readonly lastCheckpoint?: Checkpoint;
  /** When the head was written, to the minute. */
  readonly writtenAt?: string;
  /** Unfinished writes that were moved aside and are not recorded yet. */
  readonly torn: readonly TornPart[];
}

/** Bytes of an unfinished write, in a file of their own. */
interface TornPart {
  readonly path: string;
  readonly bytes: number;
  readonly digest: string;
}

/** Ending of a file of torn bytes until a record tells of it. */
const pendingEnding = '.pending';

/**
 * Reads the end of a ledger. What a crash left behind the signed head is taken over as far as it is
 * whole; from the first line that is not, the bytes are moved to a file of their own. To be called by
 * the writer only.
 *
 * @throws `ledger.broken` when what was signed is not there; `ledger.no-signing-key`; `ledger.bad-key`
 */
export async function readTail(paths: LedgerPaths): Promise<LedgerTail> {
  await clearTemporary(paths.folder);
  const head = await readHead(paths.head);
  const segments = await listSegments(paths.folder);
  if (head === undefined) return beginLedger(paths, segments);
  if (head === 'damaged') throw brokenLedger(paths.folder, 'its head cannot be read');
  const key = await openSigningKey(paths, true);
  const chain = restoreChain(paths, head, key);
  const first = await checkSigned(paths, head);
  const { segment, offset } = head;
  const writtenAt = head.checkpoint.time;
  let tail: LedgerTail = { key, chain, segment, offset, torn: [], writtenAt, ...first };
  if (head.segment > 0) tail = await takeOver(paths, tail);
  for (const segment of segments.filter((number) => number > head.segment)) {
    tail = await enterSegment(paths, tail, segment);
    tail = await takeOver(paths, tail);
  }
  const lastCheckpoint = await readLastCheckpoint(paths);
  if (lastCheckpoint !== undefined && lastCheckpoint.treeSize > chain.tree.size) {
    throw brokenLedger(paths.folder, 'records that a checkpoint tells of are missing at its end');
  }
  const torn = await listTorn(paths);
  return { ...tail, torn, ...(lastCheckpoint !== undefined && { lastCheckpoint }) };
}

/** A head is written before anything else, so segments without one mean that it was taken away. */
async function beginLedger(paths: LedgerPaths, segments: readonly number[]): Promise<LedgerTail> {
  const hasCheckpoints = await stat(paths.checkpoints).then(() => true, absentAs(false));
  if (segments.length > 0 || hasCheckpoints) throw brokenLedger(paths.folder, 'its head is missing');
  const key = await openSigningKey(paths, false);
  return { key, chain: createChain(), segment: 0, offset: 0, torn: [] };
}

/** Only the writer makes temporary files, and it is us. */
async function clearTemporary(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(absentAs<string[]>([]))) {
    if (name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
  }
}

function restoreChain({ folder }: LedgerPaths, head: LedgerHead, key: SigningKey): Chain {
  const { checkpoint, peaks, last } = head;
  if (!isSigned(checkpoint, key.publicKey)) throw brokenLedger(folder, 'its head is not signed by its key');
  let chain: Chain | undefined;
  try {
    chain = createChain({ size: checkpoint.treeSize, peaks, last });
  } catch {
    // Peaks of another size: said below.
  }
  if (chain?.tree.root() === checkpoint.rootHash) return chain;
  throw brokenLedger(folder, 'its head contradicts itself');
}

/** Looks whether the last signed record stands where the head says, and reads its segment's header. */
async function checkSigned(
  { folder }: LedgerPaths,
  { segment, offset, last }: LedgerHead,
): Promise<Pick<LedgerTail, 'region'>> {
  if (segment === 0) return {};
  const header = await readSegmentHeader(folder, segment);
  const file = await open(segmentPath(folder, segment), 'r');
  try {
    const from = Math.max(0, offset - maxRecordBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(offset - from), 0, offset - from, from);
    const end = buffer.toString('latin1', 0, bytesRead);
    if (bytesRead < offset - from || !end.endsWith(`"hash":"${last}"}\n`)) {
      throw brokenLedger(folder, 'its last signed record is not where it should be');
    }
  } finally {
    await file.close();
  }
  return { region: header.value.region };
}

/** Goes over to the next segment, which was begun but not finished when the head was written last. */
async function enterSegment(paths: LedgerPaths, tail: LedgerTail, segment: number): Promise<LedgerTail> {
  const { chain } = tail;
  const header = await readSegmentHeader(paths.folder, segment);
  const { size, last } = chain.state();
  const follows =
    segment === tail.segment + 1 && header.value.firstSeq === size && header.value.previous === last;
  if (!follows || header.value.segment !== segment) {
    throw brokenLedger(paths.folder, `segment ${segment} does not follow the one before`);
  }
  const { region } = header.value;
  return { ...tail, segment, offset: header.bytes, region, unnamedHeader: header.hash };
}

/** The first line of a segment. */
export interface ReadHeader {
  readonly value: SegmentHeader;
  readonly hash: string;
  /** Length with the line break. */
  readonly bytes: number;
}

/**
 * Reads the first line of a segment. Segments get their name with their header in them, so a header is
 * whole or was changed.
 *
 * @throws `ledger.broken`
 */
export async function readSegmentHeader(folder: string, segment: number): Promise<ReadHeader> {
  const path = segmentPath(folder, segment);
  const file = await open(path, 'r').catch(absentAs(undefined));
  if (file === undefined) throw brokenLedger(folder, `segment ${segment} is missing`);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxRecordBytes), 0, maxRecordBytes, 0);
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
    const line = buffer.subarray(0, Math.max(0, end));
    const value = parse(() => segmentHeaderSchema.safeParse(JSON.parse(line.toString())).data);
    if (value === undefined) throw brokenLedger(folder, `segment ${segment} has no header`);
    return { value, hash: sha256(line), bytes: end + 1 };
  } finally {
    await file.close();
  }
}

/** Takes over the whole records behind the end that is known; moves aside what a crash cut short. */
async function takeOver(paths: LedgerPaths, tail: LedgerTail): Promise<LedgerTail> {
  const path = segmentPath(paths.folder, tail.segment);
  let { offset } = tail;
  let isWhole = true;
  await readByteLines(path, {
    from: offset,
    onLine(line) {
      isWhole &&= tail.chain.accept(line);
      if (isWhole) offset += line.length + 1;
    },
  });
  const { size } = await stat(path);
  if (size > offset) {
    const next = await stat(segmentPath(paths.folder, tail.segment + 1)).then(() => true, absentAs(false));
    if (next) throw brokenLedger(paths.folder, `segment ${tail.segment} is damaged at its end`);
    await moveAside(paths, path, offset);
  }
  if (offset === tail.offset) return tail;
  const { unnamedHeader: _, ...named } = tail;
  return { ...named, offset };
}

/** The bytes are safe in their own file before they leave the old one; a crash between repeats it. */
async function moveAside({ torn }: LedgerPaths, path: string, offset: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - offset), 0, size - offset, offset);
    const aside = join(torn, `${basename(path)}.${offset}${pendingEnding}`);
    await writePrivateFile(aside, buffer.subarray(0, bytesRead));
    await syncFolder(torn);
    await file.truncate(offset);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function listTorn({ torn }: LedgerPaths): Promise<TornPart[]> {
  const names = await readdir(torn).catch(absentAs<string[]>([]));
  const pending = names.filter((name) => name.endsWith(pendingEnding)).toSorted();
  return Promise.all(
    pending.map(async (name) => {
      const content = await readFile(join(torn, name));
      return { path: join(torn, name), bytes: content.length, digest: sha256(content) };
    }),
  );
}

/** Name of a file of torn bytes once a record tells of it. */
export function recordedName(path: string): string {
  return path.slice(0, -pendingEnding.length);
}

/** The newest checkpoint; one that cannot be read counts as none here, and is told by verifying. */
async function readLastCheckpoint(paths: LedgerPaths): Promise<Checkpoint | undefined> {
  let last = '';
  try {
    const { offset, rest } = await readByteLines(paths.checkpoints, {
      onLine(line) {
        last = line.toString();
      },
    });
    if (rest.length > 0) await moveAside(paths, paths.checkpoints, offset);
  } catch (error) {
    return absentAs(undefined)(error);
  }
  return parse(() => checkpointSchema.safeParse(JSON.parse(last)).data);
}

function parse<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
