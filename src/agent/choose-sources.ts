import type { IsoDate } from '../base/index.ts';
import { withoutNumbers } from '../governance/index.ts';
import type { FoundPassage } from '../knowledge/index.ts';
import { type Span, findNumbers, foldText, splitSentences } from '../language/index.ts';
import type { Evidence } from './gather-evidence.ts';
import { judgeAnswerability, type Verdict } from './judge-answerability.ts';
import { type EnhanceTools } from './enhance-query.ts';
import { selectSentences, type SelectRequest } from './select-sentences.ts';
import type { Candidate } from './weigh-evidence.ts';

/** A source the answer will rest on, with the sentences that answer. */
export interface ChosenSource {
  readonly passage: FoundPassage;
  /** Pieces of the passage's text, in its order; never empty. */
  readonly spans: readonly Span[];
  /** The last day on which it held, when that is over. */
  readonly expired?: IsoDate;
}

/** The sources of an answer, and an older one that says something else. */
export interface Choice {
  /** Best first; empty when the sources do not tell. */
  readonly sources: readonly ChosenSource[];
  readonly older?: FoundPassage;
  readonly card: Verdict;
  readonly document: Verdict;
}

/** Most sources of one answer. */
const mostSources = 3;
/**
 * A second source of a kind is cited when it scores at least this share of the first, and names at
 * least that share of what the first names of the question. Chosen on the development questions: it
 * loses no right source and drops two of three second ones that do not answer.
 */
const second = { score: 0.85, coverage: 0.75 } as const;

/**
 * Decides whether the sources answer, and which of them: the best card, the best other document, and
 * a close second of each.
 */
export async function chooseSources(
  { weighing, vectors, embedding }: Evidence,
  tools: EnhanceTools,
  signal?: AbortSignal,
): Promise<Choice> {
  const { card, document } = judgeAnswerability(withoutVersions(weighing, tools), vectors);
  const request: SelectRequest = {
    query: weighing.query,
    unitWeights: weighing.unitWeights,
    ...(embedding !== undefined && { embedding }),
    ...(signal !== undefined && { signal }),
  };
  const sources: ChosenSource[] = [];
  for (const { hit } of rankFamilies(weighing, card, document)) {
    const spans = await selectSentences(hit.passage, request, tools);
    const ended = hit.expired ? hit.passage.validTo : undefined;
    if (spans.length > 0)
      sources.push({ passage: hit.passage, spans, ...(ended !== undefined && { expired: ended }) });
  }
  const { sources: newest, older } = preferNewer(sources, tools);
  const choice = { sources: dropRepeated(newest, tools), card, document };
  return older === undefined ? choice : { ...choice, older };
}

/**
 * The evidence without other versions of the best document: it is judged by how far it stands above the
 * next one, and its own copy is no rival.
 */
function withoutVersions(weighing: Evidence['weighing'], tools: EnhanceTools): Evidence['weighing'] {
  const [first, ...others] = weighing.documents;
  if (first === undefined) return weighing;
  const best = readText(first.hit.passage.text, tools);
  const rivals = others.filter(
    ({ hit }, at) => at >= versions || likeness(best, readText(hit.passage.text, tools)) < sameMatter,
  );
  return { ...weighing, documents: [first, ...rivals] };
}

/** Documents that may be other versions of the best one. */
const versions = 5;

/** The candidates that answer; the kind that answers more surely first. */
function rankFamilies(
  { cards, documents }: Evidence['weighing'],
  card: Verdict,
  document: Verdict,
): Candidate[] {
  const families = [
    { verdict: card, candidates: cards },
    { verdict: document, candidates: documents },
  ];
  return families
    .filter(({ verdict }) => verdict.answers)
    .toSorted((a, b) => b.verdict.probability - a.verdict.probability)
    .flatMap(({ candidates: [first, next] }) => {
      if (first === undefined) return [];
      return next !== undefined && isClose(next, first) ? [first, next] : [first];
    })
    .slice(0, mostSources);
}

function isClose(next: Candidate, first: Candidate): boolean {
  return next.score >= first.score * second.score && next.coverage >= first.coverage * second.coverage;
}

/**
 * Of two sources that say the same with other figures the newer one counts; the older one is left out
 * and named.
 */
function preferNewer(
  sources: readonly ChosenSource[],
  tools: EnhanceTools,
): Pick<Choice, 'sources' | 'older'> {
  for (const [at, one] of sources.entries()) {
    for (const other of sources.slice(at + 1)) {
      const [a, b] = [one.passage.asOf, other.passage.asOf];
      if (a === undefined || b === undefined || a === b || !disagree(one, other, tools)) continue;
      const old = a < b ? one : other;
      return { sources: sources.filter((source) => source !== old), older: old.passage };
    }
  }
  return { sources };
}

/** Share of all their words that two sentences must have in common to be about the same thing. */
const sameMatter = 0.6;
/** The same for saying the same. */
const sameWords = 0.8;

/** True when a sentence of one source is one of the other with other figures. */
function disagree(one: ChosenSource, other: ChosenSource, tools: EnhanceTools): boolean {
  const others = readSentences(other, tools);
  return readSentences(one, tools).some((sentence) =>
    others.some((rival) => likeness(sentence, rival) >= sameMatter && !agree(sentence, rival)),
  );
}

/** Leaves out what an earlier source said in nearly the same words; a source that adds nothing goes. */
function dropRepeated(sources: readonly ChosenSource[], tools: EnhanceTools): ChosenSource[] {
  const said: ReadSentence[] = [];
  return sources.flatMap((source) => {
    const spans = source.spans.filter((span) => {
      const read = readSpan(span, tools);
      const repeats = read.every((sentence) =>
        said.some(
          (earlier) =>
            likeness(sentence, earlier) >= sameWords && holdsAll(earlier.numbers, sentence.numbers),
        ),
      );
      if (!repeats) said.push(...read);
      return !repeats;
    });
    return spans.length === 0 ? [] : [{ ...source, spans }];
  });
}

/** What two sentences are compared by. */
interface ReadSentence {
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

function readSentences({ spans }: ChosenSource, tools: EnhanceTools): ReadSentence[] {
  return spans.flatMap((span) => readSpan(span, tools));
}

function readSpan(span: Span, tools: EnhanceTools): ReadSentence[] {
  return splitSentences(span.text).map(({ text }) => readText(text, tools));
}

function readText(text: string, { segmenter }: EnhanceTools): ReadSentence {
  return {
    words: new Set(segmenter.terms(foldText(withoutNumbers(text)))),
    numbers: new Set(findNumbers(text).map(({ value }) => value)),
  };
}

/** Words in common as a share of all words of both, in [0, 1]. */
function likeness({ words: one }: ReadSentence, { words: other }: ReadSentence): number {
  const common = Array.from(one).filter((word) => other.has(word)).length;
  return common / Math.max(1, one.size + other.size - common);
}

/** True when one sentence has all figures of the other. */
function agree({ numbers: one }: ReadSentence, { numbers: other }: ReadSentence): boolean {
  return holdsAll(one, other) || holdsAll(other, one);
}

function holdsAll(numbers: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return Array.from(wanted).every((value) => numbers.has(value));
}
