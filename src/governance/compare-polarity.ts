import type { Segmenter } from '../language/index.ts';
import { contentTerms, withoutNumbers } from './read-claim.ts';

/**
 * Whether a sentence says the opposite of another one about the same matter: it denies what the other
 * affirms, or the other way round, or turns a bound or an order about (at least, at most; before, after).
 * Two texts that deny different things count as opposite when one has an odd denial more.
 */
export function isOpposite(sentence: string, other: string, segmenter: Segmenter): boolean {
  return hasOppositeWord(sentence, other) || hasOppositeDenial(sentence, other, segmenter);
}

// The two sides of each pair exclude one another. Longer phrases go first: "not less than" is a lower bound.
const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:at least|(?:not|no|nor) (?:less|fewer|lower|earlier) than|or (?:more|above|over))\b|不少於|不少于|不低於|不低于|最少|至少|起碼|起码|或以上/iu,
    /\b(?:at most|(?:not|no|nor) (?:more|greater|higher|later) than|not exceed(?:ing)?|up to|or (?:less|below|under))\b|不多於|不多于|不高於|不高于|不超過|不超过|不得超過|不得超过|最多|至多|或以下/iu,
  ],
  [
    /(?<!\b(?:not|no|nor) )\b(?:more|greater|higher) than\b|(?<!not )\bexceed(?:s|ing)?\b|(?<!不)(?:多於|多于|高於|高于)|(?<!不|不得|不可)(?:超過|超过)/iu,
    /(?<!\b(?:not|no|nor) )\b(?:less|fewer|lower) than\b|(?<!不)(?:少於|少于|低於|低于)|未滿|未满/iu,
  ],
  [/\bbefore\b|\bprior to\b|[之以]前/iu, /\bafter\b|\bfollowing\b|[之以][後后]/iu],
  [
    /\blawful(?:ly)?\b|\blegal(?:ly)?\b|(?<!不)合法/iu,
    /\bunlawful(?:ly)?\b|\billegal(?:ly)?\b|非法|不合法|[違违]法/iu,
  ],
  [/\beligible\b|\bentitled\b/iu, /\bineligible\b|\bdisentitled\b/iu],
  [/\bincreases?d?\b|增加|上調|上调/iu, /\b(?:decreases?d?|reduced?s?)\b|[減减]少|下調|下调/iu],
];

function hasOppositeWord(sentence: string, other: string): boolean {
  return opposites.some(([one, two]) => {
    const here = [one.test(sentence), two.test(sentence)];
    const there = [one.test(other), two.test(other)];
    return here[0] !== here[1] && there[0] !== there[1] && here[0] !== there[0];
  });
}

// Phrases that hold a negator and deny nothing. Bounds are compared as opposites, not as denials.
const notNegations =
  /不論|无论|無論|不过|不過|不同|不少|不但|不仅|不僅|不时|不時|未来|未來|不得不|不斷|不断|無須置疑|无须置疑|不多於|不多于|不低於|不低于|不高於|不高于|不超過|不超过|唔該|係唔係|係咪|是不是|\bnotwithstanding\b|\bnot only\b|\bno\.?\s?\d|\b(?:not|no|nor) (?:less|fewer|lower|more|greater|higher|later|earlier) than\b/giu;

const negators =
  /\b(?:not|no|never|without|nor|neither|cannot|none|prohibited|forbidden)\b|n['’]t\b|並非|并非|並無|并无|沒有|没有|禁止|不得|不准|不可|不能|不會|不会|[不沒没無无未毋勿冇唔]/giu;

interface Denial {
  /** The next content terms: what is denied. */
  readonly scope: readonly string[];
}

const scopeLength = 4;

function findDenials(text: string, segmenter: Segmenter): Denial[] {
  const bare = withoutNumbers(text.replace(notNegations, (phrase) => ' '.repeat(phrase.length)));
  return Array.from(bare.matchAll(negators), ({ index, 0: word }) => {
    const rest = bare.slice(index + word.length);
    const clause = /^[^。！？；!?;\n]*/u.exec(rest)?.[0] ?? '';
    return { scope: contentTerms(clause.replace(negators, ' '), segmenter).slice(0, scopeLength) };
  });
}

function hasOppositeDenial(sentence: string, other: string, segmenter: Segmenter): boolean {
  const here = findDenials(sentence, segmenter);
  const there = findDenials(other, segmenter);
  const unmatched = [...here];
  const rest: Denial[] = [];
  for (const denial of there) {
    const at = unmatched.findIndex(({ scope }) => scope.some((term) => denial.scope.includes(term)));
    if (at === -1) rest.push(denial);
    else unmatched.splice(at, 1);
  }
  // What one text denies and the other says without denying it.
  if (denies(unmatched, other, segmenter) || denies(rest, sentence, segmenter)) return true;
  return unmatched.length % 2 !== rest.length % 2;
}

function denies(denials: readonly Denial[], text: string, segmenter: Segmenter): boolean {
  if (denials.length === 0) return false;
  const said = new Set(contentTerms(withoutNumbers(text), segmenter));
  return denials.some(({ scope: [first] }) => first !== undefined && said.has(first));
}
