import { type KeyObject, createHash, sign, verify } from 'node:crypto';
import type { MerkleTree } from './merkle-tree.ts';
import { toMinute } from './minimise.ts';
import type { Checkpoint } from './spec.ts';

type Statement = Omit<Checkpoint, 'signature'>;

/**
 * The bytes that are signed: four lines that begin with what they are, so that the signature can be
 * taken for nothing else.
 */
export function checkpointMessage({ treeSize, rootHash, time }: Statement): Buffer {
  return Buffer.from(`lionrock ledger checkpoint v1\n${treeSize}\n${rootHash}\n${time}\n`);
}

/** Signs what a tree is. */
export function signCheckpoint(tree: MerkleTree, now: Date, privateKey: KeyObject): Checkpoint {
  const statement = { treeSize: tree.size, rootHash: tree.root(), time: toMinute(now) };
  const signature = sign(null, checkpointMessage(statement), privateKey).toString('base64');
  return { ...statement, signature };
}

/** Tells whether the holder of the key has signed it. */
export function isSigned(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  const signature = Buffer.from(checkpoint.signature, 'base64');
  return verify(null, checkpointMessage(checkpoint), publicKey, signature);
}

/** Names a public key: SHA-256 of its DER form, hexadecimal. */
export function keyFingerprint(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
