import { type SymbolRange, symbols, wordSymbols } from './register-symbols.ts';
import { SymbolTrie } from './register-trie.ts';
import { registerWeights } from './register-weights.ts';

/** Longest run of symbols that has a weight. */
export const longestGram = 3;

interface Model {
  readonly trie: SymbolTrie;
  readonly weights: Float32Array;
}

let model: Model | undefined;

/**
 * How much the characters of a text look like Cantonese, as log odds: below 0 like Standard Written
 * Chinese. For texts that no marker decides; word choice and order still tell there. Runs of one to
 * {@link longestGram} symbols have weights, fitted by `npm run fit:register`.
 */
export function scoreRegister({ sequence, start, end }: SymbolRange): number {
  const { trie, weights } = (model ??= readModel());
  let sum = 0;
  let han = 0;
  for (let at = start - 1; at < end; at += 1) {
    let node = 0;
    if (at >= start && (sequence[at] ?? 0) > symbols.number) han += 1;
    for (let to = at; to < at + longestGram && to <= end; to += 1) {
      const symbol = to < start || to === end ? symbols.boundary : (sequence[to] ?? 0);
      node = trie.child(node, symbol);
      if (node === 0) break;
      sum += weights[node] ?? 0;
    }
  }
  return registerWeights.intercept + sum / Math.sqrt(Math.max(1, han));
}

function readModel(): Model {
  const trie = new SymbolTrie(16_384);
  const found = new Map<number, number>();
  for (const [weight, grams] of registerWeights.grams) {
    for (const gram of grams.split(' ')) found.set(trie.add(gramSymbols(gram)), weight);
  }
  const weights = new Float32Array(trie.size + 1);
  for (const [node, weight] of found) weights[node] = weight;
  return { trie, weights };
}

/** Symbols of a run as it is written in the weights: `$` a boundary, `A` a Latin word, `0` a number. */
function gramSymbols(gram: string): number[] {
  return wordSymbols(gram).map((symbol) => (symbol === 0x41 ? symbols.latin : symbol));
}
