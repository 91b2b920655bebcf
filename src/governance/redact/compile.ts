import { type PersonalDataKind, expandLists } from './kind.ts';
import { type WordFinder, createWordFinder } from './near-words.ts';
import { normalisePattern, normaliseText } from './normalise.ts';

/** A form of a kind, ready to be looked for. */
export interface CompiledForm {
  readonly kind: PersonalDataKind;
  /** Finds all matches, with their places. */
  readonly pattern: RegExp;
  readonly needs: PersonalDataKind['forms'][number]['needs'];
  readonly certain: boolean;
  /** How near a companion must stand, in characters. */
  readonly within: number;
}

/** What {@link findPersonalData} looks for: the kinds of a region, made ready once. */
export interface PersonalDataPatterns {
  readonly kinds: readonly PersonalDataKind[];
  readonly forms: readonly CompiledForm[];
  readonly wordFinder: WordFinder;
  /** For each kind, the keys of values that are nobody's. */
  readonly allowed: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Makes kinds of personal data ready to be looked for. They must fit `personalDataKindSchema`.
 *
 * @param published texts that the region itself publishes: for kinds with `allowPublished`, what stands
 *   in them is nobody's
 */
export function compilePersonalData(
  kinds: readonly PersonalDataKind[],
  published: readonly string[] = [],
): PersonalDataPatterns {
  const forms = kinds.flatMap((kind) =>
    kind.forms.map(({ pattern, needs, caseSensitive, certain, within }) => ({
      kind,
      pattern: new RegExp(normalisePattern(expandLists(pattern, kind.lists)), caseSensitive ? 'dgu' : 'dgiu'),
      needs,
      certain,
      within: within ?? kind.companions?.within ?? 0,
    })),
  );
  const allowed = new Map(
    kinds.map((kind) => [kind.id, new Set(kind.allow.map(({ value }) => keyOf(value)))]),
  );
  const text = normaliseText(published.join('\n')).text;
  for (const { kind, pattern } of forms.filter((form) => form.kind.allowPublished)) {
    for (const { groups, 0: whole } of text.matchAll(pattern))
      allowed.get(kind.id)?.add(keyOf(groups?.['key'] ?? groups?.['value'] ?? whole));
  }
  return { kinds, forms, wordFinder: createWordFinder(kinds), allowed };
}

/** What of a value the checksum and the allow-list look at: its letters and digits, in capitals. */
export function keyOf(value: string): string {
  return normaliseText(value)
    .text.toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
