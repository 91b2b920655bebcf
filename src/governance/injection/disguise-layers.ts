import { isForeignLetter, isLeetUnit, latinLookAlike, plainLetter } from './characters.ts';
import type { FoundLayer } from './hidden-layer.ts';
import { cutIntoWords, endOfLettersApart, isKnownWord, leetReading } from './plain-view.ts';

const words = /[\p{L}\p{M}\p{N}'’]+/gu;
const leetWords = /[A-Za-z0-9@$!|+]{2,24}/g;
const decorated =
  /[\uFF21-\uFF3A\uFF41-\uFF5A\u{1D400}-\u{1D7FF}\u24B6-\u24E9\u{1F130}-\u{1F189}\u2100-\u214F ]{3,4000}/gu;

/** Letters that stand for others: look-alikes, full width, digits, letters apart, shifted and turned-around words. */
export function disguiseLayers(text: string): FoundLayer[] {
  return [
    ...homoglyphLayers(text),
    ...decoratedLayers(text),
    ...leetLayers(text),
    ...spacedLayers(text),
    ...shiftedLayers(text),
  ];
}

/** Words of Latin letters among which some only look Latin. A word of another alphabet is none. */
function homoglyphLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(words)).flatMap(({ index, 0: word }) => {
    const letters = Array.from(word);
    const foreign = letters.filter(isForeignLetter);
    const mixed =
      foreign.length > 0 &&
      letters.some((letter) => /[A-Za-z]/.test(letter)) &&
      foreign.every((letter) => latinLookAlike(letter) !== undefined);
    if (!mixed || letters.length < 3) return [];
    const decoded = letters
      .map((letter) => (isForeignLetter(letter) ? (latinLookAlike(letter) ?? letter) : letter))
      .join('');
    return [{ kind: 'homoglyph' as const, start: index, end: index + word.length, decoded }];
  });
}

function decoratedLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(decorated)).flatMap(({ index, 0: found }) => {
    const inner = found.trim();
    const start = index + found.indexOf(inner);
    const decoded = Array.from(inner, (character) => plainLetter(character) ?? character).join('');
    return decoded !== inner && /[a-z]{3}/i.test(decoded)
      ? [{ kind: 'full-width' as const, start, end: start + inner.length, decoded }]
      : [];
  });
}

function leetLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(leetWords)).flatMap(({ index, 0: word }) => {
    const lower = word.toLowerCase();
    const mixes = Array.from(lower).some(isLeetUnit) && /[a-z]/.test(lower);
    const decoded = mixes ? leetReading(lower) : undefined;
    return decoded === undefined || decoded.length < 3
      ? []
      : [{ kind: 'leetspeak' as const, start: index, end: index + word.length, decoded }];
  });
}

function spacedLayers(text: string): FoundLayer[] {
  const units = Array.from({ length: text.length }, (_, at) => ({
    text: text.charAt(at).toLowerCase(),
    start: at,
    end: at + 1,
  }));
  const layers: FoundLayer[] = [];
  let at = 0;
  while (at < text.length) {
    const inWord = at > 0 && /[A-Za-z]/.test(text.charAt(at - 1));
    const end = inWord ? at : endOfLettersApart(units, at);
    if (end === at) {
      at += 1;
      continue;
    }
    const letters = text
      .slice(at, end)
      .toLowerCase()
      .replace(/[^a-z]/g, '');
    const decoded = cutIntoWords(letters)?.join(' ');
    if (decoded !== undefined) layers.push({ kind: 'spaced-letters', start: at, end, decoded });
    at = end;
  }
  return layers;
}

const plainRun = /[A-Za-z][A-Za-z ,.;:'!?\n-]{11,4000}/g;

/** Text in rot13 or written backwards: most of its words are known only when it is turned. */
function shiftedLayers(text: string): FoundLayer[] {
  return Array.from(text.matchAll(plainRun)).flatMap(({ index, 0: run }) => {
    if (isMostlyKnown(run)) return [];
    for (const [kind, decoded] of [
      ['rot13', rot13(run)],
      ['reversed', Array.from(run).reverse().join('')],
    ] as const) {
      if (isMostlyKnown(decoded)) return [{ kind, start: index, end: index + run.length, decoded }];
    }
    // A piece of it may be shifted within plain text: each sentence is tried by itself.
    return pieces(run).flatMap(({ start, text: piece }): FoundLayer[] => {
      if (isMostlyKnown(piece) || !isMostlyKnown(rot13(piece))) return [];
      return [
        { kind: 'rot13', start: index + start, end: index + start + piece.length, decoded: rot13(piece) },
      ];
    });
  });
}

function pieces(run: string): { start: number; text: string }[] {
  return Array.from(run.matchAll(/[^.!?:;\n]+/g), ({ index, 0: text }) => ({ start: index, text }));
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** At least three words, and half of all, are of the vocabulary of instructions. */
function isMostlyKnown(text: string): boolean {
  const found = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const known = found.filter((word) => word.length > 1 && isKnownWord(word)).length;
  return known >= 3 && known * 2 >= found.length;
}
