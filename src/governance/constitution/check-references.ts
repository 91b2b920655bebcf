import { actions } from '../spec.ts';
import type { ConstitutionReader } from './constitution-reader.ts';
import { placedItems, placedRules } from './placed-rules.ts';
import type { WholeFiles } from './constitution-files.ts';
import type { Placed } from './spec.ts';

/** What a notice may have filled in. */
const placeholders = ['id', 'title', 'basis', 'operator'];

/** Checks that ids are used once, that references lead somewhere, and that lists are complete. */
export function checkReferences(reader: ConstitutionReader, files: WholeFiles): void {
  const rules = placedRules(files);
  const sources = placedItems(files.sources, 'sources', files.sources.value.sources);
  const categories = placedItems(files.taxonomy, 'categories', files.taxonomy.value.categories);
  const notices = placedItems(files.notices, 'notices', files.notices.value.notices);
  const stores = placedItems(files.retention, 'stores', files.retention.value.stores);
  reportTwins(reader, sources);
  reportTwins(reader, categories);
  reportTwins(reader, notices);
  reportTwins(reader, rules);
  reportTwins(reader, stores);
  reportTwins(reader, files.profiles);
  reportTwins(reader, placedItems(files.terms, 'terms', files.terms.value.terms));
  reportTwins(reader, placedItems(files.principles, 'principles', files.principles.value.principles));
  for (const source of sources) {
    reportTwins(reader, placedItems(source, 'provisions', source.value.provisions));
  }
  checkBasis(reader, files, [...rules, ...categories, ...stores]);
  checkMappings(reader, files, categories);
  checkNotices(reader, notices);
  checkModes(reader, files);
  checkRubric(reader, files);
  for (const { value, file, lineOf } of stores) {
    if (value.maxDays !== null || value.until !== undefined) continue;
    reader.report({
      file,
      line: lineOf(['maxDays']),
      message: `${value.id}: is kept without end`,
      cure: 'Give maxDays a number, or say under "until" when it ends.',
    });
  }
}

function reportTwins(reader: ConstitutionReader, items: readonly Placed<{ readonly id: string }>[]): void {
  const seen = new Map<string, Placed<unknown>>();
  for (const item of items) {
    const twin = seen.get(item.value.id);
    if (twin === undefined) seen.set(item.value.id, item);
    else {
      reader.report({
        file: item.file,
        line: item.line,
        message: `the id "${item.value.id}" is already used in ${twin.file}:${twin.line}`,
        cure: 'Give one of them another id.',
      });
    }
  }
}

function checkBasis(
  reader: ConstitutionReader,
  files: WholeFiles,
  items: readonly Placed<{ readonly id: string; readonly basis: readonly string[] }>[],
): void {
  const known = new Set([
    ...files.sources.value.sources.flatMap(({ id, provisions }) =>
      provisions.map((provision) => `${id}#${provision.id}`),
    ),
    ...files.principles.value.principles.map(({ id }) => `principle#${id}`),
  ]);
  for (const { value, file, lineOf } of items) {
    for (const [at, ref] of value.basis.entries()) {
      if (known.has(ref)) continue;
      reader.report({
        file,
        line: lineOf(['basis', at]),
        message: `${value.id}: the basis ${ref} leads nowhere`,
        cure: 'Add the provision to sources.yaml (or the principle), or correct the reference.',
      });
    }
  }
}

function checkMappings(
  reader: ConstitutionReader,
  files: WholeFiles,
  categories: readonly Placed<{
    readonly id: string;
    readonly mappings: Readonly<Record<string, readonly string[]>>;
  }>[],
): void {
  const labels = new Set(
    files.taxonomy.value.targets.flatMap((target) =>
      Object.keys(target.labels).map((label) => `${target.id} ${label}`),
    ),
  );
  for (const { value, file, lineOf } of categories) {
    for (const [target, names] of Object.entries(value.mappings)) {
      for (const [at, name] of names.entries()) {
        if (labels.has(`${target} ${name}`)) continue;
        reader.report({
          file,
          line: lineOf(['mappings', target, at]),
          message: `${value.id}: "${target}" has no label "${name}"`,
          cure: 'Correct it, or add it to the labels under "targets".',
        });
      }
    }
  }
}

function checkNotices(
  reader: ConstitutionReader,
  notices: readonly Placed<WholeFiles['notices']['value']['notices'][number]>[],
): void {
  for (const { value, file, lineOf } of notices) {
    for (const [variety, text] of Object.entries(value.text)) {
      const unknown = Array.from(text.matchAll(/\{([^}]*)\}/g), ([, name = '']) => name).filter(
        (name) => !placeholders.includes(name),
      );
      for (const name of unknown) {
        reader.report({
          file,
          line: lineOf(['text', variety]),
          message: `${value.id}: nothing can be filled in for {${name}}`,
          cure: `Use ${placeholders.map((known) => `{${known}}`).join(', ')}.`,
        });
      }
    }
  }
}

function checkModes(reader: ConstitutionReader, { modes }: WholeFiles): void {
  const named = modes.value.modes.map(({ action }) => action);
  for (const action of actions) {
    const times = named.filter((name) => name === action).length;
    if (times === 1) continue;
    reader.report({
      file: modes.file,
      line: modes.lineOf(['modes', named.lastIndexOf(action)]),
      message: `the action ${action} is there ${times} times`,
      cure: 'Every action stands there once.',
    });
  }
}

function checkRubric(reader: ConstitutionReader, { rubric }: WholeFiles): void {
  const sum = rubric.value.criteria.reduce((total, { weight }) => total + weight, 0);
  if (sum === 100) return;
  reader.report({
    file: rubric.file,
    line: rubric.lineOf(['criteria']),
    message: `the weights of the criteria sum to ${sum}`,
    cure: 'They must sum to 100.',
  });
}
