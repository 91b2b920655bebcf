import { hash } from 'node:crypto';

/** Root of the tree without leaves: SHA-256 of nothing. */
const emptyRoot = hash('sha256', '');

// One call of SHA-256 for each node and none for its parts: this is what checking a ledger spends its time on.
const node = Buffer.alloc(65, 1);

/**
 * Hash of two subtrees (RFC 6962): SHA-256 of the byte 1, the left and the right hash; all hexadecimal.
 *
 * @throws RangeError when one of them is not 64 digits
 */
export function nodeHash(left: string, right: string): string {
  const written = node.write(left, 1, 'hex') + node.write(right, 33, 'hex');
  if (written !== 64 || left.length !== 64 || right.length !== 64) throw new RangeError('no SHA-256');
  return hash('sha256', node);
}

/** Hash of a leaf (RFC 6962): SHA-256 of the byte 0 and the content, hexadecimal. */
export function leafHash(content: string | Uint8Array): string {
  if (typeof content === 'string') return hash('sha256', `\0${content}`);
  return hash('sha256', Buffer.concat([Buffer.alloc(1), content]));
}

/** A Merkle tree (RFC 6962) that only grows; it keeps one hash for each bit of its size. */
export interface MerkleTree {
  /** Number of leaves. */
  readonly size: number;
  /** Roots of the full subtrees, the largest first; with the size they restore the tree. */
  readonly peaks: readonly string[];
  append(leaf: string): void;
  root(): string;
}

/** What a tree can be restored from. */
export interface MerkleState {
  readonly size: number;
  readonly peaks: readonly string[];
}

/**
 * Makes a tree, empty or as it was.
 *
 * @throws RangeError when there are not as many peaks as a tree of that size has
 */
export function createMerkleTree(start: MerkleState = { size: 0, peaks: [] }): MerkleTree {
  if (start.peaks.length !== countBits(start.size))
    throw new RangeError('a tree of that size has other peaks');
  const peaks = Array.from(start.peaks);
  let size = start.size;
  return {
    get size() {
      return size;
    },
    get peaks() {
      return Array.from(peaks);
    },
    append(leaf) {
      size += 1;
      let root = leaf;
      // Every factor of two in the size closes one more subtree.
      for (let rest = size; rest % 2 === 0; rest /= 2) root = nodeHash(peaks.pop() ?? '', root);
      peaks.push(root);
    },
    root() {
      const last = peaks.at(-1);
      if (last === undefined) return emptyRoot;
      return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
    },
  };
}

function countBits(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}
