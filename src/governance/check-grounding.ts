import { foldText, splitSentences } from '../language/index.ts';
import { isOpposite } from './compare-polarity.ts';
import { type Claim, type GroundingTools, readClaim } from './read-claim.ts';

export type { GroundingTools } from './read-claim.ts';

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

/** From this share on a source's sentence is about the very same matter: its numbers must be the claim's. */
const sameMatter = 0.85;

/**
 * Checks a sentence against the passages it cites, without a model: every number, date and name in it
 * must stand in a source, it must not say the opposite, and its content must be there. A sentence of a
 * source is always supported by it; one without any content (`Yes.`) by nothing else.
 *
 * @see paper §5.1 (validation of answers)
 */
export function checkGrounding(
  sentence: string,
  sources: readonly string[],
  tools: GroundingTools,
): Grounding {
  if (standsWhole(sentence, sources)) return { supported: true, support: 1, faults: [] };
  const claim = readClaim(sentence, tools);
  const evidence = readClaim(sources.join('\n'), tools);
  const windows = sources.flatMap((source) => readWindows(source, claim, tools));
  const nearest = nearestWindows(windows);
  const support = Math.max(0, ...windows.map((window) => window.support));
  const faults: GroundingFault[] = [];
  if (!saysNumbers(claim, evidence, sources) || !saysThemThere(claim, windows)) faults.push('number');
  if (!claim.names.every((name) => saysName(name, { claim, evidence }, tools))) faults.push('name');
  if (support < contentThreshold) faults.push('content');
  if (nearest.length > 0 && nearest.every(({ text }) => isOpposite(sentence, text, tools.segmenter))) {
    faults.push('negation');
  }
  return { supported: faults.length === 0, support, faults };
}

/** True when a quotation stands in its source, white space and script apart. */
export function isVerbatim(quotation: string, source: string): boolean {
  const wanted = withoutSpace(quotation);
  return wanted !== '' && withoutSpace(source).includes(wanted);
}

function withoutSpace(text: string): string {
  return foldText(text).replace(/\s+/g, '');
}

/** True for a whole sentence of a source; a part of one may have lost the word that denies it. */
function standsWhole(sentence: string, sources: readonly string[]): boolean {
  const wanted = withoutSpace(sentence);
  if (!/[\p{L}\p{N}]/u.test(wanted)) return false;
  return sources.some((source) => splitSentences(source).some(({ text }) => withoutSpace(text) === wanted));
}

/** One sentence of a source, or two neighbours, with how much of the claim it says. */
interface Window {
  readonly text: string;
  readonly single: boolean;
  readonly support: number;
  readonly numbers: ReadonlySet<string>;
}

function readWindows(source: string, claim: Claim, tools: GroundingTools): Window[] {
  const sentences = splitSentences(source).map((span) => span.text);
  return sentences.flatMap((text, at) => {
    const next = sentences[at + 1];
    const texts = next === undefined ? [text] : [text, `${text}\n${next}`];
    return texts.map((window, length) => {
      const read = readClaim(window, tools);
      return { text: window, single: length === 0, support: coverage(claim, read), numbers: read.numbers };
    });
  });
}

/** What a denial is compared with: the sentences nearest to the claim; pairs only where no sentence alone will do. */
function nearestWindows(windows: readonly Window[]): Window[] {
  const singles = windows.filter((window) => window.single && window.support >= contentThreshold);
  const from = singles.length > 0 ? singles : windows.filter((window) => window.support >= contentThreshold);
  const best = Math.max(0, ...from.map((window) => window.support));
  return from.filter((window) => window.support >= best - 0.05);
}

function coverage(claim: Claim, evidence: Claim): number {
  const total = claim.terms.size + 2 * claim.concepts.size;
  if (total === 0) return 0;
  // A concept said in other words counts as much as the terms it would have matched.
  const shared = Array.from(claim.concepts).filter(([concept]) => evidence.concepts.has(concept));
  const inOtherWords = new Set(shared.flatMap(([, terms]) => terms));
  const said = Array.from(claim.terms).filter((term) => evidence.terms.has(term) || inOtherWords.has(term));
  return (said.length + 2 * shared.length) / total;
}

function saysNumbers(claim: Claim, evidence: Claim, sources: readonly string[]): boolean {
  return Array.from(claim.numbers).every((value) => {
    if (evidence.numbers.has(value)) return true;
    // 一名僱員 is "an employee"; a table may say "rate (%)" once and give bare figures.
    if (value === '1')
      return sources.some((source) => /\b(?:an?|each|every|per)\b|[每某]|任何/iu.test(source));
    const bare = /^(.+)%$/.exec(value)?.[1];
    return (
      bare !== undefined &&
      evidence.numbers.has(bare) &&
      sources.some((source) => /\(%\)|（%）|percentage|百分比/iu.test(source))
    );
  });
}

/**
 * False when the sentences about the very same matter give other numbers than the claim: a figure that
 * stands elsewhere in the passage belongs to something else.
 */
function saysThemThere(claim: Claim, windows: readonly Window[]): boolean {
  const wanted = Array.from(claim.numbers).filter((value) => value !== '1');
  const about = windows.filter(
    (window) => window.single && window.support >= sameMatter && window.numbers.size > 0,
  );
  if (wanted.length === 0 || about.length === 0) return true;
  return about.some((window) => wanted.every((value) => window.numbers.has(value)));
}

/** A name is said when its words are, or when it belongs to a concept that the evidence names otherwise. */
function saysName(
  name: string,
  { claim, evidence }: { claim: Claim; evidence: Claim },
  { segmenter }: GroundingTools,
): boolean {
  const terms = segmenter.terms(name);
  if (terms.every((term) => evidence.allTerms.has(term))) return true;
  const inOtherWords = Array.from(claim.concepts)
    .filter(([concept]) => evidence.concepts.has(concept))
    .map(([, words]) => words);
  return inOtherWords.some((words) => terms.every((term) => words.includes(term)));
}
