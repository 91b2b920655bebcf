import { cantoneseMarkers, mandarinMarkers, neutralWords } from './register-markers.ts';
import { simplifiedXi, type SymbolRange, symbols, wordSymbols } from './register-symbols.ts';
import { SymbolTrie } from './register-trie.ts';

/** How much in a text speaks for each register: a strong marker counts two, a weak one one. */
export interface Evidence {
  cantonese: number;
  mandarin: number;
  /** How many strong markers are among them. */
  strongCantonese: number;
  strongMandarin: number;
}

/** Evidence of nothing, to be added to. */
export function noEvidence(): Evidence {
  return { cantonese: 0, mandarin: 0, strongCantonese: 0, strongMandarin: 0 };
}

interface MarkerTree {
  readonly trie: SymbolTrie;
  /** By node: 0 no word ends here, else 1 + points for Cantonese + 16 times those for Mandarin. */
  readonly values: Uint8Array;
}

let tree: MarkerTree | undefined;

/**
 * Adds the markers among the symbols from `start` to `end` to some evidence. At each place the longest
 * word of all lists wins, and the search goes on behind it. `onMarker` is told the place of each
 * strong one.
 */
export function addEvidence(
  evidence: Evidence,
  { sequence, start, end }: SymbolRange,
  onMarker?: (from: number, to: number) => void,
): void {
  const { trie, values } = (tree ??= buildTree());
  for (let at = start; at < end;) {
    let value = 0;
    let length = 1;
    let node = 0;
    for (let to = at; to <= end; to += 1) {
      const symbol = to === end ? symbols.boundary : (sequence[to] ?? 0);
      node = trie.child(node, symbol);
      if (node === 0) break;
      const found = values[node] ?? 0;
      // The boundary after a word is not part of it.
      if (found !== 0) [value, length] = [found, to - at + (symbol === symbols.boundary ? 0 : 1)];
    }
    if (value > 1) {
      count(evidence, value - 1);
      if ((value - 1) % 15 === 2) onMarker?.(at, at + length);
    }
    at += length;
  }
}

function count(evidence: Evidence, points: number): void {
  evidence.cantonese += points & 15;
  evidence.mandarin += points >> 4;
  if ((points & 15) >= 2) evidence.strongCantonese += 1;
  if (points >> 4 >= 2) evidence.strongMandarin += 1;
}

function buildTree(): MarkerTree {
  const points = new Map<number, number>();
  const trie = new SymbolTrie(4096);
  const put = (words: string, value: number) => {
    for (const word of words.split(/\s+/)) {
      if (word === '') continue;
      points.set(trie.add(wordSymbols(word)), value);
      // 係 is 系 in simplified writing; alone, 系 is a word of its own in both registers.
      if (word.length > 1 && word.includes('係') && !word.endsWith('$')) {
        points.set(trie.add(wordSymbols(word.replaceAll('係', simplifiedXi))), value);
      }
    }
  };
  put(neutralWords, 1);
  put(mandarinMarkers.weak, 1 + 16);
  put(mandarinMarkers.strong, 1 + 32);
  put(cantoneseMarkers.weak, 1 + 1);
  put(cantoneseMarkers.strong, 1 + 2);
  const values = new Uint8Array(trie.size + 1);
  for (const [node, value] of points) values[node] = value;
  return { trie, values };
}
