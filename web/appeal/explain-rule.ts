import type { ConstitutionView } from '../../src/server/api-schema.ts';
import type { Variety } from '../language/words.ts';

/** A law or principle that a rule rests on. */
export interface ExplainedBasis {
  readonly title: string;
  readonly summary: string;
  /** How it was checked, in the words of the constitution; a principle is its own. */
  readonly verification?: string;
  /** `YYYY-MM-DD` on which what is said of it was true. */
  readonly asOf?: string;
  readonly url?: string;
}

/** A rule and what it rests on, in one variety. */
export interface ExplainedRule {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly basis: readonly ExplainedBasis[];
}

/**
 * Explains a rule.
 *
 * @param clause its id, or one that it had before
 * @returns undefined when the constitution in force has no such rule
 */
export function explainRule(
  constitution: ConstitutionView,
  clause: string,
  variety: Variety,
): ExplainedRule | undefined {
  const rule = constitution.rules.find(({ id, aliases }) => id === clause || aliases.includes(clause));
  if (rule === undefined) return undefined;
  return {
    id: clause,
    title: pickWords(rule.title, variety),
    rule: pickWords(rule.rule, variety),
    basis: rule.basis.flatMap((ref) => explainBasis(constitution, ref, variety) ?? []),
  };
}

function explainBasis(
  { principles, sources, pageWords }: ConstitutionView,
  ref: string,
  variety: Variety,
): ExplainedBasis | undefined {
  const [sourceId, provisionId] = ref.split('#');
  const principle = principles.principles.find(({ id }) => ref === `principle#${id}`);
  if (principle !== undefined)
    return { title: pickWords(principle.title, variety), summary: pickWords(principle.text, variety) };
  const source = sources.find(({ id }) => id === sourceId);
  const provision = source?.provisions.find(({ id }) => id === provisionId);
  if (source === undefined || provision === undefined) return undefined;
  return {
    title: `${pickWords(source.title, variety)} ${pickWords(provision.label, variety)}`,
    summary: pickWords(provision.summary, variety),
    verification: pickWords(pageWords.verification[provision.verification ?? source.verification], variety),
    asOf: source.asOf,
    ...(source.url !== undefined && { url: source.url }),
  };
}

/** The other varieties to look in, nearest first. */
const nearest: Readonly<Record<Variety, readonly Variety[]>> = {
  en: ['zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans'],
  'zh-Hant': ['yue-Hant', 'zh-Hans', 'yue-Hans', 'en'],
  'zh-Hans': ['yue-Hans', 'zh-Hant', 'yue-Hant', 'en'],
  'yue-Hant': ['zh-Hant', 'yue-Hans', 'zh-Hans', 'en'],
  'yue-Hans': ['zh-Hans', 'yue-Hant', 'zh-Hant', 'en'],
};

/** Words in a variety, or in the nearest one that there is. */
export function pickWords(words: Partial<Record<Variety, string>>, variety: Variety): string {
  const found = [variety, ...nearest[variety]].find((name) => words[name] !== undefined);
  return found === undefined ? '' : (words[found] ?? '');
}
