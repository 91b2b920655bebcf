import { foldHan } from './fold.ts';
import { countScripts } from './han-script.ts';
import { cantoneseMarkers, mandarinMarkers, neutralWords } from './register-markers.ts';
import type { Register, Script, Variety } from './variety.ts';

/** What a text is written in. */
export interface Detection {
  readonly variety: Variety;
  readonly script: Script;
  readonly register: Register;
  /** How sure the detector is, in [0, 1]. Not a calibrated probability. */
  readonly confidence: number;
  /** Share of the counted words by language, each in [0, 1]: Han characters count one, Latin words two. */
  readonly shares: { readonly en: number; readonly zh: number };
}

/**
 * Detects the variety of a text on two independent axes, script and register, composed into one
 * label. Code, addresses and citation marks do not count; neither do quotations, unless nothing else
 * is there.
 *
 * @example detectVariety('最低工資係幾多？').variety // 'yue-Hant'
 * @see paper §4.5 (language following)
 */
export function detectVariety(text: string): Detection {
  const bare = withoutAlienParts(text);
  const own = bare.replace(quotations, ' ');
  return detectOwn(/\p{L}/u.test(own) ? own : bare);
}

// Closing brackets of every kind end a quotation; an unclosed one is the writer's own text.
const quotations = /「[^」]{0,2000}」|『[^』]{0,2000}』|“[^”]{0,2000}”|《[^》]{0,200}》/gu;

function withoutAlienParts(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, ' ')
    .replace(/\b(?:https?:\/\/|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+/g, ' ')
    .replace(/\[\d{1,3}\]/g, ' ');
}

function detectOwn(text: string): Detection {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}]+(?:['’][\p{Script=Latin}]+)*/gu) ?? [];
  const total = han + 2 * words.length;
  const shares = { en: total === 0 ? 0 : (2 * words.length) / total, zh: total === 0 ? 0 : han / total };
  if (total === 0) return undetermined(shares);
  // Function words show that English carries the sentence; without them Latin words are loans in it.
  const english = countEnglishFunctionWords(words);
  if (han === 0 || (english >= 2 && english * 6 > han)) return detectLatin(words, english, shares);
  return detectHan(text, han, shares);
}

function undetermined(shares: Detection['shares']): Detection {
  return { variety: 'und', script: 'und', register: 'none', confidence: 0, shares };
}

const englishFunctionWords = new Set(
  `a about after all also am an and any are as at be been before but by can could did do does for from get has have he her his how
  i if in into is it its me more must my no not of on or our shall she should so than that the their them there they this to under
  up us was we were what when where which who why will with would you your`.split(/\s+/),
);

function countEnglishFunctionWords(words: readonly string[]): number {
  return words.filter((word) => englishFunctionWords.has(word.toLowerCase())).length;
}

function detectLatin(words: readonly string[], english: number, shares: Detection['shares']): Detection {
  const foreign = words.filter((word) => /[^\p{Script=Latin}'’]|[à-ž]/u.test(word.toLowerCase())).length;
  // A short query in English may have no function word; a long text without any is another language.
  const isEnglish = english > 0 ? english * 12 >= words.length : words.length <= 6 && foreign === 0;
  if (!isEnglish) return { variety: 'und', script: 'Latn', register: 'none', confidence: 0.5, shares };
  const confidence = english > 0 ? Math.min(0.99, 0.7 + 0.1 * english) : 0.5;
  return { variety: 'en', script: 'Latn', register: 'none', confidence, shares };
}

function detectHan(text: string, han: number, shares: Detection['shares']): Detection {
  const script = decideScript(text);
  const { cantonese, mandarin } = countMarkers(foldHan(text));
  const register = decideRegister(cantonese, mandarin);
  const margin = Math.abs(cantonese - mandarin) / (cantonese + mandarin + 1);
  const sure = register === 'neutral' ? 0.5 : 0.5 + 0.49 * Math.min(1, margin);
  const confidence = shares.zh < 0.5 ? sure * 0.8 : Math.min(sure, 0.5 + han / 10);
  return { variety: compose(script, register), script, register, confidence, shares };
}

function decideScript(text: string): Script {
  const { simplified, traditional } = countScripts(text);
  if (simplified === traditional) return 'und';
  return simplified > traditional ? 'Hans' : 'Hant';
}

function decideRegister(cantonese: number, mandarin: number): Register {
  if (cantonese === 0 && mandarin === 0) return 'neutral';
  if (cantonese >= 2 && cantonese >= 2 * mandarin) return 'yue';
  if (mandarin >= 2 * cantonese) return 'swc';
  if (cantonese > 0 && mandarin === 0) return cantonese >= 2 ? 'yue' : 'neutral';
  return 'mixed';
}

function compose(script: Script, register: Register): Variety {
  if (register === 'mixed') return 'mixed';
  // Written Cantonese is traditional unless a character says otherwise.
  if (register === 'yue') return script === 'Hans' ? 'yue-Hans' : 'yue-Hant';
  if (script === 'und') return 'und';
  return script === 'Hans' ? 'zh-Hans' : 'zh-Hant';
}

interface Marker {
  readonly word: string;
  readonly cantonese: number;
  readonly mandarin: number;
}

let markersByFirst: Map<string, Marker[]> | undefined;

function countMarkers(folded: string): { cantonese: number; mandarin: number } {
  markersByFirst ??= buildMarkers();
  let cantonese = 0;
  let mandarin = 0;
  for (let at = 0; at < folded.length;) {
    const candidates = markersByFirst.get(folded[at] ?? '');
    const found = candidates?.find(({ word }) => folded.startsWith(word, at));
    cantonese += found?.cantonese ?? 0;
    mandarin += found?.mandarin ?? 0;
    at += found?.word.length ?? 1;
  }
  return { cantonese, mandarin };
}

function buildMarkers(): Map<string, Marker[]> {
  const all = new Map<string, Marker>();
  const put = (words: string, cantonese: number, mandarin: number) => {
    for (const word of words.split(/\s+/)) {
      if (word !== '') all.set(foldHan(word), { word: foldHan(word), cantonese, mandarin });
    }
  };
  put(neutralWords, 0, 0);
  put(mandarinMarkers.weak, 0, 1);
  put(mandarinMarkers.strong, 0, 2);
  put(cantoneseMarkers.weak, 1, 0);
  put(cantoneseMarkers.strong, 2, 0);
  const byFirst = new Map<string, Marker[]>();
  for (const marker of all.values()) {
    const first = marker.word[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), marker]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length);
  return byFirst;
}
