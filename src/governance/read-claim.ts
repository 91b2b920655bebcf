import {
  type Lexicon,
  type LexiconEntry,
  type Segmenter,
  findNumbers,
  foldText,
  splitSentences,
} from '../language/index.ts';

/** What a grounding check needs of the language room. */
export interface GroundingTools {
  readonly segmenter: Segmenter;
  /** Lets a word count as said when the source says it in another language or register. */
  readonly lexicon: Lexicon;
}

/** What a text says, in parts that can be looked up in another text. */
export interface Claim {
  /** Values of its numbers, and `day-1` to `day-7` for the days of the week. */
  readonly numbers: ReadonlySet<string>;
  /** Capitalised words and titles in book quotes, folded. */
  readonly names: readonly string[];
  /** Concepts of the lexicon with the terms of the words found for them. */
  readonly concepts: ReadonlyMap<LexiconEntry, readonly string[]>;
  /** Terms with content of their own; pairs of Han characters across a function word are none. */
  readonly terms: ReadonlySet<string>;
  /** Every term, function words too. */
  readonly allTerms: ReadonlySet<string>;
}

/** Reads what a text says. Numbers do not count as terms: they may be written in many ways. */
export function readClaim(text: string, { segmenter, lexicon }: GroundingTools): Claim {
  const wordsOnly = withoutNumbers(text);
  const concepts = new Map<LexiconEntry, string[]>();
  for (const { entry, form } of lexicon.find(text)) concepts.set(entry, segmenter.terms(form));
  return {
    numbers: new Set([...findNumbers(text).map((number) => number.value), ...findWeekdays(text)]),
    names: findNames(wordsOnly),
    concepts,
    terms: new Set(contentTerms(wordsOnly, segmenter)),
    allTerms: new Set(segmenter.terms(text)),
  };
}

/** The content terms of a text in order, with repeats; numbers and function words left out. */
export function contentTerms(text: string, segmenter: Segmenter): string[] {
  return segmenter
    .terms(foldText(text).replace(functionHan, ' '))
    .filter((term) => !functionTerms.has(term) && !/^\p{N}/u.test(term));
}

/** The text with its numbers, months and weekdays blanked out, every other character in its place. */
export function withoutNumbers(text: string): string {
  let blanked = text;
  for (const { start, end } of findNumbers(text)) {
    blanked = `${blanked.slice(0, start)}${' '.repeat(end - start)}${blanked.slice(end)}`;
  }
  return blanked.replace(weekdays, (day) => ' '.repeat(day.length));
}

// Words that carry no content of their own; stems, as the segmenter gives them.
const functionTerms = new Set(
  `a about after all also an and ani ar as at be been befor but by can cannot could did do doe for from had ha have he her hi how i if
  in into is it its may me more most must my neither no none nor not of on onli or other our s shall she should so some such t than that
  the thei their them then there these thi those to under until up upon us wa we were what when where which while who will with without
  would you your ye 一`.split(/\s+/),
);

// Characters and words that only hold a sentence together, folded; words that contain them are spared.
const functionHan =
  /(?<!目|标|端)的(?!确|士)|了(?!解|结)|嘅|咗|喺|嗰|啲|哋|嚟|佢|㗎|喎|冇|唔|吗|呢|吧|啦|呀|(?<![关联体])[系]|(?<!但|凡|若)是(?!否)|[与及或而其为于由之乃并且亦也都就须应会要不没无未可]|(?<![共饱温])和(?![平谐解])|(?<!存|所|现)在(?!职|学|校|场|内)|俾|畀/gu;

const weekdayNames = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const weekdays =
  /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:星期|禮拜|礼拜|[週周])[一二三四五六日天](?!個|个|次|小)/gu;

function findWeekdays(text: string): string[] {
  return Array.from(text.matchAll(weekdays), ([found]) => {
    const latin = weekdayNames.indexOf(found.toLowerCase().replace(/s$/, ''));
    const chinese = '一二三四五六日'.indexOf(found.slice(-1).replace('天', '日'));
    return `day-${1 + Math.max(latin, chinese)}`;
  });
}

/** Names: capitalised or upper-case Latin words inside a sentence, and titles in book quotes. */
function findNames(text: string): string[] {
  const names = new Set<string>();
  for (const [, title = ''] of text.matchAll(/《([^》]{1,60})》/gu)) names.add(foldText(title));
  for (const sentence of splitSentences(text)) {
    for (const match of sentence.text.matchAll(
      /(?<!\p{Script=Latin})(?:\p{Lu}{2,}[\p{L}\p{N}]*|\p{Lu}\p{Ll}{2,})(?!\p{Script=Latin})/gu,
    )) {
      // The first word of a sentence is capitalised whatever it is.
      const first = /^[^\p{L}\p{N}]*$/u.test(sentence.text.slice(0, match.index));
      if (!first || /^\p{Lu}{2,}/u.test(match[0])) names.add(foldText(match[0]));
    }
  }
  return Array.from(names);
}
