import { z } from 'zod';
import { varieties } from '../../language/index.ts';
import { type Stage, actions } from '../spec.ts';

/** Upper bounds of the classes of response times, in milliseconds; the last one stands for all that is longer. */
export const latencyBuckets = [100, 300, 1000, 3000, 10_000, 30_000, 100_000] as const;

/** One of {@link latencyBuckets}. */
export type LatencyBucket = (typeof latencyBuckets)[number];

/** What may be counted of a text. The names are fixed, so that no text can hide in one. */
const shapeNames = [
  'questionLength',
  'answerLength',
  'sentences',
  'passages',
  'citations',
  'spans',
  'turns',
] as const;

const stages = ['input', 'retrieval', 'tool', 'output'] as const satisfies readonly Stage[];
const count = z.int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
// Ids of clauses are short names: prose would not pass.
const clauseIds = z.array(z.string().regex(/^[A-Za-z0-9][\w.#-]{0,63}$/)).max(64);

/** What governance did with one text at one stage. */
const decisionEntry = z.strictObject({
  kind: z.literal('decision'),
  stage: z.enum(stages),
  action: z.enum(actions),
  /** Ids of the clauses that applied. */
  clauses: clauseIds,
  /** SHA-256 of the rules that were in force. */
  bundle: digest,
  /** Id of the model whose words were judged; absent when no model took part. */
  model: z
    .string()
    .regex(/^[^\p{C}]{1,128}$/u)
    .optional(),
  variety: z.enum(varieties),
  latency: z.literal(latencyBuckets).optional(),
  /** HMAC of the session, see `SubjectKeys`; absent when nothing shall link decisions of one session. */
  subject: digest.optional(),
  /** Lengths in UTF-16 code units, and counts. */
  shape: z.partialRecord(z.enum(shapeNames), count).optional(),
});

/** An appeal against a decision, or what became of it. What the user wrote is kept elsewhere. */
const appealEntry = z.strictObject({
  kind: z.literal('appeal'),
  /** Sequence number of the decision. */
  decision: count,
  outcome: z.enum(['lodged', 'upheld', 'overturned']),
  clauses: clauseIds,
  /** SHA-256 of the rules that the outcome rests on. */
  bundle: digest,
  subject: digest.optional(),
});

/** Somebody took records out of the ledger. */
const accessEntry = z.strictObject({
  kind: z.literal('access'),
  purpose: z.enum(['export', 'report', 'proof']),
});

/** What may be put into the ledger: names, hashes and counts, never the text of anybody. */
export const auditEntrySchema = z.discriminatedUnion('kind', [decisionEntry, appealEntry, accessEntry]);

/** One of the things that are put into the ledger. */
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Records that the ledger makes about itself. */
const ownEntries = [
  /** First record of a segment: binds the header of the file into the chain. */
  z.strictObject({ kind: z.literal('segment'), header: digest }),
  /** What the tree was when a checkpoint of it was signed: binds the checkpoint into the chain. */
  z.strictObject({ kind: z.literal('checkpoint'), treeSize: count, rootHash: digest }),
  /** Bytes of an unfinished write that were moved aside after a crash. */
  z.strictObject({ kind: z.literal('recovery'), bytes: count, digest }),
] as const;

const chained = {
  /** Number of the record, from 0, without gaps. */
  seq: count,
  /** When it was recorded, to the minute, in UTC. */
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/),
  /** Hash of the record before; zeros for the first. */
  previous: digest,
  /** SHA-256 of a zero byte and the canonical JSON of the other members: the leaf hash of RFC 6962. */
  hash: digest,
};

/** One record of the ledger. */
export const ledgerRecordSchema = z.discriminatedUnion('kind', [
  decisionEntry.extend(chained),
  appealEntry.extend(chained),
  accessEntry.extend(chained),
  ownEntries[0].extend(chained),
  ownEntries[1].extend(chained),
  ownEntries[2].extend(chained),
]);

/** One record of the ledger. */
export type LedgerRecord = z.infer<typeof ledgerRecordSchema>;

/** What a record says, without its place in the chain. */
export type LedgerEntry = AuditEntry | z.infer<(typeof ownEntries)[number]>;

/** First line of a segment. */
export const segmentHeaderSchema = z.strictObject({
  kind: z.literal('ledger'),
  schema: z.literal(1),
  version: z.string(),
  region: z.string(),
  createdAt: z.string(),
  /** Number of the segment, from 1. */
  segment: z.int().positive(),
  /** Number of its first record. */
  firstSeq: count,
  /** Hash of the record before its first; zeros for the first segment. */
  previous: digest,
});

/** First line of a segment. */
export type SegmentHeader = z.infer<typeof segmentHeaderSchema>;

/** A signed statement of what the first records are. */
export const checkpointSchema = z.strictObject({
  /** Number of records. */
  treeSize: count,
  /** Root of their Merkle tree (RFC 6962), hexadecimal. */
  rootHash: digest,
  /** When it was signed, to the minute, in UTC. */
  time: chained.time,
  /** Ed25519, base64; of what is said by `checkpointMessage`. */
  signature: z.base64(),
});

/** A signed statement of what the first records are. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Where a record went. */
export interface AuditReceipt {
  /** Number of the record, which appeals and proofs name. */
  readonly seq: number;
  readonly hash: string;
}

/** Keeps what governance did, in the order it happened. Nothing in it can be changed unnoticed. */
export interface AuditLog {
  /**
   * Records an entry; when the promise resolves, it is kept. Entries get numbers in the order of the
   * calls. An entry that is refused leaves no gap, and the next one can be appended.
   *
   * @throws `ledger.bad-entry` when it is not of the schema; `ledger.closed`; what the implementation throws
   */
  append(entry: AuditEntry): Promise<AuditReceipt>;
  /** Waits for what is being written, and signs it. May be called again. */
  close(): Promise<void>;
}
