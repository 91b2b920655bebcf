import { readLatin } from './detect-variety-latin.ts';
import { addEvidence, type Evidence, noEvidence } from './register-evidence.ts';
import { scoreRegister } from './register-score.ts';
import { readSentences, type SentenceCount, type TextCount } from './register-text.ts';
import { splitSentences, type Span } from './split-sentences.ts';
import type { Register, Script, Variety } from './variety.ts';

/** What a text is written in. */
export interface Detection {
  readonly variety: Variety;
  readonly script: Script;
  /** Romanised Cantonese is `yue` in the script `Latn`; it has no variety, so that is `und`. */
  readonly register: Register;
  /** How sure the detector is, in [0, 1]. Not a calibrated probability. */
  readonly confidence: number;
  /** Share of the counted words by language, each in [0, 1]: Han characters count one, Latin words two. */
  readonly shares: { readonly en: number; readonly zh: number };
  /** ISO 639 code of another language, where the variety is `und` and the language is sure. */
  readonly language?: string;
}

/** A sentence, its place in the text and what it is written in. */
export interface DetectedSentence extends Span {
  readonly detection: Detection;
}

/**
 * Detects the variety of a text on two independent axes, script and register, composed into one
 * label. Code, addresses and citation marks do not count; neither do quotations, unless nothing else
 * is there. A text of several sentences has the variety that two thirds of it are in, or is `mixed`.
 *
 * @example detectVariety('最低工資係幾多？').variety // 'yue-Hant'
 * @see paper §4.5 (language following)
 */
