import { createMerkleTree, nodeHash } from './merkle-tree.ts';

/** The leaves of a tree: how many, and the hash of each by its number. */
export interface Leaves {
  readonly size: number;
  hashAt(index: number): string;
}

/**
 * The hashes that lead from one leaf to the root (RFC 6962, section 2.1.1), the deepest first.
 *
 * @throws RangeError when there is no such leaf
 */
export function proveInclusion(leaves: Leaves, index: number): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.size) throw new RangeError('no such leaf');
  const path: string[] = [];
  let from = 0;
  let to = leaves.size;
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      path.unshift(rootOf(leaves, middle, to));
      to = middle;
    } else {
      path.unshift(rootOf(leaves, from, middle));
      from = middle;
    }
  }
  return path;
}

/**
 * The hashes that show that the first leaves of a tree are those of an earlier tree (RFC 6962,
 * section 2.1.2).
 *
 * @throws RangeError when the earlier tree is empty or larger
 */
export function proveConsistency(leaves: Leaves, earlierSize: number): string[] {
  if (!Number.isInteger(earlierSize) || earlierSize < 1 || earlierSize > leaves.size) {
    throw new RangeError('no such earlier tree');
  }
  const path: string[] = [];
  let from = 0;
  let to = leaves.size;
  // The earlier root itself is known to whoever checks, as long as it is a subtree of this tree.
  let isKnown = true;
  while (earlierSize < to) {
    const middle = from + largestPowerBelow(to - from);
    if (earlierSize <= middle) {
      path.unshift(rootOf(leaves, middle, to));
      to = middle;
    } else {
      path.unshift(rootOf(leaves, from, middle));
      from = middle;
      isKnown = false;
    }
  }
  return isKnown ? path : [rootOf(leaves, from, to), ...path];
}

/** Root of the leaves from one number up to, and without, another. */
function rootOf(leaves: Leaves, from: number, to: number): string {
  const tree = createMerkleTree();
  for (let index = from; index < to; index += 1) tree.append(leaves.hashAt(index));
  return tree.root();
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** What is said of a leaf: that it stands at a place in the tree with that root. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly path: readonly string[];
  readonly root: string;
}

/** Checks that a leaf stands where it is said to (RFC 9162, section 2.1.3.2). */
export function checkInclusion({ index, size, leaf, path, root }: InclusionClaim): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hash === root;
}

/** What is said of two trees: that the larger one begins with the leaves of the earlier one. */
export interface ConsistencyClaim {
  readonly earlierSize: number;
  readonly earlierRoot: string;
  readonly size: number;
  readonly root: string;
  readonly path: readonly string[];
}

/** Checks that a tree has only grown (RFC 9162, section 2.1.4.2). */
export function checkConsistency(claim: ConsistencyClaim): boolean {
  const { earlierSize, earlierRoot, size, root } = claim;
  if (!Number.isSafeInteger(earlierSize) || earlierSize < 1 || earlierSize > size) return false;
  if (earlierSize === size) return claim.path.length === 0 && earlierRoot === root;
  const isSubtree = largestPowerBelow(earlierSize * 2) === earlierSize;
  const [first, ...path] = isSubtree ? [earlierRoot, ...claim.path] : claim.path;
  if (first === undefined) return false;
  let place = earlierSize - 1;
  let last = size - 1;
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [earlier, hash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      earlier = nodeHash(sibling, earlier);
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && earlier === earlierRoot && hash === root;
}

function half(number: number): number {
  return Math.floor(number / 2);
}
