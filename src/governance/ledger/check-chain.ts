import { sha256 } from '../../base/index.ts';
import { type MerkleTree, createMerkleTree } from './merkle-tree.ts';
import { type ChainMembers, hashLine, noPrevious, parseChainMembers } from './record-line.ts';
import { type Checkpoint, type SegmentHeader, segmentHeaderSchema } from './spec.ts';

/** Kinds of damage. */
export type LedgerFault =
  | 'malformed'
  | 'edited'
  | 'missing'
  | 'repeated'
  | 'replaced'
  | 'header'
  | 'truncated'
  | 'rewritten'
  | 'checkpoint'
  | 'head'
  | 'segment';

/** Something that is wrong with a ledger, and where. */
export interface LedgerProblem {
  readonly fault: LedgerFault;
  readonly message: string;
  /** Number of the record. */
  readonly seq?: number;
  readonly segment?: number;
  /** 1-based line in the segment. */
  readonly line?: number;
}

/** Reads a ledger line by line, in order, and notes what is wrong. */
export interface ChainChecker {
  /** Records read so far. */
  readonly size: number;
  /** Problems kept, at most {@link maxProblems}. */
  readonly problems: readonly LedgerProblem[];
  /** Problems found, kept or not. */
  readonly problemCount: number;
  /** Begins a segment with its first line. */
  startSegment(header: Buffer, segment: number): void;
  /** Reads the line of a record, without its line break. */
  push(line: Buffer): void;
  note(problem: LedgerProblem): void;
  /** Ends: says what signed trees claim beyond the last record, and which checkpoints are gone. */
  finish(): void;
}

/** What is known of a ledger beside its records. */
export interface ChainExpectation {
  /** Signed trees, in any order: each must be what the records give at that size. */
  readonly signed: readonly Checkpoint[];
  /**
   * Records of which all checkpoints must be among the signed trees; later ones may still be on the
   * way to the disk.
   */
  readonly settled: number;
}

/** Problems that are kept with their words; the others are only counted. */
export const maxProblems = 100;

/** Makes a checker for one reading of a ledger. */
export function createChainChecker({ signed, settled }: ChainExpectation): ChainChecker {
  const tree = createMerkleTree();
  const roots = createRootCheck(signed);
  const problems: LedgerProblem[] = [];
  let problemCount = 0;
  let isChainBroken = false;
  let expected: Expected = { seq: 0, previous: noPrevious };
  let [segment, line] = [0, 0];

  const note = (problem: LedgerProblem) => {
    problemCount += 1;
    if (problems.length < maxProblems) problems.push(problem);
  };
  const noteHere = (problem: LedgerProblem) => note({ ...problem, segment, line });
  const compareWithSigned = () => {
    const problem = roots.compare(tree);
    // A record that was found faulty explains another root; alone it means that hashes were made anew.
    if (problem !== undefined && !isChainBroken) note(problem);
  };
  compareWithSigned();
  return {
    get size() {
      return tree.size;
    },
    problems,
    get problemCount() {
      return problemCount;
    },
    note,
    startSegment(header, number) {
      [segment, line] = [number, 1];
      const problem = checkHeader(readHeader(header), number, expected);
      if (problem !== undefined) noteHere(problem);
      expected = { ...expected, header: sha256(header) };
    },
    push(bytes) {
      line += 1;
      const hashes = hashLine(bytes);
      const record = parseChainMembers(bytes);
      tree.append(hashes?.computed ?? sha256(bytes));
      if (hashes === undefined || record === undefined || !isFlawless(hashes, record, expected)) {
        isChainBroken = true;
        for (const problem of findFaults({ hashes, record, expected })) noteHere(problem);
      }
      if (record?.kind === 'checkpoint' && record.seq < settled && !roots.has(record)) {
        noteHere(lostCheckpoint(record));
      }
      expected = {
        seq: (record?.seq ?? expected.seq) + 1,
        previous: hashes?.stored ?? expected.previous,
      };
      compareWithSigned();
    },
    finish() {
      if (roots.largest > expected.seq) note(truncated(expected.seq, roots.largest));
    },
  };
}

