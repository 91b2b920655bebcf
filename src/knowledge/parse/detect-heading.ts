/** A line taken for a heading. */
export interface DetectedHeading {
  /** 1 is the outermost. Only the order of levels counts. */
  readonly level: number;
  readonly text: string;
  /** What follows the heading's number on the same line and is no title: the start of a paragraph. */
  readonly rest?: string;
  /** True when the heading is a bare number (“Chapter III”), so that a title may stand on the next line. */
  readonly bare?: boolean;
}

/** Where a line stands. */
interface LineContext {
  /** True when nothing before the line runs on into it: a blank line, a page break, a sentence's end. */
  readonly fresh: boolean;
  /** True when a blank line or a page break is before it. */
  readonly afterBlank: boolean;
  /** True directly under a heading in capitals, which this line may continue. */
  readonly afterCapitals: boolean;
  /** The next line; empty when it is blank or there is none. */
  readonly next: string;
}

/** Longest line that can be a heading, in UTF-16 code units. */
const longestHeading = 120;

/**
 * Tells whether a line of plain text is a heading: Markdown marks, “Part II”, “Chapter 3 Wages”,
 * “Article 5”, “第三章 工資”, “第五條”, “附件一”, “2.1 Title”, “Q1. …?”, a short line in capitals, or
 * a short line that stands over a longer one after a blank.
 *
 * @example detectHeading('第五條 圖書館設於市中心。', context) // { level: 5, text: '第五條', rest: '圖書館設於市中心。' }
 */
export function detectHeading(line: string, context: LineContext): DetectedHeading | undefined {
  const text = line.trim();
  if (text === '' || !context.fresh) return undefined;
  const numbered = markdownHeading(text) ?? numberedHeading(text);
  if (numbered !== undefined) return numbered;
  if (text.length > longestHeading) return undefined;
  return (
    question(text) ??
    (context.afterCapitals ? capitals(text) : undefined) ??
    (context.afterBlank ? (numberedTitle(text, context) ?? capitals(text)) : undefined) ??
    standsOver(text, context)
  );
}

/** Tells whether a text begins with the number of a part, chapter, article or the like, as a heading does. */
export function numberedHeading(text: string): DetectedHeading | undefined {
  return chineseLabel(text) ?? latinLabel(text);
}

/** True for a line that a table of contents is made of: a title, a row of dots, a page number. */
export function isContentsLine(line: string): boolean {
  return /(?:\. ?){5,}\s*\d{0,4}\s*$|(?:…|⋯|‥){2,}\s*\d{0,4}\s*$/.test(line.slice(-300));
}

function markdownHeading(text: string): DetectedHeading | undefined {
  const match = /^(#{1,6})\s+(\S.{0,200})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { level: match[1].length, text: match[2].replace(/\s*#+$/, '') };
}

const latinLevels: Readonly<Record<string, number>> = {
  part: 1,
  schedule: 1,
  appendix: 1,
  annex: 1,
  chapter: 2,
  division: 3,
  section: 4,
  article: 5,
  rule: 5,
  regulation: 5,
  clause: 5,
};

const latinPattern =
  /^(Part|Schedule|Appendix|Annex|Chapter|Division|Section|Article|Rule|Regulation|Clause)\s+([IVXLC]{1,7}|\d{1,3}[A-Z]{0,2}|[A-Z])(?![\p{L}\p{N}])\s*[.:：)–—-]?\s*(.*)$/iu;

function latinLabel(text: string): DetectedHeading | undefined {
  const match = latinPattern.exec(text);
  if (match === null) return undefined;
  const [, word = '', number = '', title = ''] = match;
  // “Section 5 of the rules” and “see Part 2(a)” are prose.
  if (!/^[A-Z]/.test(word) || /^[\p{Ll}(,;)]/u.test(title)) return undefined;
  const level = latinLevels[word.toLowerCase()] ?? 5;
  const label = `${word} ${number}`;
  if (title === '') return { level, text: label, bare: true };
  return isTitle(title) ? { level, text } : { level, text: label, rest: title };
}

