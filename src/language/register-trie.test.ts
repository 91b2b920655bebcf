import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SymbolTrie } from './register-trie.ts';

function find(trie: SymbolTrie, word: readonly number[]): number {
  let node = 0;
  for (const symbol of word) {
    node = trie.child(node, symbol);
    if (node === 0) return 0;
  }
  return node;
}

describe('SymbolTrie', () => {
  it('finds what was added, and nothing else', () => {
    const words = fc.array(fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 4 }), { maxLength: 60 });
    fc.assert(
      fc.property(words, fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 4 }), (added, other) => {
        const trie = new SymbolTrie(1);
        const nodes = added.map((word) => trie.add(word));
        expect(added.map((word) => find(trie, word))).toEqual(nodes);
        const known = added.some((word) => other.every((symbol, at) => word[at] === symbol));
        expect(find(trie, other) > 0).toBe(known);
      }),
    );
  });

  it('numbers the nodes in the order in which they came', () => {
    const trie = new SymbolTrie();
    expect([trie.add([7, 8]), trie.add([7]), trie.add([7, 9]), trie.size]).toEqual([2, 1, 3, 3]);
  });

  it('refuses more nodes than it can number', () => {
    const trie = new SymbolTrie(70_000);
    for (let symbol = 1; symbol <= 0xffff; symbol += 1) trie.add([symbol]);
    expect(() => trie.add([1, 1])).toThrow(RangeError);
  });
});
