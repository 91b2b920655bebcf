import {
  canonicalNumber,
  ordinalWords,
  readChineseNumber,
  readEnglishNumber,
  smallWords,
  tensWords,
} from './read-number.ts';

/** One way to write a number. */
export interface NumberPattern {
  /** Where it may stand; global. Earlier patterns take their place before later ones. */
  readonly pattern: RegExp;
  /** The values of a match; undefined or an empty list when it is no number after all. */
  readonly read: (match: RegExpExecArray) => string | readonly string[] | undefined;
}

const digit = '零〇○一二兩两三四五六七八九';
const numeral = `${digit}十百千萬万億亿廿卅卌`;
const formal = '壹貳贰叁肆伍陸陆柒捌玖拾佰仟';
const figure = String.raw`(?<!\d|\d\.)(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)`;

// A Chinese digit counts only before something that is counted: 一 in 一般 is no number.
const counted = `\\s?(?:[個个月日天年週周星禮礼小分秒元圓圆蚊塊块毫次人名歲岁條条項项章號号層层倍份級级類类種种間间所座位席張张封頁页款節节公米尺呎里升度輪轮期季代屆届折宗件套本部架輛辆戶户幢班隻只對对批筆笔處处晚家步晝餐組组科頓吨口鐘钟點点時时平立]|段(?!落)|方(?!面|便)|[港美歐欧英澳日]元)`;

const fractionWords: Readonly<Record<string, number>> = {
  half: 2, halve: 2, third: 3, quarter: 4, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10,
}; // prettier-ignore

