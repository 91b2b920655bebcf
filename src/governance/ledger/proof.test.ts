import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChain } from './chain.ts';
import { keyFingerprint, signCheckpoint } from './checkpoint.ts';
import { proveConsistency, proveInclusion } from './merkle-proof.ts';
import { type ConsistencyProof, type InclusionProof, findProofFault, ledgerProofSchema } from './proof.ts';
import { parseRecord } from './record-line.ts';
import { makeDecision } from './testing/audit-log-conformance.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = keyFingerprint(publicKey);
const now = new Date('2026-05-01T09:30:00Z');
const chain = createChain();
const hashes: string[] = [];
const lines: string[] = [];
for (let at = 0; at < 20; at += 1) {
  const { line, hash } = chain.seal(makeDecision({ clauses: [`c-1.${at}`] }), '2026-05-01T09:30Z');
  lines.push(line);
  hashes.push(hash);
}
const leaves = { size: 20, hashAt: (at: number) => hashes[at]! };
const checkpoint = signCheckpoint(chain.tree, now, privateKey);

function prove(seq: number): InclusionProof {
  const record = parseRecord(Buffer.from(lines[seq]!))!;
  const path = proveInclusion(leaves, seq);
  return { kind: 'ledger-inclusion-proof', schema: 1, record, path, checkpoint, key };
}

describe('findProofFault', () => {
  it('finds nothing wrong with a proof of any record, also after it went through a file', () => {
    for (let seq = 0; seq < 20; seq += 1) {
      const read = ledgerProofSchema.parse(JSON.parse(JSON.stringify(prove(seq))));
      expect(findProofFault(read, publicKey)).toBeUndefined();
    }
  });

  it('finds that a proof is of another record', () => {
    fc.assert(
      fc.property(fc.nat(19), fc.nat(19), (a, b) => {
        fc.pre(a !== b);
        expect(findProofFault({ ...prove(a), record: prove(b).record }, publicKey)).toBe('not-in-tree');
      }),
    );
  });

  it('finds that the record, the tree, the signature or the key is another', () => {
    const proof = prove(7);
    const changed = { ...proof.record, time: '2026-05-01T09:31Z' };
    expect(findProofFault({ ...proof, record: changed }, publicKey)).toBe('record-changed');
    const tree = { ...checkpoint, rootHash: hashes[0]! };
    expect(findProofFault({ ...proof, checkpoint: tree }, publicKey)).toBe('bad-signature');
    expect(findProofFault({ ...proof, key: 'a'.repeat(64) }, publicKey)).toBe('other-key');
    const other = generateKeyPairSync('ed25519');
    const signedByOther = signCheckpoint(chain.tree, now, other.privateKey);
    expect(findProofFault({ ...proof, checkpoint: signedByOther }, publicKey)).toBe('bad-signature');
    expect(findProofFault(proof, other.publicKey)).toBe('other-key');
  });

  it('finds that a ledger did not just grow', () => {
    const early = createChain();
    for (let at = 0; at < 6; at += 1) {
      early.seal(makeDecision({ clauses: [`c-1.${at}`] }), '2026-05-01T09:30Z');
    }
    const proof: ConsistencyProof = {
      kind: 'ledger-consistency-proof',
      schema: 1,
      earlier: signCheckpoint(early.tree, now, privateKey),
      path: proveConsistency(leaves, 6),
      checkpoint,
      key,
    };
    expect(findProofFault(proof, publicKey)).toBeUndefined();
    early.seal(makeDecision({ clauses: ['other'] }), '2026-05-01T09:30Z');
    const earlier = signCheckpoint(early.tree, now, privateKey);
    const path = proveConsistency(leaves, 7);
    expect(findProofFault({ ...proof, earlier, path }, publicKey)).toBe('not-grown');
    const unsigned = { ...proof.earlier, treeSize: 5 };
    expect(findProofFault({ ...proof, earlier: unsigned }, publicKey)).toBe('bad-signature');
  });
});
