import { type Lexicon, type Segmenter, findNumbers, foldText, splitSentences } from '../language/index.ts';

/** What a grounding check needs of the language room. */
export interface GroundingTools {
  readonly segmenter: Segmenter;
  /** Lets a word count as said when the source says it in another language or register. */
  readonly lexicon: Lexicon;
}

/** Why a sentence is not supported. */
export type GroundingFault = 'number' | 'name' | 'negation' | 'content';

/** Whether a source says what a sentence says. */
export interface Grounding {
  readonly supported: boolean;
  /** Share of the sentence's content found in its best supporting sentences, in [0, 1]. */
  readonly support: number;
  readonly faults: readonly GroundingFault[];
}

/** Least share of a sentence's content words that its source must hold. */
const contentThreshold = 0.6;

/**
 * Checks a sentence against the passages it cites, without a model: every number, date and name in it
 * must stand in a source, it must not say the opposite, and its content must be there.
 *
 * @see paper §5.1 (validation of answers)
 */
export function checkGrounding(
  sentence: string,
  sources: readonly string[],
  tools: GroundingTools,
): Grounding {
  const claim = readClaim(sentence, tools);
  const source = sources.join('\n');
  const evidence = readClaim(source, tools);
  const faults: GroundingFault[] = [];
  if (!isSubset(claim.numbers, evidence.numbers)) faults.push('number');
  if (!claim.names.every((name) => evidence.folded.includes(name))) faults.push('name');
  const { support, nearest } = bestSupport(claim, sources, tools);
  if (support < contentThreshold) faults.push('content');
  if (nearest !== undefined && negations(sentence) % 2 !== negations(nearest) % 2) faults.push('negation');
  return { supported: faults.length === 0, support, faults };
}

/** True when a quotation stands in its source, white space and script apart. */
export function isVerbatim(quotation: string, source: string): boolean {
  const strip = (text: string) => foldText(text).replace(/\s+/g, '');
  return strip(source).includes(strip(quotation));
}

interface Claim {
  readonly numbers: ReadonlySet<string>;
  readonly names: readonly string[];
  /** Concepts of the lexicon, and content terms outside them. */
  readonly concepts: ReadonlySet<unknown>;
  readonly terms: ReadonlySet<string>;
  readonly folded: string;
}

function readClaim(text: string, { segmenter, lexicon }: GroundingTools): Claim {
  const terms = segmenter.terms(text).filter((term) => !functionTerms.has(term) && !/^\p{N}/u.test(term));
  return {
    numbers: new Set(findNumbers(text).map((number) => number.value)),
    names: findNames(text),
    concepts: new Set(lexicon.find(text).map((match) => match.entry)),
    terms: new Set(terms),
    folded: foldText(text),
  };
}

// Words that carry no content of their own; stems, as the segmenter gives them.
const functionTerms = new Set(
  `a about after all also an and ani ar as at be been befor but by can could did do doe for from had ha have he her hi how i if in
  into is it its may me more most must my no not of on onli or other our shall she should so some such than that the thei their
  them then there these thi those to under until up upon us wa we were what when where which while who will with would you your
  的 了 是 在 和 與 及 或 而 其 为 于 由 有 也 都 就 可 须 应 会 要 不 没 无 嘅 咗 喺 系 唔 冇 同 俾 佢 嗰 啲 呢`.split(
    /\s+/,
  ),
);

/** Names: capitalised or upper-case Latin words inside a sentence, and titles in book quotes. */
function findNames(text: string): string[] {
  const names = new Set<string>();
  for (const [, title] of text.matchAll(/《([^》]{1,60})》/gu))
    if (title !== undefined) names.add(foldText(title));
  for (const sentence of splitSentences(text)) {
    for (const match of sentence.text.matchAll(/\b(?:\p{Lu}{2,}[\p{L}\p{N}]*|\p{Lu}\p{Ll}{2,})\b/gu)) {
      // The first word of a sentence is capitalised whatever it is.
      const first = /^[\s"“‘(（「*-]*$/u.test(sentence.text.slice(0, match.index));
      if (!first || /^\p{Lu}{2,}/u.test(match[0])) names.add(foldText(match[0]));
    }
  }
  return Array.from(names);
}

/** The best coverage of the claim's content by up to two sentences of one source. */
function bestSupport(claim: Claim, sources: readonly string[], tools: GroundingTools) {
  let best: { support: number; nearest: string | undefined } = { support: 0, nearest: undefined };
  for (const source of sources) {
    const sentences = splitSentences(source).map((span) => span.text);
    for (let at = 0; at < sentences.length; at += 1) {
      for (const text of [sentences[at] ?? '', sentences.slice(at, at + 2).join(' ')]) {
        const support = coverage(claim, readClaim(text, tools));
        if (support > best.support) best = { support, nearest: text };
      }
    }
  }
  return best;
}

function coverage(claim: Claim, evidence: Claim): number {
  // A concept said in other words counts as much as the terms it would have matched.
  const concepts = Array.from(claim.concepts);
  const terms = Array.from(claim.terms);
  const total = terms.length + 2 * concepts.length;
  if (total === 0) return 1;
  const saidTerms = terms.filter((term) => evidence.terms.has(term)).length;
  const saidConcepts = concepts.filter((concept) => evidence.concepts.has(concept)).length;
  return (saidTerms + 2 * saidConcepts) / total;
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return Array.from(part).every((value) => whole.has(value));
}

// Phrases that hold a negator and deny nothing.
const notNegations =
  /不論|无论|無論|不过|不過|不同|不少|不但|不仅|不僅|不时|不時|未来|未來|非常|无须置疑|不得不|不斷|不断|notwithstanding|not only|no\.\s?\d|\bno \d/giu;
const negators =
  /\b(?:not|no|never|without|nor|neither|cannot|none)\b|n['’]t\b|[不沒没無无未毋勿冇唔]|並非|并非|禁止|\bprohibited\b/giu;

function negations(text: string): number {
  return text.replace(notNegations, ' ').match(negators)?.length ?? 0;
}