const chineseNumber = '[一二三四五六七八九十百千零〇○\\d]{1,8}';
const chineseLevels: Readonly<Record<string, number>> = {
  編: 1,
  编: 1,
  篇: 1,
  卷: 1,
  部: 1,
  部分: 1,
  章: 2,
  節: 3,
  节: 3,
  條: 5,
  条: 5,
};
const chinesePattern = new RegExp(
  `^(第\\s?${chineseNumber}\\s?(部分|[編编篇卷部章節节條条])(?:之${chineseNumber})?)(?:$|[\\s:：、．.]+)(.*)$`,
  'u',
);
const chineseAnnex = new RegExp(
  `^((?:附件|附錄|附录|附表)\\s?(?:${chineseNumber}|[A-Z]))(?:$|[\\s:：、．.]+)(.*)$`,
  'u',
);

function chineseLabel(text: string): DetectedHeading | undefined {
  const annex = chineseAnnex.exec(text);
  if (annex !== null) return withChineseTitle(annex[1] ?? '', annex[2] ?? '', 1);
  const match = chinesePattern.exec(text);
  if (match !== null)
    return withChineseTitle(match[1] ?? '', match[3] ?? '', chineseLevels[match[2] ?? ''] ?? 5);
  if (/^(?:序\s?言|前\s?言|引\s?言|導\s?言|导\s?言|結\s?語|结\s?语)$/u.test(text)) {
    return { level: 1, text: text.replace(/\s/g, '') };
  }
  const listed = /^[一二三四五六七八九十]{1,3}、(\S.{0,39})$/u.exec(text);
  return listed !== null && isTitle(listed[1] ?? '') ? { level: 4, text } : undefined;
}

function withChineseTitle(label: string, title: string, level: number): DetectedHeading {
  const number = label.replace(/\s/g, '');
  if (title === '') return { level, text: number, bare: true };
  // What follows an article's number is mostly its text, cut at the width of the page.
  const named = isTitle(title) && (level < 5 || title.length <= 12);
  return named ? { level, text: `${number} ${title}` } : { level, text: number, rest: title };
}

/** True for words that can be a title: short, and no sentence. */
function isTitle(text: string): boolean {
  const han = /\p{Script=Han}/u.test(text);
  if (text.length > (han ? 40 : 100)) return false;
  return !/[.;,。；，、]$/u.test(text) && !/[。；]|，.*，/u.test(text) && !/[.!?] \p{Lu}/u.test(text);
}

function question(text: string): DetectedHeading | undefined {
  return /^(?:Q|問|问)\s?\d{0,3}\s?[.:：)]\s?\S.*[?？]$/u.test(text) ? { level: 6, text } : undefined;
}

function numberedTitle(text: string, context: LineContext): DetectedHeading | undefined {
  const match = /^(\d{1,2}(?:\.\d{1,2}){0,3})(\.?)\s+(\S.*)$/u.exec(text);
  if (match === null) return undefined;
  const [, number = '', dot = '', title = ''] = match;
  const depth = number.split('.').length;
  // “2 Years” is no heading, and neither is one item of a list.
  if (depth === 1 && dot === '') return undefined;
  if (/^\d{1,2}[.)]/.test(context.next) || !/^[\p{Lu}\p{Script=Han}「“"《]/u.test(title)) return undefined;
  return isTitle(title) && title.length <= 80 ? { level: 3 + depth, text } : undefined;
}

function capitals(text: string): DetectedHeading | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < 4 || text.length > 80 || /[.;,]$/.test(text) || /\p{Ll}/u.test(text)) return undefined;
  if (letters.some((letter) => !/\p{Lu}/u.test(letter)) || letters.length < text.length / 2) return undefined;
  return { level: 3, text };
}

function standsOver(text: string, context: LineContext): DetectedHeading | undefined {
  if (text.length > 60 || text.length < 2 || !/^[\p{Lu}\p{Script=Han}「《]/u.test(text)) return undefined;
  if (!/[\p{L}\p{N})）」』》]$/u.test(text) || !isTitle(text) || /[:：]|\s{3}/.test(text)) return undefined;
  if (/\b(?:an?|the|of|in|on|for|to|and|or|by|with|at|from|as|is|are|be|that|which)$/.test(text))
    return undefined;
  const next = context.next.trim();
  // Without a blank before it, only the start of a new sentence below sets it apart from the text above.
  if (!context.afterBlank && /^[^\p{Lu}\p{Script=Han}"“「]/u.test(next)) return undefined;
  return next.length >= Math.max(16, text.length * 1.5) && /[\p{L}，。,.]/u.test(next)
    ? { level: 6, text }
    : undefined;
}
