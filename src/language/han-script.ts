import simplifiedToTraditional from 'opencc-js/dict/STCharacters';
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

/** How many characters of a text exist in one script only. */
export interface ScriptCounts {
  /** Characters used only in simplified writing. */
  readonly simplified: number;
  /** Characters used only in traditional writing. */
  readonly traditional: number;
}

/**
 * Characters that a table turns into something else and that do not also stand for themselves:
 * the table does not list the second meaning (后 is 後, and an empress), so those are named here.
 */
function exclusiveCharacters(table: string, alsoWritten: string): Set<string> {
  const found = new Set<string>();
  for (const entry of table.split('|')) {
    const [from, ...to] = entry.split(' ');
    if (from !== undefined && !to.includes(from) && !alsoWritten.includes(from)) found.add(from);
  }
  return found;
}

// Written in both scripts, although OpenCC lists one of them only: variants in common use, and words of
// their own in traditional writing (平台, 公里, 批准, 食晒, 河涌) that are simplified for another one too.
const inBothScripts =
  '着吃群峰床占雇庄霉夸岩灶痴嘆却咸卧污恒悦托台里秘准采伙干后云斗范征余郁朴仆熏吁辟涂丑晒吓涌岳杰响游布';

let simplifiedOnly: Set<string> | undefined;
let traditionalOnly: Set<string> | undefined;

function readSets(): { simplified: Set<string>; traditional: Set<string> } {
  simplifiedOnly ??= exclusiveCharacters(simplifiedToTraditional, inBothScripts);
  traditionalOnly ??= exclusiveCharacters(traditionalToSimplified, inBothScripts);
  return { simplified: simplifiedOnly, traditional: traditionalOnly };
}

/** Counts the characters that only one of the two scripts has. */
export function countScripts(text: string): ScriptCounts {
  const only = readSets();
  let simplified = 0;
  let traditional = 0;
  for (const character of text) {
    if (only.simplified.has(character)) simplified += 1;
    else if (only.traditional.has(character)) traditional += 1;
  }
  return { simplified, traditional };
}

let table: Uint8Array | undefined;

/** By UTF-16 code unit: 1 a character that only simplified writing has, 2 only traditional, 0 neither. */
export function scriptTable(): Uint8Array {
  table ??= buildTable();
  return table;
}

function buildTable(): Uint8Array {
  const { simplified, traditional } = readSets();
  const built = new Uint8Array(0x10000);
  for (const [mark, characters] of [simplified, traditional].entries()) {
    for (const character of characters) if (character.length === 1) built[character.charCodeAt(0)] = mark + 1;
  }
  return built;
}
