import { inputError, type LionrockError } from '../base/index.ts';
import { toSimplified, toTraditional } from './convert-script.ts';
import { detectVariety, type Detection } from './detect-variety.ts';
import { countScripts } from './han-script.ts';
import { languageOf, scriptOf, type ReplyVariety, type Variety } from './variety.ts';

/** A text in another script. */
export interface ConvertedText {
  readonly text: string;
  /** What the text now is: the target, or `mixed` or `und` where its language does not show. */
  readonly variety: Variety;
  /** True when a character is another than before. */
  readonly changed: boolean;
}

/**
 * Writes a text in the script of a variety. Only the script changes: a text in another language than
 * the target's is refused, since putting it into that language is translation. A text without any
 * character of the other script is left alone.
 *
 * @throws `language.not-a-conversion`
 * @example convertVariety('最低工资', 'zh-Hant').text // '最低工資'
 */
export function convertVariety(text: string, target: ReplyVariety): ConvertedText {
  const detected = detectVariety(text);
  requireSameLanguage(text, detected, target);
  const { simplified, traditional } = countScripts(text);
  const script = scriptOf(target);
  const done = script === 'Latn' || (script === 'Hans' ? traditional : simplified) === 0;
  const converted = done ? text : script === 'Hans' ? toSimplified(text) : toTraditional(text);
  const known = detected.register !== 'mixed' && /\p{L}/u.test(text);
  return {
    text: converted,
    variety: known ? target : detected.variety,
    changed: converted !== text,
  };
}

function requireSameLanguage(text: string, detected: Detection, target: ReplyVariety): void {
  if (!/\p{L}/u.test(text)) return;
  const wanted = languageOf(target);
  const actual = languageOfText(text, detected);
  if (actual === wanted || (actual === 'any-chinese' && wanted !== 'en')) return;
  throw notConversion(actual, target);
}

/** Chinese text without a marker of register is good in both, and mixed text belongs to neither. */
function languageOfText(text: string, { variety, register }: Detection): string {
  if (!/\p{Script=Han}/u.test(text) || variety === 'en') return variety === 'en' ? 'en' : 'other';
  if (register === 'yue') return 'yue';
  return register === 'swc' ? 'zh' : 'any-chinese';
}

const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  zh: 'Mandarin (Standard Written Chinese)',
  yue: 'written Cantonese',
  'any-chinese': 'Chinese',
};

function notConversion(actual: string, target: ReplyVariety): LionrockError {
  return inputError({
    code: 'language.not-a-conversion',
    message: `The text is ${languageNames[actual] ?? 'in another language'}, and ${target} is ${languageNames[languageOf(target)] ?? target}: that would be translation, not conversion.`,
    cure: 'Name a variety of the same language: only the script is converted.',
    data: { actual, target },
  });
}
