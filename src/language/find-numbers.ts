/** A number found in a text: its value in canonical decimal form and its place in UTF-16 code units. */
export interface FoundNumber {
  /** Canonical: no separators, no leading zeros, fractions as `4/5`: `1500`, `43.1`, `4/5`. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const smallWords: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
      .split(' ')
      .map((word, value) => [word, value]),
  ),
  ...Object.fromEntries(
    `twenty thirty forty fifty sixty seventy eighty ninety`
      .split(' ')
      .map((word, tens) => [word, 20 + 10 * tens]),
  ),
};

const months = `january february march april may june july august september october november december`.split(
  ' ',
);

const denominators: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  tenth: 10,
};

const chineseDigits: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, '○': 0, 一: 1, 二: 2, 兩: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // prettier-ignore

const chineseUnits: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  萬: 10_000,
  万: 10_000,
  億: 1e8,
  亿: 1e8,
};

// A Chinese numeral counts only before something that is counted: 一 in 一般 is no number.
const counted =
  '[個个月日天年週周星禮礼小分秒元蚊塊块毫次人名歲岁條条項项章號号層层倍成份級级類类種种間间所座位席張张封頁页款節节公米尺呎里升度輪轮期季代屆届方期半]';

const latinWord = `(?:${[...Object.keys(smallWords), 'hundred', 'thousand', 'million', 'billion'].join('|')})`;

const patterns: readonly {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => string | undefined;
}[] = [
  {
    // 五分之四, 百分之十
    pattern: /([零〇一二兩两三四五六七八九十百]+)分之([零〇一二兩两三四五六七八九十百]+|\d+(?:\.\d+)?)/gu,
    read: ([, below = '', above = '']) => {
      const denominator = readChinese(below);
      const numerator = /^\d/.test(above) ? Number(above) : readChinese(above);
      if (denominator === 100) return canonical(numerator);
      return `${canonical(numerator) ?? ''}/${canonical(denominator) ?? ''}`;
    },
  },
  {
    // four-fifths, one third, two-thirds
    pattern: new RegExp(
      `\\b(${Object.keys(smallWords).join('|')})[- ](${Object.keys(denominators).join('|')})s?\\b`,
      'giu',
    ),
    read: ([, above = '', below = '']) =>
      `${smallWords[above.toLowerCase()] ?? ''}/${denominators[below.toLowerCase()] ?? ''}`,
  },
  {
    // 1 500, 1,500.50, 3/4, with 萬 or million after it. A sign or a letter before it is part of a name.
    pattern: /\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+\/\d+(?![\d/])|\d+(?:\.\d+)?/gu,
    read: ([text = '']) => (text.includes('/') ? text : canonical(Number(text.replace(/[, ]/g, '')))),
  },
  {
    pattern: new RegExp(
      `[零〇○一二兩两三四五六七八九十百千萬万億亿]+(?=${counted})|(?<=第)[零〇一二兩两三四五六七八九十百千]+|[零〇○一二三四五六七八九]{4}(?=年)`,
      'gu',
    ),
    read: ([text = '']) => canonical(readChinese(text)),
  },
  {
    pattern: new RegExp(`\\b${latinWord}(?:[ -](?:and )?${latinWord})*\\b`, 'giu'),
    read: ([text = '']) => canonical(readLatin(text)),
  },
  {
    // A month counts as its number beside a day or a year: "1 May 2026", "May 2026", "May 1".
    pattern: new RegExp(`(?<=\\d\\s?)(?:${months.join('|')})\\b|\\b(?:${months.join('|')})(?=\\s\\d)`, 'giu'),
    read: ([text = '']) => canonical(months.indexOf(text.toLowerCase()) + 1),
  },
];

const multipliers: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:萬|万)/u, 1e4],
  [/^\s?(?:億|亿)/u, 1e8],
  [/^\s?(?:million)\b/iu, 1e6],
  [/^\s?(?:billion)\b/iu, 1e9],
];

/**
 * Finds every number of a text, however it is written: figures with separators, Chinese numerals
 * before a counted word, English number words, fractions, and months beside a day or year. The same
 * quantity gives the same value in every variety, so that a claim can be held against its source.
 *
 * @example findNumbers('有薪假期十四日').map((n) => n.value) // ['14']
 */
export function findNumbers(text: string): FoundNumber[] {
  const normal = text.length === text.normalize('NFKC').length ? text.normalize('NFKC') : text;
  const found: FoundNumber[] = [];
  const taken = new Uint8Array(normal.length);
  for (const { pattern, read } of patterns) {
    for (const match of normal.matchAll(pattern)) {
      const start = match.index;
      let end = start + match[0].length;
      if (taken.subarray(start, end).includes(1)) continue;
      let value = read(match);
      if (value === undefined) continue;
      const scaled = scale(value, normal.slice(end));
      value = scaled.value;
      end += scaled.length;
      taken.fill(1, start, end);
      found.push({ value, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function scale(value: string, after: string): { value: string; length: number } {
  for (const [pattern, factor] of multipliers) {
    const match = pattern.exec(after);
    if (match !== null && !value.includes('/')) {
      return { value: canonical(Number(value) * factor) ?? value, length: match[0].length };
    }
  }
  return { value, length: 0 };
}

function canonical(value: number | undefined): string | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : String(Math.round(value * 1e6) / 1e6);
}

function readChinese(text: string): number | undefined {
  const characters = Array.from(text);
  if (characters.every((character) => character in chineseDigits)) {
    return Number(characters.map((character) => chineseDigits[character]).join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const character of characters) {
    const unit = chineseUnits[character];
    if (unit === undefined) digit = chineseDigits[character];
    else if (unit >= 10_000) {
      total = (total + section + (digit ?? 0)) * unit;
      section = 0;
      digit = undefined;
    } else {
      section += (digit ?? 1) * unit;
      digit = undefined;
    }
  }
  return total + section + (digit ?? 0);
}

function readLatin(text: string): number | undefined {
  let total = 0;
  let part = 0;
  for (const word of text.toLowerCase().split(/[ -]+/)) {
    if (word === 'and') continue;
    if (word === 'hundred') part = (part === 0 ? 1 : part) * 100;
    else if (word === 'thousand' || word === 'million' || word === 'billion') {
      total += (part === 0 ? 1 : part) * { thousand: 1e3, million: 1e6, billion: 1e9 }[word];
      part = 0;
    } else part += smallWords[word] ?? 0;
  }
  return total + part;
}
