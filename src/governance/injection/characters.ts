/** Characters that a reader does not see: they vanish before a text is compared. Combining marks go with them. */
export const invisible =
  /^(?:[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|\p{Mn})$/u;

/** Zero-width characters that have no business between the letters of a Latin or Chinese word. */
export const zeroWidth = /^(?:[\u200B-\u200D\u2060-\u2064\uFEFF\u180E\u115F\u1160\u3164\uFFA0]|\u034F)$/u;

/** Letters of other alphabets, small capitals and letters in boxes that look like a Latin letter. */
const lookAlikes = new Map<string, string>();
for (const [latin, others] of Object.entries({
  a: 'аαАΑаɑᴀ',
  b: 'ВβΒЬʙᏏ',
  c: 'сСϲᴄⅽ',
  d: 'ԁⅾᴅ',
  e: 'еЕεΕєҽᴇё',
  f: 'ғϝꜰ',
  g: 'ɡԍɢ',
  h: 'һНΗհʜ',
  i: 'іІιΙӏїɪıⅰ',
  j: 'јЈϳᴊ',
  k: 'кКκΚᴋ',
  l: 'ⅼʟӀ',
  m: 'мМΜᴍⅿ',
  n: 'пηΝɴո',
  o: 'оОοΟσօᴏ',
  p: 'рРρΡᴘ',
  q: 'ԛզ',
  r: 'гʀᴦ',
  s: 'ѕЅꜱʂ',
  t: 'тТτΤᴛ',
  u: 'υцսᴜ',
  v: 'νѵᴠⅴ',
  w: 'ԝωшᴡ',
  x: 'хХχΧⅹ',
  y: 'уУүΥγʏ',
  z: 'ΖᴢȥΖ',
}))
  for (const other of others) lookAlikes.set(other, latin);

/** The Latin letter that a letter looks like; undefined when it looks like none. */
export function latinLookAlike(character: string): string | undefined {
  return lookAlikes.get(character);
}

/** A letter of another alphabet that is mistaken for Latin; small capitals are Latin by name and count too. */
export function isForeignLetter(character: string): boolean {
  return /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]$/u.test(character);
}

/** Letters in boxes and flags, which compatibility forms leave alone: the first of 26 in a row. */
const boxed = [0x1f150, 0x1f170, 0x1f1e6] as const;

/** A Latin letter in a decorated form (full width, mathematical, in a circle or a box), as a plain one. */
export function plainLetter(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  for (const first of boxed) {
    if (code >= first && code < first + 26) return String.fromCharCode(0x61 + code - first);
  }
  const plain = character.normalize('NFKC');
  return plain !== character && /^[a-z0-9]$/iu.test(plain) ? plain : undefined;
}

const leetDigits = new Map(
  ['0o', '1i', '3e', '4a', '5s', '7t', '8b', '@a', '$s', '!i', '|l', '€e', '+t'].map(
    (pair): [string, string] => [pair.charAt(0), pair.charAt(1)],
  ),
);

/** Whether digits and signs may stand for letters in this piece of a word. */
export function isLeetUnit(unit: string): boolean {
  return leetDigits.has(unit);
}

/** The two readings of a word in leetspeak: 1 and ! are an i in one and an l in the other. */
export function readLeet(word: string): readonly string[] {
  const read = (one: string) =>
    Array.from(word, (unit) => (unit === '1' || unit === '!' ? one : (leetDigits.get(unit) ?? unit))).join(
      '',
    );
  return [read('i'), read('l')];
}
