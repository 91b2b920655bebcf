import { findNumbers, foldText, isChinese } from '../../language/index.ts';
import { detectVariety } from '../../language/index.ts';
import type { ResponseSentence, Scorer, SubjectResponse } from '../spec.ts';
import { withoutMarks } from './response-text.ts';

/**
 * Passes a response in which every claim rests on a passage it cites. This is a second, simpler check
 * than the one an assistant releases its sentences by, made from the recorded passages alone.
 */
export const noUnmarkedUnsupported: Scorer = {
  id: 'no-unmarked-unsupported',
  definition:
    'Every quotation stands word for word in a passage it cites; every statement is more than a bare yes or no and cites one that holds its numbers and, in the same language, at least half of its words.',
  labelSource: 'machine rule over the cited passages',
  caveat:
    'The support of a statement is judged by numbers and words: a machine rule cannot see that words were turned against their meaning.',
  applies: () => true,
  score(_item, response) {
    const faults = response.sentences.flatMap((sentence) => {
      const fault = findFault(sentence, response);
      return fault === undefined ? [] : [fault];
    });
    return faults.length === 0
      ? { scored: true, outcome: 'pass' }
      : { scored: true, outcome: 'fail', explanation: faults.join('; ') };
  },
};

// Whose truth no source's words can show: it is the subject's own conclusion.
const bareVerdict =
  /^(?:(?:yes|no|correct|of course)|不?(?:可以|能|能夠|能够|需要|用|會|会|是|係|对|對)的?|唔(?:可以|使|會|係|得)|(?:得|使|冇|有|沒有|没有|無|无)㗎?)[\s,.!，。！]*$/iu;

/** Least share of a statement's words that its passages must hold. */
const wordShare = 0.5;

function findFault(sentence: ResponseSentence, response: SubjectResponse): string | undefined {
  if (sentence.kind !== 'quotation' && sentence.kind !== 'statement') return undefined;
  const text = withoutMarks(sentence.text);
  const sources = response.citations
    .filter((citation) => sentence.citations.includes(citation.n))
    .map((citation) => citation.passage);
  if (sources.length === 0) return `a ${sentence.kind} cites nothing`;
  if (sentence.kind === 'quotation') {
    return isVerbatim(text, sources) ? undefined : 'a quotation does not stand in its source';
  }
  if (bareVerdict.test(text.trim())) return 'a statement is a bare yes or no';
  const source = sources.join('\n');
  const known = new Set(findNumbers(source).map((number) => number.value));
  if (findNumbers(text).some((number) => !known.has(number.value))) {
    return 'a statement has a number that is not in its source';
  }
  return sharesWords(text, source) ? undefined : 'a statement has words that are not in its source';
}

/** Compared without white space, case and script, and piece by piece where words were left out. */
function isVerbatim(quotation: string, sources: readonly string[]): boolean {
  const strip = (text: string) => foldText(text).replace(/[\s"'“”‘’「」『』]+/gu, '');
  const pieces = quotation.split(/…+|\.{3,}/u).map(strip);
  return sources.some((source) => {
    const whole = strip(source);
    return pieces.every((piece) => whole.includes(piece));
  });
}

function sharesWords(statement: string, source: string): boolean {
  const [own, other] = [statement, source].map((text) => detectVariety(text).variety);
  // Words of two languages cannot be compared without a model; numbers still are.
  if (own !== undefined && other !== undefined && isChinese(own) !== isChinese(other)) return true;
  const words = readWords(statement);
  const known = readWords(source);
  const shared = Array.from(words).filter((word) => known.has(word)).length;
  return words.size === 0 || shared / words.size >= wordShare;
}

/** Han characters, and Latin words long enough to mean something, without common endings. */
function readWords(text: string): Set<string> {
  const folded = foldText(text);
  const latin = folded.match(/[\p{Script=Latin}]{4,}/gu) ?? [];
  return new Set([
    ...(folded.match(/\p{Script=Han}/gu) ?? []),
    ...latin.map((word) => word.replace(/(?:ing|ed|es|s)$/u, '')),
  ]);
}