/** Holds a growing tree against the signed ones. */
function createRootCheck(signed: readonly Checkpoint[]) {
  const claims = new Map<number, Set<string>>();
  for (const { treeSize, rootHash } of signed) {
    claims.set(treeSize, (claims.get(treeSize) ?? new Set()).add(rootHash));
  }
  let lastGood = 0;
  let isTold = false;
  return {
    largest: Math.max(0, ...claims.keys()),
    has({ treeSize, rootHash }: ChainMembers): boolean {
      const roots = typeof treeSize === 'number' ? claims.get(treeSize) : undefined;
      return typeof rootHash === 'string' && roots?.has(rootHash) === true;
    },
    /** The first difference; later ones follow from it. */
    compare(tree: MerkleTree): LedgerProblem | undefined {
      const roots = claims.get(tree.size);
      if (roots === undefined || isTold) return undefined;
      if (roots.size === 1 && roots.has(tree.root())) {
        lastGood = tree.size;
        return undefined;
      }
      isTold = true;
      return rewritten(lastGood, tree.size);
    },
  };
}

interface Expected {
  readonly seq: number;
  readonly previous: string;
  /** Hash of the header that the first record of a segment must name. */
  readonly header?: string;
}

type Hashes = NonNullable<ReturnType<typeof hashLine>>;

/** Nearly all records are, so this comes before asking what is wrong. */
function isFlawless(hashes: Hashes, record: ChainMembers, expected: Expected): boolean {
  return (
    hashes.computed === hashes.stored &&
    record.seq === expected.seq &&
    record.previous === expected.previous &&
    (expected.header === undefined || (record.kind === 'segment' && record.header === expected.header))
  );
}

interface Read {
  readonly hashes: Hashes | undefined;
  readonly record: ChainMembers | undefined;
  readonly expected: Expected;
}

function findFaults({ hashes, record, expected }: Read): LedgerProblem[] {
  if (hashes === undefined || record === undefined) {
    const message = `Record ${expected.seq} cannot be read: the line is damaged.`;
    return [{ fault: 'malformed', message, seq: expected.seq }];
  }
  const found: LedgerProblem[] = [];
  const { seq } = record;
  const add = (fault: LedgerFault, message: string) => found.push({ fault, message, seq });
  if (hashes.computed !== hashes.stored) {
    add('edited', `Record ${seq} was edited: its content does not match its hash.`);
  }
  if (seq > expected.seq)
    add('missing', `${recordsFrom(expected.seq, seq - 1)} missing before record ${seq}.`);
  else if (seq < expected.seq) {
    add('repeated', `Record ${seq} stands where record ${expected.seq} should: it is repeated or misplaced.`);
  } else if (record.previous !== expected.previous) {
    add('replaced', `Record ${seq} does not follow the record before it: one of the two was replaced.`);
  }
  if (expected.header !== undefined && (record.kind !== 'segment' || record.header !== expected.header)) {
    add('header', `Record ${seq} does not name the header of its segment: the header was changed.`);
  }
  return found;
}

function readHeader(header: Buffer): SegmentHeader | undefined {
  try {
    return segmentHeaderSchema.safeParse(JSON.parse(header.toString())).data;
  } catch {
    return undefined;
  }
}

function checkHeader(
  header: SegmentHeader | undefined,
  segment: number,
  expected: Expected,
): LedgerProblem | undefined {
  if (header === undefined) {
    return { fault: 'header', message: `Segment ${segment} does not begin with a header that can be read.` };
  }
  if (header.segment !== segment) {
    return { fault: 'header', message: `Segment ${segment} says that it is segment ${header.segment}.` };
  }
  if (header.firstSeq === expected.seq && header.previous === expected.previous) return undefined;
  const message = `Segment ${segment} does not follow the segment before it: it should begin with record ${expected.seq}.`;
  return { fault: 'header', message };
}

function recordsFrom(first: number, last: number): string {
  return first === last ? `Record ${first} is` : `Records ${first} to ${last} are`;
}

function truncated(next: number, claimed: number): LedgerProblem {
  const message = `${recordsFrom(next, claimed - 1)} missing at the end: ${claimed} records were signed.`;
  return { fault: 'truncated', message, seq: next };
}

function rewritten(lastGood: number, size: number): LedgerProblem {
  const message = `The first ${size} records are not those that were signed: something from record ${lastGood} to record ${size - 1} was changed, and the hashes were made anew.`;
  return { fault: 'rewritten', message, seq: lastGood };
}

function lostCheckpoint({ seq, treeSize }: ChainMembers): LedgerProblem {
  const message = `Record ${seq} tells of a checkpoint of ${String(treeSize)} records, which is not among the checkpoints.`;
  return { fault: 'checkpoint', message, seq };
}
