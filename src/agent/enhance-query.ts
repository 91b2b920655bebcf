import type { TermVariant } from '../knowledge/index.ts';
import {
  type Lexicon,
  type LexiconEntry,
  type Segmenter,
  type Variety,
  foldText,
  isChinese,
  withoutQuestionWords,
} from '../language/index.ts';

/** A thing the question is about: one concept of the lexicon, or one word outside it. */
export type QueryUnit =
  | { readonly kind: 'concept'; readonly entry: LexiconEntry; readonly label: string }
  | { readonly kind: 'word'; readonly label: string };

/** What kind of thing the question wants to hear: decides which sentences can answer it. */
export type AnswerKind = 'money' | 'quantity' | 'time' | 'contact' | 'other';

/** A question made ready for retrieval and for judging what is found. */
export interface EnhancedQuery {
  /** The question by itself, with what an earlier turn gave it. */
  readonly standalone: string;
  /** What it is about. Never empty, unless the question is. */
  readonly units: readonly QueryUnit[];
  readonly answerKind: AnswerKind;
  readonly variants: readonly TermVariant[];
}

/** What query enhancement works with. */
export interface EnhanceTools {
  readonly segmenter: Segmenter;
  readonly lexicon: Lexicon;
}

/** Weight of the question said in other words of its own language. */
const synonymWeight = 0.9;
/** Weight of the question's concepts said in another language. */
const translationWeight = 0.85;

/**
 * Enhances a question without a model: the words that only ask are dropped, what it is about is found
 * in the region's lexicon, and its words in other languages and registers become search variants.
 *
 * @param context an earlier question this one continues, if it does
 * @see paper §5.1 (query enhancer)
 */
export function enhanceQuery(question: string, tools: EnhanceTools, context?: string): EnhancedQuery {
  const standalone = context === undefined ? question : `${context} ${question}`;
  const units = findUnits(standalone, tools);
  return {
    standalone,
    units,
    answerKind: detectAnswerKind(question),
    variants: makeVariants(standalone, units, tools),
  };
}

function findUnits(question: string, { lexicon, segmenter }: EnhanceTools): QueryUnit[] {
  const matches = lexicon.find(question);
  const units: QueryUnit[] = matches.map(({ entry, form }) => ({ kind: 'concept', entry, label: form }));
  const covered = matches.map((match) => match.form);
  const words = new Set(segmenter.words(withoutQuestionWords(question)));
  for (const word of words) {
    // One Han character means too little by itself; a word inside a found concept is that concept.
    if (/^\p{Script=Han}$/u.test(word) || /^\p{Script=Latin}$/u.test(word)) continue;
    const known = covered.some((form) =>
      /\p{Script=Han}/u.test(word) ? form.includes(word) : form.split(' ').includes(word),
    );
    if (!known) units.push({ kind: 'word', label: word });
  }
  // "Cost" in "how much does it cost" asks for a figure, which the text may call a fee or a charge.
  const matter = units.filter((unit) => unit.kind === 'concept' || !askingWords.has(unit.label));
  const asksFigure = ['money', 'quantity'].includes(detectAnswerKind(question));
  return matter.length > 0 && asksFigure ? matter : units;
}

/** Words for a figure, folded; Latin ones as stems. */
const askingWords = new Set(['cost', 'price', 'fee', 'charg', 'amount', '费用', '收费', '价钱', '价格']);