const months = `january february march april may june july august september october november december`.split(
  ' ',
);
const month = `(?:${months.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}|${name.toUpperCase()}`).join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)`;

const ones = Array.from(smallWords.keys()).slice(1, 10).join('|');
const below100 = `(?:(?:${Array.from(tensWords.keys()).join('|')})(?:[- ](?:${ones}))?|${Array.from(smallWords.keys()).toReversed().join('|')})`;
const below1000 = `(?:(?:${below100}|a) hundred(?:(?: and)? ${below100})?|${below100})`;
const englishNumber = `(?:(?:${below1000}|a) (?:thousand|million|billion)(?:,? (?:and )?${below1000}(?: (?:thousand|million))?)*|${below1000}|(?:hundred|thousand|million|billion)(?: and ${below100})?)`;
const ordinals = Array.from(ordinalWords.keys());

/** Every way to write a number that is known, those that take in others first. */
export const numberPatterns: readonly NumberPattern[] = [
  // 百分之十, 5%, 5 per cent, five per cent, 百分百, 兩成, 三成半
  {
    pattern: new RegExp(`百分之([${numeral}]+(?:[點点][${digit}]+)?|${figure})`, 'gu'),
    read: ([, share = '']) => percent(readFigure(share)),
  },
  {
    pattern: new RegExp(
      `(${figure}|\\b${englishNumber}) ?(?:%|per ?cent\\b|percentage points?\\b|[個个]百分[點点])`,
      'giu',
    ),
    read: ([, share = '']) => percent(/^\d/.test(share) ? readFigure(share) : readEnglishNumber(share)),
  },
  { pattern: /百分百/gu, read: () => '100%' },
  {
    pattern: /([一二兩两三四五六七八九\d])成(半?)(?![立為为人功員员本果份])/gu,
    read: ([, tenths = '', half = '']) => percent(readFigure(tenths) * 10 + (half === '' ? 0 : 5)),
  },
  {
    pattern: new RegExp(`(${figure}|\\b${englishNumber}) and a half\\b`, 'giu'),
    read: ([, whole = '']) =>
      canonicalNumber((/^\d/.test(whole) ? readFigure(whole) : readEnglishNumber(whole)) + 0.5),
  },
  // 五分之四, four-fifths, one half, 3/4, ½
  {
    pattern: new RegExp(`([${numeral}]+|\\d+)分之([${numeral}]+|\\d+(?:\\.\\d+)?)`, 'gu'),
    read: ([, below = '', above = '']) => fraction(readFigure(above), readFigure(below)),
  },
  {
    pattern: new RegExp(
      `\\b(a|${ones}|ten)[- ](${Object.keys(fractionWords).join('|')})s?\\b(?= of\\b| the\\b|[.,;)]|$)|\\b(${ones})-(${Object.keys(fractionWords).join('|')})s?\\b`,
      'giu',
    ),
    read: ([, above, below, joinedAbove = '', joinedBelow = '']) => {
      const word = (above ?? joinedAbove).toLowerCase();
      return fraction(
        word === 'a' ? 1 : readEnglishNumber(word),
        fractionWords[(below ?? joinedBelow).toLowerCase()],
      );
    },
  },
  {
    pattern: /\b(two|three)[- ](third|quarter|fifth)s\b/giu,
    read: ([, above = '', below = '']) =>
      fraction(readEnglishNumber(above), fractionWords[below.toLowerCase()]),
  },
  {
    pattern: /(\d*)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅛])/gu,
    read: ([, whole = '', part = '']) => {
      const [above, below] = part.normalize('NFKC').split('\u2044').map(Number);
      if (whole === '') return fraction(above, below);
      return canonicalNumber(Number(whole) + (above ?? 0) / (below ?? 1));
    },
  },
  // 23/11/2026, 2026/11/23; 3/4; 2026/27 and 24/7 are two numbers.
  {
    pattern:
      /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])|(?<![\d/])(\d{4})\/(\d{1,2})\/(\d{1,2})(?![\d/])/gu,
    read: (match) =>
      match.slice(1).flatMap((part) => (part === undefined ? [] : (canonicalNumber(Number(part)) ?? []))),
  },
  {
    pattern: /(?<![\d/.])(\d{1,2})\/(\d{1,3})(?![\d/])/gu,
    read: ([, above = '', below = '']) =>
      Number(above) < Number(below) && Number(above) > 0 ? fraction(Number(above), Number(below)) : undefined,
  },
  // Telephone numbers, in one piece; two years are not one.
  {
    pattern: /(?<![\d.,/-])(\d{4})[ -](\d{4})(?![\d.,]\d|\d|-\d)/gu,
    read: ([, first = '', last = '']) =>
      /^(?:19|20)/.test(first) && /^(?:19|20)/.test(last) ? undefined : first + last,
  },
  // 9時半, 九點半: a time of day; 三個半月, 一年半, 兩個半小時: a half more.
  {
    pattern: new RegExp(`([${numeral}]+|\\d+)(?:時|时|[點点])半`, 'gu'),
    read: ([, hour = '']) => [...single(readFigure(hour)), '30'],
  },
  {
    pattern: new RegExp(`([${numeral}]+|\\d+) ?(?:[個个年日天])半`, 'gu'),
    read: ([, whole = '']) => canonicalNumber(readFigure(whole) + 0.5),
  },
  { pattern: /一半|(?<![上下大多過过對对])半(?=[個个年日天])|\bhalf\b/giu, read: () => '1/2' },
  { pattern: /[雙双]倍|\btwice\b|\bdouble\b/giu, read: () => '2' },
  // 3.1.2 is a name, kept as it is.
  { pattern: /(?<![\d.])\d+(?:\.\d+){2,}/gu, read: ([text = '']) => text },
  // 1,500.50 million, 2萬4千, $2.5k
  {
    pattern: new RegExp(
      `${figure}(?: ?(?:[十百千](?![米克瓦卡貨货分])|[萬万億亿])+(?:\\d+(?:\\.\\d+)?(?:[十百千](?![米克瓦卡貨货分])|[萬万億亿])+)*)`,
      'gu',
    ),
    read: ([text = '']) => canonicalNumber(readChineseNumber(text.replace(/[, ]/g, ''))),
  },
  {
    pattern: new RegExp(`(${figure})(?:[ -]?(hundred|thousand|million|billion|mn|bn)\\b|(k)\\b)`, 'giu'),
    read: ([, value = '', word = '', kilo]) => canonicalNumber(readFigure(value) * scaleOf(kilo ?? word)),
  },
  {
    pattern: /(?<=[$€£¥])(\d+(?:\.\d+)?)m\b/giu,
    read: ([, value = '']) => canonicalNumber(Number(value) * 1e6),
  },
  {
    pattern: new RegExp(`${figure}|(?<![\\p{L}\\d.])\\.\\d+`, 'gu'),
    read: ([text = '']) => canonicalNumber(readFigure(text)),
  },
  // 三點五 is a number, 三點五分 a time.
  {
    pattern: new RegExp(`[${numeral}]+[點点][${digit}]+(?![${numeral}分])`, 'gu'),
    read: ([text = '']) => canonicalNumber(readChineseNumber(text)),
  },
  {
    pattern: new RegExp(
      `[${formal}]*[${formal.slice(0, -3)}][拾佰仟萬万億亿][${formal}萬万億亿零]*|[${formal.slice(0, -3)}](?=[元圓圆])`,
      'gu',
    ),
    read: ([text = '']) => canonicalNumber(readChineseNumber(text)),
  },
  { pattern: new RegExp(`[${numeral}]+`, 'gu'), read: readNumeral },
  // The ordinals of English: a `first` or `second` of its own is more often a figure of speech.
  {
    pattern: new RegExp(
      `\\b(?:${Array.from(tensWords.keys()).join('|')})[- ](?:${ordinals.slice(0, 9).join('|')})\\b|\\b(?:${ordinals.slice(2).join('|')})\\b|(?<=\\b(?:the|an?|each|every|his|her|its|their|your|my) )(?:first|second)\\b`,
      'giu',
    ),
    read: ([text = '']) => canonicalNumber(readEnglishNumber(text)),
  },
  {
    pattern: new RegExp(
      `(?<!\\b(?:no|any|every|each|this|that|which|some|another)[- ])\\b${englishNumber}\\b(?!['’]s| another\\b)`,
      'giu',
    ),
    read: ([text = '']) => canonicalNumber(readEnglishNumber(text)),
  },
  // A month is its number beside a day or a year, or where a time is told: "1 May 2026", "in May".
  {
    pattern: new RegExp(
      `(?<=\\d(?:st|nd|rd|th)?\\s?(?:of )?)${month}(?![\\p{L}])|(?<![\\p{L}])${month}(?=,?\\s\\d)|(?<=\\b(?:in|of|by|since|until|till|from|to|during|before|after|every|each|early|late|end|mid)[ -])${month}(?![\\p{L}])`,
      'gu',
    ),
    read: ([text = '']) =>
      canonicalNumber(months.findIndex((name) => name.startsWith(text.slice(0, 3).toLowerCase())) + 1),
  },
];

