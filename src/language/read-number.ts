const small = (words: string, first: number, step: number) =>
  words.split(' ').map((word, at): [string, number] => [word, first + step * at]);

/** English words from zero to nineteen with their values. */
export const smallWords: ReadonlyMap<string, number> = new Map(
  small(
    `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`,
    0,
    1,
  ),
);

/** English words from twenty to ninety with their values. */
export const tensWords: ReadonlyMap<string, number> = new Map(
  small('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
);

const largeWords: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
]);

/** English ordinals from first to twentieth, and thirtieth, with their values. */
export const ordinalWords: ReadonlyMap<string, number> = new Map([
  ...small(
    `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
    seventeenth eighteenth nineteenth twentieth`.replace(/\s+/g, ' '),
    1,
    1,
  ),
  ['thirtieth', 30],
]);

const chineseDigits = new Map(
  ['零〇○', '一壹', '二兩两貳贰', '三叁', '四肆', '五伍', '六陸陆', '七柒', '八捌', '九玖'].flatMap(
    (written, value) => Array.from(written, (character): [string, number] => [character, value]),
  ),
);

const chineseUnits = new Map(
  [
    ['十拾', 10],
    ['百佰', 100],
    ['千仟', 1000],
    ['萬万', 1e4],
    ['億亿', 1e8],
  ].flatMap(([written, value]) =>
    Array.from(String(written), (character): [string, number] => [character, Number(value)]),
  ),
);

const chineseTens = new Map([
  ['廿', 20],
  ['卅', 30],
  ['卌', 40],
]);

/**
 * Writes a quantity in canonical form: no separators, no leading zeros, at most six decimals.
 *
 * @returns undefined for what is no finite number.
 */
export function canonicalNumber(value: number): string | undefined {
  return Number.isFinite(value) ? String(Number(value.toFixed(6))) : undefined;
}

/**
 * Reads a Chinese numeral, or one mixed with figures: 二千三百, 廿一, 一萬五 (15,000), 2萬4千, 1.5億, 三點五. Digits
 * without a unit are read one by one, as in a year: 二〇二四.
 *
 * @returns NaN when a character is no part of a numeral.
 */
export function readChineseNumber(text: string): number {
  const [whole = '', fraction] = text.split(/[點点]/u);
  if (fraction !== undefined) {
    const decimals = readDigits(fraction);
    return decimals === '' ? Number.NaN : Number(`${readChineseNumber(whole)}.${decimals}`);
  }
  const digits = readDigits(text);
  return digits === '' ? readWithUnits(text) : Number(digits);
}

/** The figures of a run of Chinese digits; empty when there is something else in it. */
function readDigits(text: string): string {
  const digits = Array.from(text, (character) => chineseDigits.get(character));
  return digits.includes(undefined) ? '' : digits.join('');
}

function readWithUnits(text: string): number {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 1;
  for (const [token] of text.matchAll(/\d+(?:\.\d+)?|[^\d,]/gu)) {
    const unit = chineseUnits.get(token);
    const tens = chineseTens.get(token);
    const value = /^\d/.test(token) ? Number(token) : chineseDigits.get(token);
    if (tens !== undefined) section += tens;
    else if (value !== undefined) {
      // 一百零五 is 105 where 一百五 is 150.
      if (value === 0) lastUnit = 1;
      digit = value;
      continue;
    } else if (unit === undefined) return Number.NaN;
    else if (unit < 1e4) section += (digit ?? 1) * unit;
    else {
      const counted = section + (digit ?? (section + total === 0 ? 1 : 0));
      total =
        unit === 1e8
          ? (total + counted) * unit
          : total + (counted === 0 ? total * (unit - 1) : counted * unit);
      section = 0;
    }
    lastUnit = unit ?? 10;
    digit = undefined;
  }
  const rest = (digit ?? 0) * (lastUnit >= 100 && (digit ?? 0) < 10 ? lastUnit / 10 : 1);
  return total + section + rest;
}

/**
 * Reads an English number word, in lower or upper case: `twenty-four`, `one hundred and five thousand`, `two and a half`.
 *
 * @returns NaN when a word is no part of a number.
 */
export function readEnglishNumber(text: string): number {
  let total = 0;
  let part = 0;
  const words = text.toLowerCase().split(/[\s-]+/u);
  for (const word of words) {
    const large = largeWords.get(word);
    const value = smallWords.get(word) ?? tensWords.get(word) ?? ordinalWords.get(word);
    if (word === 'and' || word === 'a') continue;
    if (word === 'half') part += 0.5;
    else if (word === 'hundred') part = Math.max(1, part) * 100;
    else if (large !== undefined) {
      total += Math.max(1, part) * large;
      part = 0;
    } else if (value === undefined) return Number.NaN;
    else part += value;
  }
  return total + part;
}
