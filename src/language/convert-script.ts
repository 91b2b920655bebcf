import { Converter } from 'opencc-js';
import { countScripts } from './han-script.ts';

type Convert = (text: string) => string;

let toSimplifiedConverter: Convert | undefined;
let toTraditionalConverter: Convert | undefined;

/**
 * Writes a text in simplified characters. Words stay as they are: only the script changes. A text that
 * is simplified already comes back as it is.
 */
export function toSimplified(text: string): string {
  const { simplified, traditional } = countScripts(text);
  // Converting twice does harm: simplified 坏 (bad) is also traditional 坏 (unburnt brick).
  if (simplified > 0 && traditional === 0) return text;
  const convert = (toSimplifiedConverter ??= Converter({ from: 'hk', to: 'cn' }));
  // OpenCC has simplified forms of 嗰 and 餸 that nobody writes and few fonts have.
  return untilStable(text, (current) => exceptWhere(isRareForm, current, convert(current)));
}

/**
 * Writes a text in traditional characters, in the forms that its readers type: 裏, 着, 台, and 說 rather
 * than the 説 of the official list. A text that is traditional already comes back as it is.
 */
export function toTraditional(text: string): string {
  const { simplified, traditional } = countScripts(text);
  // Converting twice does harm: 晒 (a particle) would become 曬, and 干擾 become 幹擾.
  if (traditional > 0 && simplified === 0) return text;
  const convert = (toTraditionalConverter ??= Converter({ from: 'cn', to: 'hk' }));
  const cantonese = /[嘅咗喺唔啲嗰哋嘢冇嚟佢]/u.test(text);
  return untilStable(text, (current) => {
    const typed = convert(current).replace(officialForms, (form) => typedForms.get(form) ?? form);
    return exceptWhere((change) => isOwnWord(change, cantonese), current, typed);
  });
}

const typedForms = new Map(
  ['説說', '税稅', '鋭銳', '脱脫', '悦悅', '閲閱', '温溫', '藴蘊', '蜕蛻', '兑兌', '户戶'].map(
    (pair): [string, string] => [pair.charAt(0), pair.charAt(1)],
  ),
);
const officialForms = new RegExp(`[${Array.from(typedForms.keys()).join('')}]`, 'gu');

interface Change {
  readonly from: string;
  readonly to: string;
  /** The characters beside it. */
  readonly before: string;
  readonly after: string;
}

function isRareForm({ from, to }: Change): boolean {
  return to.length > from.length;
}

/** Characters with another meaning in traditional writing: 涌 is a creek in names of places, 晒 and 吓 are Cantonese. */
function isOwnWord({ from, before, after }: Change, cantonese: boolean): boolean {
  if (from === '涌')
    return !/[汹泉奔喷風风蜂翻狂]/u.test(before) && !/[现現入出向上来來进進动動流]/u.test(after);
  return cantonese && '晒吓'.includes(from);
}

/** The converted text with the characters put back that must stay as they were. */
function exceptWhere(stays: (change: Change) => boolean, text: string, converted: string): string {
  const old = Array.from(text);
  const changed = Array.from(converted);
  // OpenCC turns one character into one; were it otherwise, places could not be compared.
  if (old.length !== changed.length) return converted;
  return changed
    .map((to, at) => {
      const from = old[at] ?? to;
      const change = { from, to, before: old[at - 1] ?? '', after: old[at + 1] ?? '' };
      return from !== to && stays(change) ? from : to;
    })
    .join('');
}

/** Some characters are reached in two steps; a second conversion must change nothing. */
function untilStable(text: string, convert: Convert): string {
  let current = text;
  for (let round = 0; round < 3; round += 1) {
    const next = convert(current);
    if (next === current) break;
    current = next;
  }
  return current;
}
