/**
 * Words over 16-bit symbols, stored as a tree in two flat arrays: looking a child up costs a few
 * nanoseconds and makes no garbage. Node 0 is the root; there is no child 0.
 */
export class SymbolTrie {
  #keys: Uint32Array;
  #nodes: Uint16Array;
  #mask: number;
  #count = 0;

  /** @param words how many words are expected; the tree grows when there are more. */
  constructor(words = 1024) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, words * 4)));
    this.#keys = new Uint32Array(size);
    this.#nodes = new Uint16Array(size);
    this.#mask = size - 1;
  }

  /** Number of the last node; nodes are numbered from 1 in the order in which they came. */
  get size(): number {
    return this.#count;
  }

  /** The child of a node by a symbol, 0 when there is none. */
  child(node: number, symbol: number): number {
    const key = ((node << 16) | symbol) >>> 0;
    for (let slot = this.#slot(key); ; slot = (slot + 1) & this.#mask) {
      const found = this.#nodes[slot] ?? 0;
      if (found === 0 || this.#keys[slot] === key) return found;
    }
  }

  /**
   * Adds a word and returns its last node.
   *
   * @throws `RangeError` when the tree would have more than 65,535 nodes.
   */
  add(word: readonly number[]): number {
    let node = 0;
    for (const symbol of word) node = this.child(node, symbol) || this.#addChild(node, symbol);
    return node;
  }

  #addChild(node: number, symbol: number): number {
    if (this.#count === 0xffff) throw new RangeError('A symbol trie holds at most 65,535 nodes.');
    if (this.#count * 2 > this.#mask) this.#grow();
    this.#count += 1;
    this.#put(((node << 16) | symbol) >>> 0, this.#count);
    return this.#count;
  }

  #put(key: number, node: number): void {
    let slot = this.#slot(key);
    while (this.#nodes[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = key;
    this.#nodes[slot] = node;
  }

  #grow(): void {
    const [keys, nodes] = [this.#keys, this.#nodes];
    this.#mask = keys.length * 2 - 1;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#nodes = new Uint16Array(keys.length * 2);
    for (const [slot, node] of nodes.entries()) if (node !== 0) this.#put(keys[slot] ?? 0, node);
  }

  #slot(key: number): number {
    const mixed = Math.imul(key, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }
}