function makeVariants(
  question: string,
  units: readonly QueryUnit[],
  { segmenter }: EnhanceTools,
): TermVariant[] {
  const own = segmenter.terms(withoutQuestionWords(question));
  const variants: TermVariant[] = [{ terms: own, weight: 1 }];
  const chinese = /\p{Script=Han}/u.test(question);
  const words = units.flatMap((unit) => (unit.kind === 'word' ? [unit.label] : []));
  const other = (want: (variety: Variety) => boolean) =>
    conceptForms(units, want).flatMap((form) => segmenter.terms(form));
  const synonyms = other((variety) => isChinese(variety) === chinese);
  if (synonyms.length > 0) {
    variants.push({
      terms: [...synonyms, ...words.flatMap((word) => segmenter.terms(word))],
      weight: synonymWeight,
    });
  }
  const translated = other((variety) => isChinese(variety) !== chinese);
  if (translated.length > 0) {
    // Figures and Latin names are the same in every language.
    const shared = words.filter((word) => /^[\p{N}\p{Script=Latin}]/u.test(word));
    variants.push({ terms: [...translated, ...shared], weight: translationWeight });
  }
  return variants;
}

function conceptForms(units: readonly QueryUnit[], want: (variety: Variety) => boolean): string[] {
  const forms: string[] = [];
  for (const unit of units) {
    if (unit.kind !== 'concept') continue;
    for (const [variety, alternatives] of Object.entries(unit.entry.forms)) {
      if (want(variety as Variety)) forms.push(...alternatives);
    }
  }
  return forms;
}

const answerKinds: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'contact',
    /\b(?:phone|telephone|hotline|number to call|call whom|contact)\b|電話|热线|熱線|打去邊|打邊個|號碼|号码/iu,
  ],
  [
    'money',
    /\b(?:costs?|price|fees?|fines?|charges?)\b|幾多錢|几多钱|多少錢|多少钱|幾錢|几钱|收費|收费|罰款|罚款|費用|费用|價錢|价钱/iu,
  ],
  [
    'quantity',
    /\bhow (?:much|many|old|far|fast|big|high)\b|\b(?:rate|amount|limit|maximum|minimum|percentage|cost|price|fee|fine)\b|幾多|几多|多少|幾錢|几钱|幾大|幾歲|几岁|幾高|上限|下限|收費|收费|罰款|罚款|費用|费用/iu,
  ],
  [
    'time',
    /\b(?:how (?:long|soon|often)|when|deadline|what time|what date|which year)\b|幾耐|几耐|幾時|几时|多久|多長|多长|何時|何时|什麼時候|什么时候|幾號|几号|期限|死線/iu,
  ],
];

function detectAnswerKind(question: string): AnswerKind {
  return answerKinds.find(([, pattern]) => pattern.test(question))?.[0] ?? 'other';
}

/** What a text says, made ready to be compared with {@link QueryUnit}s. */
export interface TextConcepts {
  readonly entries: ReadonlySet<LexiconEntry>;
  readonly words: ReadonlySet<string>;
  readonly folded: string;
}

/** Texts whose concepts are kept, for each lexicon: passages are read for question after question. */
const keptTexts = 4000;
const readTexts = new WeakMap<Lexicon, Map<string, TextConcepts>>();

/** Reads the concepts and words of a text. */
export function readConcepts(text: string, { lexicon, segmenter }: EnhanceTools): TextConcepts {
  const kept = readTexts.get(lexicon) ?? new Map<string, TextConcepts>();
  readTexts.set(lexicon, kept);
  const known = kept.get(text);
  const concepts = known ?? {
    entries: new Set(lexicon.find(text).map((match) => match.entry)),
    words: new Set(segmenter.words(text)),
    folded: foldText(text),
  };
  // A map keeps the order of insertion: set anew it is the latest, and the first is the oldest.
  kept.delete(text);
  kept.set(text, concepts);
  const oldest = kept.keys().next();
  if (kept.size > keptTexts && oldest.done !== true) kept.delete(oldest.value);
  return concepts;
}

/** True when a text says a unit, in whatever language. */
export function saysUnit(text: TextConcepts, unit: QueryUnit): boolean {
  if (unit.kind === 'concept') return text.entries.has(unit.entry) || text.folded.includes(unit.label);
  return /\p{Script=Han}/u.test(unit.label) ? text.folded.includes(unit.label) : text.words.has(unit.label);
}
