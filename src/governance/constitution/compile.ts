import { type LionrockError, inputError, sha256 } from '../../base/index.ts';
import type { ReplyVariety } from '../../language/index.ts';
import type { Clause } from '../spec.ts';
import { type ConstitutionBundle, pinBundle } from './bundle.ts';
import { canonicalJson } from './canonical.ts';
import type { Profile, Rule } from './schema-rules.ts';
import type { Constitution } from './spec.ts';
import { type Words, pickWords } from './words.ts';

/** Which form of a constitution is wanted. */
export interface CompileOptions {
  /** @default the constitution's default profile */
  readonly profile?: string;
  /** Whether a profile that is not enabled may be chosen. @default false */
  readonly allowDisabled?: boolean;
}

/** Most provisions that a notice names. */
const shownBasis = 3;

/**
 * Compiles a constitution under a profile into one value with its hash. The same files give the same hash; comments,
 * order of keys, and which file a rule stands in do not matter.
 *
 * @throws `governance.unknown-profile`; `governance.disabled-profile`
 */
export function compileConstitution(
  constitution: Constitution,
  options: CompileOptions = {},
): ConstitutionBundle {
  const profile = chooseProfile(constitution, options);
  const rules = applyProfile(constitution.rules, profile);
  const { meta, principles, sources, taxonomy, modes, rubric } = constitution;
  const { terms, retention, notices, pageWords } = constitution;
  const tests = constitution.tests.map(({ value }) => value);
  return pinBundle({
    kind: 'constitution-bundle',
    schema: 1,
    meta,
    profile,
    profiles: constitution.profiles.map(({ id, title, description, enabled }) => ({
      id,
      title,
      description,
      enabled,
    })),
    principles,
    sources: [...sources],
    taxonomy,
    rules,
    clauses: compileClauses(constitution, rules),
    modes,
    rubric,
    terms,
    retention,
    notices,
    pageWords,
    tests: constitution.rules.map(({ id }) => ({
      rule: id,
      benign: tests.filter(({ rule, side }) => rule === id && side === 'benign').length,
      violation: tests.filter(({ rule, side }) => rule === id && side === 'violation').length,
    })),
    testsHash: sha256(canonicalJson(tests.map(canonicalJson).toSorted())),
  });
}

/** The rules in the form that the door applies. */
export function compileClauses(constitution: Constitution, rules: readonly Rule[]): Clause[] {
  return rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    class: rule.class,
    stages: rule.appliesTo,
    check: rule.check.by,
    action: rule.action,
    ...(rule.check.by === 'phrases' && { phrases: rule.check.phrases }),
    ...(rule.check.by === 'cues' && {
      cues: { acts: rule.check.acts, targets: rule.check.targets, unless: rule.check.unless },
    }),
    disclosure: fillNotice(constitution, rule),
  }));
}

function chooseProfile({ meta, profiles }: Constitution, options: CompileOptions): Profile {
  const name = options.profile ?? meta.defaultProfile;
  const profile = profiles.find(({ id }) => id === name);
  if (profile === undefined) throw unknownProfile(name, profiles);
  if (!profile.enabled && options.allowDisabled !== true) throw disabledProfile(name);
  return profile;
}

/** The rules in force: without those that are off, each with the action that the profile gives it. */
function applyProfile(rules: readonly Rule[], { changes }: Profile): Rule[] {
  return rules.flatMap((rule) => {
    let on = !rule.startsOff;
    let { action } = rule;
    for (const { rule: id, becomes } of changes) {
      if (id !== rule.id) continue;
      if (becomes === 'on' || becomes === 'off') on = becomes === 'on';
      else action = becomes;
    }
    return on ? [{ ...rule, action }] : [];
  });
}

/** The words of a rule's notice in every variety, with what belongs to the rule filled in. */
function fillNotice(constitution: Constitution, rule: Rule): Words {
  const { meta, notices } = constitution;
  const notice = notices.find(({ id }) => id === rule.disclosure);
  return Object.fromEntries(
    meta.varieties.map((variety) => {
      const values: Readonly<Record<string, string>> = {
        id: rule.id,
        title: pickWords(rule.title, variety),
        basis: nameBasis(constitution, rule.basis, variety),
        operator: pickWords(meta.operator.name, variety),
      };
      const text = pickWords(notice?.text ?? rule.title, variety);
      return [variety, text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)];
    }),
  );
}

/** What a rule rests on, in words: laws first, as they are cited. */
function nameBasis(
  { sources, principles }: Constitution,
  basis: readonly string[],
  variety: ReplyVariety,
): string {
  const named = basis.flatMap((ref) => {
    const [sourceId, provisionId] = ref.split('#');
    const source = sources.find(({ id }) => id === sourceId);
    const provision = source?.provisions.find(({ id }) => id === provisionId);
    if (source === undefined || provision === undefined) return [];
    return [joinNames(pickWords(source.title, variety), pickWords(provision.label, variety))];
  });
  const stated = basis.flatMap((ref) => {
    const principle = principles.principles.find(({ id }) => `principle#${id}` === ref);
    return principle === undefined ? [] : [pickWords(principle.title, variety)];
  });
  return [...named, ...stated].slice(0, shownBasis).join(variety === 'en' ? '; ' : '；');
}

/** Chinese needs no blank between the name of a law and its section. */
function joinNames(title: string, label: string): string {
  return /[\p{Script=Latin}\p{N}.)]$/u.test(title) || /^[\p{Script=Latin}\p{N}]/u.test(label)
    ? `${title} ${label}`
    : `${title}${label}`;
}

function unknownProfile(name: string, profiles: readonly Profile[]): LionrockError {
  const known = profiles.filter(({ enabled }) => enabled).map(({ id }) => id);
  return inputError({
    code: 'governance.unknown-profile',
    message: `The constitution has no profile "${name}".`,
    cure: `Choose one of ${known.join(', ')}.`,
    data: { name },
  });
}

function disabledProfile(name: string): LionrockError {
  return inputError({
    code: 'governance.disabled-profile',
    message: `The profile "${name}" is on record but not enabled.`,
    cure: 'Choose another; if you know what it means for those who ask, say --allow-disabled.',
    data: { name },
  });
}
