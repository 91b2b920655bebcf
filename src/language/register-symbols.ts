import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

/** Symbols of a text that are no Han characters; see {@link foldTable}. */
export const symbols = {
  /** Punctuation, or the edge of the text. */
  boundary: 0,
  /** A Latin word of two letters or more. A single letter stands for itself, in lower case. */
  latin: 1,
  /** A number in digits. */
  number: 0x30,
} as const;

/** Some symbols of a sequence: those from `start` up to, and without, `end`. */
export interface SymbolRange {
  readonly sequence: Uint16Array;
  readonly start: number;
  readonly end: number;
}

/** The Han character 係 in simplified writing, where it is one with 系. */
export const simplifiedXi = '系';

// What only one register writes must not become what both write: 係 and 系, 曬 and 晒, 嚇 and 吓, 鬱 and 郁.
const keptApart = '係曬嚇鬱';

// Spellings that OpenCC keeps apart and readers do not.
const variants: readonly (readonly [string, string])[] = [
  ['著', '着'],
  ['衞', '卫'],
  ['羣', '群'],
  ['俾', '畀'],
  ['甚', '什'],
  ['喎', '㖞'],
  ['喫', '吃'],
];

let table: Uint16Array | undefined;

/**
 * The form under which register is looked up, for each UTF-16 code unit: simplified, variants as one.
 * Unlike `foldHan` it keeps apart the characters that tell the register.
 */
export function foldTable(): Uint16Array {
  table ??= buildTable();
  return table;
}

function buildTable(): Uint16Array {
  const built = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  for (const entry of traditionalToSimplified.split('|')) {
    const [from = '', to = ''] = entry.split(' ');
    if (from.length === 1 && to.length === 1 && !keptApart.includes(from)) {
      built[from.charCodeAt(0)] = to.charCodeAt(0);
    }
  }
  for (const [from, to] of variants) built[from.charCodeAt(0)] = to.charCodeAt(0);
  return built;
}

/**
 * Symbols of a word from a list: Han characters folded, `$` a boundary, the rest as it stands.
 *
 * @example wordSymbols('嚟$') // [0x569f, symbols.boundary]
 */
export function wordSymbols(word: string): number[] {
  const fold = foldTable();
  return Array.from({ length: word.length }, (_, at) => {
    const code = word.charCodeAt(at);
    return code === 0x24 ? symbols.boundary : (fold[code] ?? code);
  });
}
