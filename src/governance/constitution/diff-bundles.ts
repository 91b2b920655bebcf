import type { ConstitutionBundle } from './bundle.ts';
import { canonicalJson } from './canonical.ts';

/** One value that differs; absent on the side that does not have it. */
export interface ChangedField {
  /** Keys from the record to the value, joined by dots. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** One record that is not the same in two constitutions. */
export interface Change {
  /** Part of the constitution: `rules`, `sources`, `notices`, … */
  readonly part: string;
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What differs, when it was changed. */
  readonly fields: readonly ChangedField[];
}

/** What differs between two constitutions. */
export interface BundleDiff {
  readonly from: { readonly version: string; readonly profile: string; readonly bundleHash: string };
  readonly to: { readonly version: string; readonly profile: string; readonly bundleHash: string };
  readonly changes: readonly Change[];
}

type Records = ReadonlyMap<string, unknown>;

/** Compares two constitutions record by record. A rule that names the other's id among its aliases is the same rule. */
export function diffBundles(from: ConstitutionBundle, to: ConstitutionBundle): BundleDiff {
  const before = readParts(from);
  const after = readParts(to, new Set(from.rules.map(({ id }) => id)));
  const changes = Array.from(before.keys()).flatMap((part) =>
    diffPart(part, before.get(part) ?? new Map(), after.get(part) ?? new Map()),
  );
  return { from: describe(from), to: describe(to), changes };
}

function describe({ meta, profile, bundleHash }: ConstitutionBundle): BundleDiff['from'] {
  return { version: meta.version, profile: profile.id, bundleHash };
}

/** The records of every part by id. What has no id is one record. */
function readParts(
  bundle: ConstitutionBundle,
  earlier: ReadonlySet<string> = new Set(),
): Map<string, Records> {
  const { meta, principles, sources, taxonomy, rules, modes, rubric, terms, retention, notices } = bundle;
  const byId = (items: readonly { readonly id: string }[]): Records =>
    new Map(items.map((item) => [item.id, item]));
  const renamed = rules.map((rule): [string, unknown] => {
    const known = earlier.has(rule.id) ? undefined : rule.aliases.find((alias) => earlier.has(alias));
    return [known ?? rule.id, rule];
  });
  return new Map<string, Records>([
    ['rules', new Map(renamed)],
    ['meta', new Map([['meta', meta]])],
    ['profile', byId([bundle.profile])],
    ['principles', byId(principles.principles)],
    ['priority', new Map([['priority', [principles.priority, principles.ties]]])],
    ['sources', byId(sources)],
    ['categories', byId(taxonomy.categories)],
    ['targets', byId(taxonomy.targets)],
    ['notices', byId(notices)],
    ['modes', new Map(modes.map((mode) => [mode.action, mode]))],
    ['rubric', byId([rubric])],
    ['terms', byId(terms)],
    ['retention', byId(retention)],
    ['page', new Map([['page', bundle.pageWords]])],
    ['tests', new Map([['tests', { hash: bundle.testsHash, counts: bundle.tests }]])],
  ]);
}

function diffPart(part: string, before: Records, after: Records): Change[] {
  const ids = Array.from(new Set([...before.keys(), ...after.keys()])).toSorted();
  return ids.flatMap((id): Change[] => {
    if (!after.has(id)) return [{ part, id, kind: 'removed', fields: [] }];
    if (!before.has(id)) return [{ part, id, kind: 'added', fields: [] }];
    const fields = diffValues(before.get(id), after.get(id), []);
    return fields.length === 0 ? [] : [{ part, id, kind: 'changed', fields }];
  });
}

/** The smallest values that differ. Lists of plain values are compared as a whole. */
function diffValues(from: unknown, to: unknown, path: readonly string[]): ChangedField[] {
  if (canonicalJson(from) === canonicalJson(to)) return [];
  if (isRecord(from) && isRecord(to)) {
    const keys = Array.from(new Set([...Object.keys(from), ...Object.keys(to)])).toSorted();
    return keys.flatMap((key) => diffValues(from[key], to[key], [...path, key]));
  }
  return [
    {
      path: path.join('.'),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    },
  ];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
