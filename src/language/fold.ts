import { Converter } from 'opencc-js';

/**
 * Folds a text for comparison and search: compatibility forms (full width, Kangxi radicals, HKSCS
 * compatibility ideographs), case, and Han variants (traditional, regional, simplified) become one
 * form. Never shown to a reader.
 */
export function foldText(text: string): string {
  return foldHan(text.normalize('NFKC').toLowerCase());
}

/** Folds Han variants to one form, character by character, so that offsets do not move. */
export function foldHan(text: string): string {
  const table = hanTable();
  let folded = '';
  for (const character of text) folded += table.get(character) ?? character;
  return folded;
}

let table: Map<string, string> | undefined;

/** Characters that fold to another one. Built once from OpenCC's tables (about 4,000 entries). */
function hanTable(): Map<string, string> {
  table ??= buildHanTable();
  return table;
}

function buildHanTable(): Map<string, string> {
  const convert = Converter({ from: 'hk', to: 'cn' });
  const found = new Map<string, string>();
  for (const [first, last] of hanRanges) {
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCodePoint(code);
      const folded = convert(character);
      // A mapping that is not one to one in UTF-16 would move offsets.
      if (folded !== character && folded.length === character.length) found.set(character, folded);
    }
  }
  // The CJK stroke U+31D0 stands for 一 in the text layer of some PDF files.
  found.set('\u31D0', '一');
  // Spellings that OpenCC keeps apart and readers do not.
  for (const [from, to] of [
    ['著', '着'],
    ['裡', '里'],
    ['裏', '里'],
    ['衞', '卫'],
    ['羣', '群'],
    ['峯', '峰'],
    ['麪', '面'],
    ['綫', '线'],
    ['啓', '启'],
    ['説', '说'],
    ['喺', '喺'],
    ['搵', '揾'],
    ['嚿', '旧'],
  ] as const) {
    if (from !== to) found.set(from, to);
  }
  return found;
}

const hanRanges: readonly (readonly [number, number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x2a6df],
];
