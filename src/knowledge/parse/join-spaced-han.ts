const han = String.raw`[\p{Script=Han}\u3007\u31d0]`;
const punctuation = String.raw`[\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\ufe30-\ufe4f]`;
const wide = `(?:${han}|${punctuation})`;

const adjacentPair = new RegExp(`${wide}(?=${wide})`, 'gu');
const spacedPair = new RegExp(`${wide}(?=[ \\u00a0]+${wide})`, 'gu');
const spaceInPair = new RegExp(`(?<=${wide})[ \\u00a0]+(?=${wide})`, 'gu');
const spaceAtPunctuation = new RegExp(
  `(?<=${punctuation})[ \\u00a0]+(?=${wide})|(?<=${wide})[ \\u00a0]+(?=${punctuation})`,
  'gu',
);
const spaceBesidePunctuation = new RegExp(
  `(?<=${punctuation})[ \\u00a0]+(?=[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])[ \\u00a0]+(?=[，。、；：？！）」』》〉】])`,
  'gu',
);
const spaceInBrackets = new RegExp(
  `(?<=[（「『《])[ \\u00a0]+|(?<=[(“‘])[ \\u00a0]+(?=${han})|(?<=${han})[ \\u00a0]+(?=[)”’])|[ \\u00a0]+(?=[）」』》])`,
  'gu',
);
const prose = /[，。；]/u;

/**
 * Takes out the spaces that some files put between all characters of Chinese, line by line. A line
 * in which half of the neighbours are spaced shows the pattern; in a line of prose a single space
 * between two characters is an accident of justification as well. Spaces around Latin words and
 * numbers stay, and so do those of headings, where they separate a number from its title.
 *
 * @example joinSpacedHan('僱 員 每 星 期 工 作 17 小 時') // '僱員每星期工作 17 小時'
 */
export function joinSpacedHan(line: string): string {
  if (!/[ \u00a0]/.test(line)) return line;
  // The number of an article stays apart from its text.
  const label = numberLabel.exec(line)?.[0] ?? '';
  return (
    label.replaceAll(/[ \u00a0]/g, '') + (label === '' ? '' : ' ') + joinSpaces(line.slice(label.length))
  );
}

const numberLabel =
  /^[ \u00a0]*第(?:[ \u00a0]?[一二三四五六七八九十百千零〇○\d]){1,8}[ \u00a0]?[編编篇卷部章節节條条][ \u00a0]+(?=\S)/u;

function joinSpaces(line: string): string {
  const joined = joinSpacedDigits(line).replace(spaceInBrackets, '');
  const spaced = joined.match(spacedPair)?.length ?? 0;
  if (spaced === 0) return joined;
  const adjacent = joined.match(adjacentPair)?.length ?? 0;
  const pattern = spaced >= 3 && spaced >= adjacent;
  const mended = pattern || prose.test(joined) ? joined.replace(spaceInPair, '') : joined;
  const tight = mended.replace(spaceAtPunctuation, '');
  return pattern ? tight.replace(spaceBesidePunctuation, '') : tight;
}

/** `0 9 / 2 0 2 5` is spaced out in the same way: a line of single digits and signs. */
function joinSpacedDigits(line: string): string {
  return /^\s*\d(?: [\d/.-]){3,}\s*$/.test(line) && /[/.-]/.test(line) ? line.replaceAll(' ', '') : line;
}
