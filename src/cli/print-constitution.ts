import type { Comparison, ConstitutionBundle } from '../app/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import type { Run } from './run-command.ts';

/** Longest value of a changed field that is printed, in characters. */
const longestValue = 160;

/** Prints the rules in force in one variety, each with its basis and how that was checked. */
export async function printConstitution(
  run: Run,
  bundle: ConstitutionBundle,
  wanted?: ReplyVariety,
): Promise<void> {
  const { nameBasis, pickWords } = await import('../app/index.ts');
  const { meta, pageWords: page, profile } = bundle;
  const variety = wanted ?? meta.varieties[0] ?? 'en';
  const say = (words: Parameters<typeof pickWords>[0]) => pickWords(words, variety);
  await run.print(say(meta.title));
  await run.print(
    `${say(page.version)} ${meta.version} (${say(page.status[meta.status])}), ${say(page.asOf)} ${meta.asOf}, ` +
      `${say(page.profile)}: ${say(profile.title)}`,
  );
  await run.print(`SHA-256 ${bundle.bundleHash}`);
  for (const category of bundle.taxonomy.categories) {
    const rules = bundle.rules.filter((rule) => rule.category === category.id);
    if (rules.length === 0) continue;
    await run.print(`\n${category.id} ${say(category.name)} (${say(page.classes[category.class])})`);
    for (const rule of rules) {
      const mode = bundle.modes.find(({ action }) => action === rule.action);
      await run.print(`  ${rule.id}  ${say(rule.title)}`);
      await run.print(`    ${say(rule.rule)}`);
      await run.print(`    ${say(page.whatHappens)}: ${mode === undefined ? rule.action : say(mode.name)}`);
      for (const { title, verification } of nameBasis(bundle, rule, variety)) {
        const tag = verification === undefined ? '' : ` (${say(page.verification[verification])})`;
        await run.print(`    ${say(page.basis)}: ${title}${tag}`);
      }
      const by = rule.check.by === 'judgement' ? page.byJudgement : page.byProgram;
      await run.print(`    ${say(page.howChecked)}: ${say(by)}`);
    }
  }
}

/** Prints what differs between two constitutions. */
export async function printComparison(run: Run, comparison: Comparison): Promise<void> {
  const { from, to, changes, replay } = comparison;
  await run.print(`from ${from.version} (${from.profile}) ${from.bundleHash}`);
  await run.print(`to   ${to.version} (${to.profile}) ${to.bundleHash}`);
  if (changes.length === 0) await run.print('Nothing differs.');
  for (const { part, id, kind, fields } of changes) {
    await run.print(`${kind} ${part} ${id}`);
    for (const { path, from: before, to: after } of fields) {
      await run.print(`  ${path}: ${write(before)} -> ${write(after)}`);
    }
  }
  if (replay === undefined) return;
  await run.print(`\n${replay.changed.length} of ${replay.texts} decisions would change.`);
  for (const { number, record, from: before, to: after } of replay.changed) {
    await run.print(
      `${record.id ?? number}: ${describe(before)} -> ${describe(after)}  ${write(record.text)}`,
    );
  }
}

function describe({ action, clauses }: { action: string; clauses: readonly string[] }): string {
  return clauses.length === 0 ? action : `${action} (${clauses.join(', ')})`;
}

function write(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
