import type { FoundLayer } from './hidden-layer.ts';
import { zeroWidth } from './characters.ts';

/** Longest payload that is decoded, in code units of the text. */
const longest = 65_536;

const printable = /^[\t\n\r\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]+$/u;

/** Reads bytes as text; undefined when they are none. */
export function readBytes(bytes: readonly number[]): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return printable.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

const tagRun = /[\u{E0000}-\u{E007F}]+/gu;
const selectorRun = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{4,}/gu;
const zeroWidthRun = /[\u200B-\u200F\u2060-\u2064\uFEFF\u180E]{16,}/gu;
const reversing = /\u202E([^\u202C\u202E\n]{1,4000})\u202C?/gu;

/** What characters hide that no reader sees: tags, selectors, bits, text that is turned around, split words. */
export function invisibleLayers(text: string): FoundLayer[] {
  return [
    ...tagLayers(text),
    ...selectorLayers(text),
    ...bitLayers(text),
    ...Array.from(text.matchAll(reversing), ({ index, 0: found, 1: inner = '' }): FoundLayer => ({
      kind: 'bidi',
      start: index,
      end: index + found.length,
      decoded: Array.from(inner).reverse().join(''),
    })),
    ...splitWordLayers(text),
  ];
}

function tagLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(tagRun)).flatMap(({ index, 0: found }) => {
    const decoded = Array.from(found.slice(0, longest), (character) => {
      const code = (character.codePointAt(0) ?? 0) - 0xe0000;
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '';
    }).join('');
    // The flags of parts of a country are a black flag with the tags of its code.
    const isFlag =
      text.slice(Math.max(0, index - 2), index) === '\u{1F3F4}' && /^[a-z0-9]{2,6}$/.test(decoded);
    return decoded === '' || isFlag
      ? []
      : [{ kind: 'tag-characters' as const, start: index, end: index + found.length, decoded }];
  });
}

function selectorLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(selectorRun)).flatMap(({ index, 0: found }) => {
    const bytes = Array.from(found.slice(0, longest), (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00;
    });
    const decoded = readBytes(bytes);
    return decoded === undefined
      ? []
      : [{ kind: 'variation-selectors' as const, start: index, end: index + found.length, decoded }];
  });
}

/** Zero-width characters as bits: two of them are 0 and 1, others only part the letters. */
function bitLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(zeroWidthRun)).flatMap(({ index, 0: found }) => {
    const decoded = readBits(found.slice(0, longest));
    return decoded === undefined
      ? []
      : [{ kind: 'zero-width' as const, start: index, end: index + found.length, decoded }];
  });
}

function readBits(run: string): string | undefined {
  const counts = new Map<string, number>();
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1);
  const [one, other] = Array.from(counts.keys()).toSorted(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0),
  );
  if (one === undefined || other === undefined) return undefined;
  for (const zero of [one, other]) {
    const bits = Array.from(run)
      .filter((character) => character === one || character === other)
      .map((character) => (character === zero ? 0 : 1));
    const bytes: number[] = [];
    for (let at = 0; at + 8 <= bits.length; at += 8) {
      bytes.push(bits.slice(at, at + 8).reduce<number>((sum, bit) => sum * 2 + bit, 0));
    }
    const decoded = readBytes(bytes);
    if (decoded !== undefined && decoded.trim().length > 1) return decoded;
  }
  return undefined;
}

const letterBefore = /[\p{Script=Latin}\p{Script=Han}\p{N}]/u;

/** Words that zero-width characters cut apart. Joiners of emoji and of scripts that need them are none. */
function splitWordLayers(text: string): FoundLayer[] {
  const layers: FoundLayer[] = [];
  let start = -1;
  let hidden = false;
  let visible = '';
  for (let at = 0; at <= text.length; at += 1) {
    const unit = text.charAt(at);
    if (unit !== '' && letterBefore.test(unit)) {
      if (start === -1) start = at;
      visible += unit;
      continue;
    }
    if (start !== -1 && zeroWidth.test(unit) && goesOn(text, at)) {
      hidden = true;
      continue;
    }
    if (hidden) layers.push({ kind: 'zero-width', start, end: at, decoded: visible });
    start = -1;
    hidden = false;
    visible = '';
  }
  return layers;
}

/** Whether a letter follows the few zero-width characters at a place. */
function goesOn(text: string, at: number): boolean {
  for (let next = at; next < at + 16; next += 1) {
    const unit = text.charAt(next);
    if (!zeroWidth.test(unit)) return unit !== '' && letterBefore.test(unit);
  }
  return false;
}
