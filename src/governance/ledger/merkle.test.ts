import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConsistency, checkInclusion, proveConsistency, proveInclusion } from './merkle-proof.ts';
import { createMerkleTree, leafHash, nodeHash } from './merkle-tree.ts';

const sha = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962, section 2.1, word for word. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0]!);
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha(Buffer.from([1]), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** Section 2.1.1, word for word. */
function naivePath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

/** Section 2.1.2, word for word. */
function naiveSubproof(m: number, leaves: readonly Buffer[], b: boolean): Buffer[] {
  if (m === leaves.length) return b ? [] : [naiveRoot(leaves)];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return m <= k
    ? [...naiveSubproof(m, leaves.slice(0, k), b), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));

function makeTree(contents: readonly Uint8Array[]) {
  const hashes = contents.map((content) => leafHash(content));
  const tree = createMerkleTree();
  for (const hash of hashes) tree.append(hash);
  return { tree, root: tree.root(), leaves: { size: hashes.length, hashAt: (at: number) => hashes[at]! } };
}

const makeContents = (size: number) => Array.from({ length: size }, (_, at) => Buffer.from(`record ${at}`));
const flip = (hash: string) => (hash.startsWith('0') ? '1' : '0') + hash.slice(1);

describe('the Merkle tree', () => {
  it('gives the roots of the reference implementation of Certificate Transparency', () => {
    const contents = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].map((digits) =>
      Buffer.from(digits, 'hex'),
    );
    contents.push(Buffer.from('606162636465666768696a6b6c6d6e6f', 'hex'));
    const roots = contents.map((_, at) => makeTree(contents.slice(0, at + 1)).root);
    expect(createMerkleTree().root()).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(roots).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it('gives the roots and proofs of the naive reading of the RFC, for every size up to 40', () => {
    for (let size = 1; size <= 40; size += 1) {
      const contents = makeContents(size);
      const { root, leaves } = makeTree(contents);
      expect(root).toBe(naiveRoot(contents).toString('hex'));
      for (let at = 0; at < size; at += 1) {
        expect(proveInclusion(leaves, at)).toEqual(hex(naivePath(at, contents)));
        expect(proveConsistency(leaves, at + 1)).toEqual(hex(naiveSubproof(at + 1, contents, true)));
      }
    }
  });

  it('goes on from its peaks as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (before, after) => {
        const contents = makeContents(before + after);
        const first = makeTree(contents.slice(0, before)).tree;
        const restored = createMerkleTree({ size: first.size, peaks: first.peaks });
        for (const content of contents.slice(before)) restored.append(leafHash(content));
        expect(restored.root()).toBe(makeTree(contents).root);
        expect(restored.size).toBe(before + after);
      }),
    );
  });

  it('refuses peaks of another size, and hashes that are none', () => {
    expect(() => createMerkleTree({ size: 3, peaks: ['a'.repeat(64)] })).toThrow(RangeError);
    expect(() => nodeHash('a'.repeat(64), 'a'.repeat(63))).toThrow(RangeError);
    expect(() => nodeHash('x'.repeat(64), 'a'.repeat(64))).toThrow(RangeError);
  });

  it('tells a leaf from a node', () => {
    const [a, b] = [leafHash('a'), leafHash('b')];
    const both = Buffer.from(a + b, 'hex');
    expect(nodeHash(a, b)).not.toBe(leafHash(both));
  });
});

const inclusion = fc
  .integer({ min: 1, max: 70 })
  .chain((size) =>
    fc.record({ size: fc.constant(size), index: fc.nat(size - 1), other: fc.nat(size - 1), at: fc.nat(99) }),
  );

describe('inclusion proofs', () => {
  it('hold for the leaf, and for no other leaf, place, size, root or path', () => {
    fc.assert(
      fc.property(inclusion, ({ size, index, other, at }) => {
        const { root, leaves } = makeTree(makeContents(size));
        const path = proveInclusion(leaves, index);
        const claim = { index, size, leaf: leaves.hashAt(index), path, root };
        expect(checkInclusion(claim)).toBe(true);
        expect(checkInclusion({ ...claim, leaf: flip(claim.leaf) })).toBe(false);
        expect(checkInclusion({ ...claim, root: flip(root) })).toBe(false);
        expect(checkInclusion({ ...claim, leaf: leaves.hashAt(other) })).toBe(other === index);
        expect(checkInclusion({ ...claim, index: other })).toBe(other === index);
        expect(checkInclusion({ ...claim, path: [...path, root] })).toBe(false);
        fc.pre(path.length > 0);
        const damaged = path.with(at % path.length, flip(path[at % path.length]!));
        expect(checkInclusion({ ...claim, path: damaged })).toBe(false);
        expect(checkInclusion({ ...claim, path: path.slice(1) })).toBe(false);
        expect(checkInclusion({ ...claim, path: path.slice(0, -1) })).toBe(false);
      }),
    );
  });

  it('hold for no place outside the tree', () => {
    const { root, leaves } = makeTree(makeContents(5));
    const claim = { size: 5, leaf: leaves.hashAt(4), path: proveInclusion(leaves, 4), root };
    for (const index of [-1, 5, 1.5, Number.NaN]) expect(checkInclusion({ ...claim, index })).toBe(false);
    expect(() => proveInclusion(leaves, 5)).toThrow(RangeError);
    expect(() => proveInclusion({ ...leaves, size: 0 }, 0)).toThrow(RangeError);
  });
});

describe('consistency proofs', () => {
  it('hold for a tree that has grown, and not for one that was changed', () => {
    const sizes = fc.integer({ min: 1, max: 70 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        earlierSize: fc.integer({ min: 1, max: size }),
        at: fc.nat(999),
      }),
    );
    fc.assert(
      fc.property(sizes, ({ size, earlierSize, at }) => {
        const contents = makeContents(size);
        const { root, leaves } = makeTree(contents);
        const earlierRoot = makeTree(contents.slice(0, earlierSize)).root;
        const path = proveConsistency(leaves, earlierSize);
        const claim = { earlierSize, earlierRoot, size, root, path };
        expect(checkConsistency(claim)).toBe(true);
        expect(checkConsistency({ ...claim, root: flip(root) })).toBe(false);
        expect(checkConsistency({ ...claim, earlierRoot: flip(earlierRoot) })).toBe(false);
        expect(checkConsistency({ ...claim, path: [...path, root] })).toBe(false);
        const damaged = path.map((hash, each) => (each === at % path.length ? flip(hash) : hash));
        expect(checkConsistency({ ...claim, path: damaged })).toBe(path.length === 0);
        // The history before the earlier tree is changed: its best proof does not lead to the earlier root.
        const changed = contents.with(at % earlierSize, Buffer.from('changed'));
        const forged = makeTree(changed);
        const forgedPath = proveConsistency(forged.leaves, earlierSize);
        expect(checkConsistency({ ...claim, root: forged.root, path: forgedPath })).toBe(false);
      }),
    );
  });

  it('are not made for trees that cannot be earlier', () => {
    const { leaves } = makeTree(makeContents(3));
    expect(() => proveConsistency(leaves, 0)).toThrow(RangeError);
    expect(() => proveConsistency(leaves, 4)).toThrow(RangeError);
  });
});