export function detectVariety(text: string): Detection {
  const bare = withoutAlienParts(text);
  if (!/[「『“《"]/.test(bare)) return detectOwn(bare);
  const own = bare.replace(quotations, ' ');
  return detectOwn(/\p{L}/u.test(own) ? own : bare);
}

/** {@link detectVariety} for each sentence of a text. */
export function detectSentences(text: string): DetectedSentence[] {
  return splitSentences(text).map((span) => ({ ...span, detection: detectVariety(span.text) }));
}

// Closing brackets of every kind end a quotation; an unclosed one is the writer's own text.
const quotations =
  /「[^」]{0,2000}」|『[^』]{0,2000}』|“[^”]{0,2000}”|《[^》]{0,200}》|(?<![\p{L}\d])"[^"\n]{1,500}"(?![\p{L}\d])/gu;

function withoutAlienParts(text: string): string {
  // Nearly all text is normal and has none of these: looking costs less than rewriting.
  const normal = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/.test(text) ? text.normalize('NFKC') : text;
  if (!/[`@[]|:\/\/|www\./.test(normal)) return normal;
  return normal
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ')
    .replace(
      /\b(?:https?:\/\/|www\.)[^\s\p{Script=Han}，。！？、；：「」（）《》]+|\b[\w.+-]+@[\w-]+\.[\w.]+/gu,
      ' ',
    )
    .replace(/\[\d{1,3}\]/g, ' ');
}

/** Words of a text by language, and what its Chinese sentences show together. */
interface Sum {
  latin: number;
  han: number;
  other: number;
  simplified: number;
  traditional: number;
  readonly evidence: Evidence;
  readonly chinese: SentenceCount[];
  readonly english: SentenceCount[];
  foreign: SentenceCount | undefined;
}

function detectOwn(text: string): Detection {
  const count = readSentences(text);
  const sum = addUp(count);
  const shares = shareOf(count.sentences);
  const total = sum.latin + sum.han + sum.other;
  if (total === 0) return { ...nothing, shares };
  if (sum.han * 3 >= total * 2) return detectHan(count, sum, shares);
  if (sum.latin * 3 >= total * 2) return detectLatin(text, sum, shares);
  if (sum.other * 3 >= total * 2) return detectForeign(text, sum, shares);
  return { variety: 'mixed', script: 'und', register: 'mixed', confidence: 0.5, shares };
}

const nothing = { variety: 'und', script: 'und', register: 'none', confidence: 0 } as const;

function addUp({ sequence, sentences }: TextCount): Sum {
  const sum: Sum = {
    latin: 0,
    han: 0,
    other: 0,
    simplified: 0,
    traditional: 0,
    evidence: noEvidence(),
    chinese: [],
    english: [],
    foreign: undefined,
  };
  for (const sentence of sentences) {
    const letters = sentence.kana + sentence.hangul + sentence.foreign;
    const weight = sentence.han + 2 * sentence.words.length;
    // A の among Chinese is a fashion, a sentence with many kana is Japanese.
    if (letters > 1 && letters * 4 >= weight) {
      sum.other += weight + letters;
      sum.foreign ??= sentence;
    } else if (sentence.han === 0 && sentence.words.length > 0) {
      sum.english.push(sentence);
      // Names and greetings beside Chinese say nothing.
      sum.latin += sentence.words.length <= 3 && sentence.english === 0 ? 0.1 : weight;
    } else if (sentence.han > 0) {
      const evidence = noEvidence();
      addEvidence(evidence, { sequence, start: sentence.start, end: sentence.end });
      if (isEnglishAround(sentence, evidence)) {
        sum.english.push(sentence);
        sum.latin += weight;
      } else {
        sum.chinese.push(sentence);
        sum.han += weight;
        sum.simplified += sentence.simplified;
        sum.traditional += sentence.traditional;
        for (const key of evidenceKeys) sum.evidence[key] += evidence[key];
      }
    }
  }
  return sum;
}

const evidenceKeys = ['cantonese', 'mandarin', 'strongCantonese', 'strongMandarin'] as const;

/** Function words show that English carries a sentence; without them Latin words are loans in it. */
function isEnglishAround(sentence: SentenceCount, evidence: Evidence): boolean {
  const { words, english, han, firstLatin, lastLatin } = sentence;
  if (english < 2) return false;
  if (firstLatin && lastLatin) return english * 6 > han || words.length > han;
  const chinese = evidence.cantonese + evidence.mandarin;
  return firstLatin || lastLatin
    ? english * 6 > han && english > chinese
    : english * 3 > han && english > 2 * chinese;
}

function shareOf(sentences: readonly SentenceCount[]): Detection['shares'] {
  let han = 0;
  let latin = 0;
  for (const sentence of sentences) {
    han += sentence.han;
    latin += 2 * sentence.words.length;
  }
  const total = han + latin;
  return total === 0 ? { en: 0, zh: 0 } : { en: latin / total, zh: han / total };
}

function detectLatin(text: string, { english }: Sum, shares: Detection['shares']): Detection {
  const words = english.flatMap((sentence) => sentence.words);
  const { language, confidence } = readLatin(words, text);
  if (language === 'en') return { variety: 'en', script: 'Latn', register: 'none', confidence, shares };
  const register = language === 'yue' ? 'yue' : 'none';
  const found: Detection = { variety: 'und', script: 'Latn', register, confidence, shares };
  return language === 'und' ? found : { ...found, language };
}

// Scripts that one language alone is written in nowadays.
const scriptLanguages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Lao}/u, 'lo'],
];

function detectForeign(text: string, { foreign }: Sum, shares: Detection['shares']): Detection {
  const found: Detection = { ...nothing, confidence: 0.9, shares };
  const { kana = 0, hangul = 0 } = foreign ?? {};
  if (kana + hangul > 0) return { ...found, language: kana >= hangul ? 'ja' : 'ko' };
  const language = scriptLanguages.find(([script]) => script.test(text))?.[1];
  return language === undefined ? found : { ...found, language };
}

function detectHan(count: TextCount, sum: Sum, shares: Detection['shares']): Detection {
  const script = decideScript(sum);
  const { register, sure } = decideRegister(count, sum, script);
  const confidence = shares.zh < 0.5 ? sure * 0.8 : Math.min(sure, 0.5 + countHan(sum) / 10);
  return { variety: compose(script, register), script, register, confidence, shares };
}

function countHan({ chinese }: Sum): number {
  return chinese.reduce((total, { han }) => total + han, 0);
}

function decideScript({ simplified, traditional }: Sum): Script {
  if (simplified === traditional) return 'und';
  return simplified > traditional ? 'Hans' : 'Hant';
}

/**
 * Log odds from which the characters alone make a text Cantonese, by its script: hardly anybody writes
 * Cantonese in simplified characters, and colloquial Mandarin is near to it.
 */
const leastScore: Readonly<Record<Script, number>> = { Hant: 1, und: 1.5, Hans: 3, Latn: 3 };

/** Cantonese of so many Han characters nearly always has a strong marker: without one, more is asked. */
const long = { han: 16, more: 1 } as const;

function decideRegister(count: TextCount, sum: Sum, script: Script): { register: Register; sure: number } {
  const { cantonese, mandarin, strongCantonese, strongMandarin } = sum.evidence;
  const margin = 0.5 + (0.49 * Math.abs(cantonese - mandarin)) / (cantonese + mandarin + 1);
  if (strongCantonese > 0 && cantonese >= 2 * mandarin) return { register: 'yue', sure: margin };
  if (strongMandarin > 0 && mandarin >= 2 * cantonese) return { register: 'swc', sure: margin };
  if (strongMandarin > 0) return { register: strongCantonese > 0 ? 'mixed' : 'swc', sure: margin };
  // Weak markers are among the runs that are scored; they count again, since lists are surer than weights.
  const lean = Math.max(-2, Math.min(2, cantonese - mandarin)) / 2;
  const score = scoreSentences(count, sum.chinese) + lean;
  const sure = Math.max(0.5, Math.min(0.95, 1 / (1 + Math.exp(-Math.abs(score)))));
  if (strongCantonese > 0) return { register: score > 0 ? 'yue' : 'mixed', sure };
  const least = leastScore[script] + (countHan(sum) >= long.han ? long.more : 0);
  if (score >= least) return { register: 'yue', sure };
  if (mandarin > cantonese) return { register: 'swc', sure: margin };
  return { register: 'neutral', sure: 0.5 };
}

/** The mean over the sentences by their length, of the first {@link scoredSymbols} symbols. */
function scoreSentences({ sequence }: TextCount, chinese: readonly SentenceCount[]): number {
  let sum = 0;
  let weights = 0;
  for (const { start, end, han } of chinese) {
    if (weights > scoredSymbols) break;
    sum += han * scoreRegister({ sequence, start, end });
    weights += han;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** A text this long without a decisive marker is hardly Cantonese: reading on would tell no more. */
const scoredSymbols = 2000;

function compose(script: Script, register: Register): Variety {
  if (register === 'mixed') return 'mixed';
  // Written Cantonese is traditional unless a character says otherwise.
  if (register === 'yue') return script === 'Hans' ? 'yue-Hans' : 'yue-Hant';
  if (script === 'und') return 'und';
  return script === 'Hans' ? 'zh-Hans' : 'zh-Hant';
}
