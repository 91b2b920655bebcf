import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { isSigned, keyFingerprint } from './checkpoint.ts';
import { checkConsistency, checkInclusion } from './merkle-proof.ts';
import { hashRecord } from './record-line.ts';
import { checkpointSchema, ledgerRecordSchema } from './spec.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const path = z.array(digest).max(64);

const inclusionProofSchema = z.strictObject({
  kind: z.literal('ledger-inclusion-proof'),
  schema: z.literal(1),
  record: ledgerRecordSchema,
  /** Hashes from the record up to the root, RFC 6962. */
  path,
  /** The signed tree that the record is in. */
  checkpoint: checkpointSchema,
  /** SHA-256 of the public key (DER) whose private key has signed. */
  key: digest,
});

const consistencyProofSchema = z.strictObject({
  kind: z.literal('ledger-consistency-proof'),
  schema: z.literal(1),
  earlier: checkpointSchema,
  path,
  checkpoint: checkpointSchema,
  key: digest,
});

/** A proof that can be checked without the ledger. */
export const ledgerProofSchema = z.discriminatedUnion('kind', [inclusionProofSchema, consistencyProofSchema]);

/** Shows that a record is in the tree that was signed. */
export type InclusionProof = z.infer<typeof inclusionProofSchema>;

/** Shows that the ledger has only grown between two signed trees. */
export type ConsistencyProof = z.infer<typeof consistencyProofSchema>;

/** One of the proofs. */
export type LedgerProof = z.infer<typeof ledgerProofSchema>;

/** What is wrong with a proof. */
export type ProofFault = 'other-key' | 'bad-signature' | 'record-changed' | 'not-in-tree' | 'not-grown';

/** Checks a proof with nothing but the public key; undefined when it holds. */
export function findProofFault(proof: LedgerProof, publicKey: KeyObject): ProofFault | undefined {
  if (proof.key !== keyFingerprint(publicKey)) return 'other-key';
  if (!isSigned(proof.checkpoint, publicKey)) return 'bad-signature';
  const { checkpoint, path } = proof;
  const tree = { size: checkpoint.treeSize, root: checkpoint.rootHash, path };
  if (proof.kind === 'ledger-inclusion-proof') {
    const { record } = proof;
    if (hashRecord(record) !== record.hash) return 'record-changed';
    return checkInclusion({ index: record.seq, leaf: record.hash, ...tree }) ? undefined : 'not-in-tree';
  }
  if (!isSigned(proof.earlier, publicKey)) return 'bad-signature';
  const { treeSize, rootHash } = proof.earlier;
  const grown = checkConsistency({ earlierSize: treeSize, earlierRoot: rootHash, ...tree });
  return grown ? undefined : 'not-grown';
}