function readFigure(text: string): number {
  const plain = text.replace(/[, ]/g, '');
  return /^[\d.]+$/.test(plain) ? Number(plain) : readChineseNumber(plain);
}

function scaleOf(word: string): number {
  const name = { k: 'thousand', mn: 'million', bn: 'billion' }[word.toLowerCase()] ?? word;
  return readEnglishNumber(name);
}

function single(value: number): string[] {
  const written = canonicalNumber(value);
  return written === undefined ? [] : [written];
}

function percent(value: number): string | undefined {
  const written = canonicalNumber(value);
  return written === undefined ? undefined : `${written}%`;
}

function fraction(above: number | undefined, below: number | undefined): string | undefined {
  if (above === undefined || below === undefined || !Number.isFinite(above / below)) return undefined;
  return below === 100 ? percent(above) : `${above}/${below}`;
}

// Words made of numerals that count nothing.
const idioms = /^(?:萬一|万一|千萬|千万|一一|三三兩兩|三三两两)$/u;
const weekdayBefore = /(?:星期|禮拜|礼拜|[週周拜])$/u;
const countedNext = new RegExp(`^${counted}`, 'u');
// 五至十日, 三、四個月: what is counted comes after the last one.
const rangeNext = new RegExp(`^\\s?[至到、或-]\\s?(?:[${numeral}]+|\\d+)${counted}`, 'u');

/** Reads a run of Chinese numerals, if its surroundings show that it counts something. */
function readNumeral({ 0: text, index, input }: RegExpExecArray): readonly string[] | undefined {
  const before = input.slice(Math.max(0, index - 2), index);
  const after = input.slice(index + text.length, index + text.length + 12);
  if (/第\s?$/u.test(before)) return single(readChineseNumber(text));
  if (isWeekday(text, before, after) || isIdiom(text, after)) return undefined;
  const isCounted = countedNext.test(after) || rangeNext.test(after);
  const hasUnit = /[十百千萬万億亿廿卅卌]/u.test(text);
  const hasDigit = new RegExp(`[${digit}廿卅卌]`, 'u').test(text);
  if (!isCounted && !(hasUnit && text.length > 1 && (hasDigit || text.startsWith('十')))) return undefined;
  return hasUnit ? single(readChineseNumber(text)) : readPlainDigits(text, after);
}

/** 星期五 is a day, 每星期五天 five of them; 星期六日 is a weekend. */
function isWeekday(text: string, before: string, after: string): boolean {
  if (!weekdayBefore.test(before) || !/^[一二三四五六]$/u.test(text)) return false;
  return !/^[日天次小個个]/u.test(after) || (text === '六' && after.startsWith('日'));
}

function isIdiom(text: string, after: string): boolean {
  if (idioms.test(text) && !(text.length === 2 && countedNext.test(after))) return true;
  if (/^[十萬万百]$/u.test(text)) return /^分(?![鐘钟之鍾])/u.test(after);
  // 一點 is a little, 一時 a while; 一點鐘, 一時正 and 一時三十分 are times.
  return text === '一' && new RegExp(`^[點点時时](?![鐘钟正半${numeral}])`, 'u').test(after);
}

/** Digits without a unit: a year or a number read digit by digit, or 兩三個, two numbers. */
function readPlainDigits(text: string, after: string): readonly string[] {
  const [first, second] = Array.from(text, readChineseNumber);
  const pair = text.length === 2 && first !== undefined && second !== undefined && first > 0;
  if (pair && (second === first + 1 || (second > first && !after.startsWith('年')))) {
    return [...single(first), ...single(second)];
  }
  return single(readChineseNumber(text));
}
