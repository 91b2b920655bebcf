import type { Action } from '../spec.ts';
import type { ConstitutionReader } from './constitution-reader.ts';
import { placedRules } from './placed-rules.ts';
import type { WholeFiles } from './constitution-files.ts';
import type { RuleClass } from './schema-common.ts';
import type { Rule } from './schema-rules.ts';
import type { Placed } from './spec.ts';

const helpful: readonly Action[] = ['allow', 'allow-with-context', 'allow-with-support'];

/** What each class may do: only a guard may decline, and a duty to answer takes nothing away. */
const allowedActions: Readonly<Record<RuleClass, readonly Action[]>> = {
  guard: [...helpful, 'clarify', 'redact', 'partial', 'decline', 'handoff', 'unverified'],
  care: [...helpful, 'clarify', 'handoff'],
  quality: [...helpful, 'clarify', 'redact', 'partial', 'handoff', 'unverified'],
  answer: helpful,
};

/** What a rule may do in a category of each class: nobody is declined for asking of health, law or faith. */
const actionsIn: Readonly<Record<RuleClass, readonly Action[]>> = {
  guard: allowedActions.guard,
  care: allowedActions.guard.filter((action) => action !== 'decline'),
  quality: allowedActions.guard.filter((action) => action !== 'decline'),
  answer: helpful,
};

/** Fewest examples of what looks like a violation and is none. */
const leastLookAlikes = 5;

type Complain = (path: readonly PropertyKey[], message: string, cure: string) => void;

/** Checks each rule against the limits of its class and of its category. */
export function checkRules(reader: ConstitutionReader, files: WholeFiles): void {
  const rules = placedRules(files);
  const ids = new Set(rules.map(({ value }) => value.id));
  for (const rule of rules) {
    const complain: Complain = (path, message, cure) =>
      reader.report({
        file: rule.file,
        line: rule.lineOf(path),
        message: `${rule.value.id}: ${message}`,
        cure,
      });
    checkId(rule.value, { region: files.meta.value.id, ids }, complain);
    checkClass(rule.value, files, complain);
    checkDisclosure(rule.value, files, complain);
    if (rule.value.class === 'guard') checkGuard(rule, files, complain);
    else if (rule.value.trigger.situation === undefined) {
      complain(['trigger'], 'says not in which situation it applies', 'Write trigger.situation.');
    } else if (rule.value.trigger.act !== undefined) {
      complain(
        ['trigger', 'act'],
        'limits an act, which only a guard rule may',
        'Remove act, or make it a guard rule.',
      );
    }
  }
}

function checkId(
  { id, aliases, category }: Rule,
  { region, ids }: { region: string; ids: ReadonlySet<string> },
  complain: Complain,
): void {
  if (!id.startsWith(`${region}-`) || !/^(?:[A-Z]\d{2}|\d+)\./.test(id.slice(region.length + 1))) {
    complain(['id'], `does not begin with ${region}-`, 'Begin it with the id of the region and a hyphen.');
  }
  const part = /-([A-Z]\d{2})\.\d+$/.exec(id)?.[1];
  if (part !== undefined && part !== category) {
    complain(['category'], `is of category ${category}, but its id says ${part}`, 'Correct one of them.');
  }
  for (const [at, alias] of aliases.entries()) {
    if (ids.has(alias)) {
      complain(
        ['aliases', at],
        `its alias ${alias} is another rule`,
        'An id is never given to another rule.',
      );
    }
  }
}

function checkClass(rule: Rule, files: WholeFiles, complain: Complain): void {
  const category = files.taxonomy.value.categories.find(({ id }) => id === rule.category);
  if (category === undefined) {
    complain(['category'], `there is no category ${rule.category}`, 'Name one of taxonomy.yaml.');
    return;
  }
  const changes = rule.mayBecome.filter((change): change is Action => change !== 'on' && change !== 'off');
  for (const action of [rule.action, ...changes]) {
    const path = action === rule.action ? ['action'] : ['mayBecome'];
    if (!allowedActions[rule.class].includes(action)) {
      complain(path, `a rule of class ${rule.class} may not ${action}`, 'Change its class or its action.');
    } else if (!actionsIn[category.class].includes(action)) {
      complain(
        path,
        `nothing in ${category.id}, a category of class ${category.class}, may ${action}`,
        'Choose a milder action, or a category that its conduct belongs to.',
      );
    }
  }
  if (rule.rubric !== undefined && rule.rubric !== files.rubric.value.id) {
    complain(['rubric'], `there is no rubric ${rule.rubric}`, `The rubric is ${files.rubric.value.id}.`);
  }
}

function checkDisclosure(rule: Rule, files: WholeFiles, complain: Complain): void {
  const notice = files.notices.value.notices.find(({ id }) => id === rule.disclosure);
  if (notice?.kind !== 'disclosure') {
    complain(
      ['disclosure'],
      `there is no notice ${rule.disclosure} of kind disclosure`,
      'Name one of notices.yaml, or write it there.',
    );
  } else if (rule.class === 'guard' && Object.values(notice.text).some((text) => !text.includes('{id}'))) {
    complain(
      ['disclosure'],
      `the notice ${notice.id} does not show {id}`,
      'Whoever appeals needs the id of the rule.',
    );
  }
}

function checkGuard({ value: rule }: Placed<Rule>, files: WholeFiles, complain: Complain): void {
  const { act, target, evidence, situation } = rule.trigger;
  for (const [name, given] of Object.entries({ act, target, evidence })) {
    if (given === undefined) {
      complain(
        ['trigger'],
        `has no trigger.${name}`,
        'A guard rule names an act, its target and the evidence.',
      );
    }
  }
  if (situation !== undefined) {
    complain(
      ['trigger', 'situation'],
      'is triggered by a situation',
      'A guard rule limits an act; remove it.',
    );
  }
  if (rule.check.by === 'phrases') {
    complain(
      ['check', 'by'],
      'is triggered by phrases alone',
      'Use cues (an act and its target) or judgement.',
    );
  }
  const sources = new Set(files.sources.value.sources.map(({ id }) => id));
  if (!rule.basis.some((ref) => sources.has(ref.split('#')[0] ?? ''))) {
    complain(['basis'], 'rests on no law or other source', 'A guard rule needs a provision of sources.yaml.');
  }
  if (rule.notTrigger.length < leastLookAlikes) {
    complain(
      ['notTrigger'],
      `has ${rule.notTrigger.length} examples of what it leaves alone; ${leastLookAlikes} are the least`,
      'Add look-alikes: news, law, history, help for victims, own data.',
    );
  }
  if (!rule.appeal) complain(['appeal'], 'cannot be appealed', 'Set appeal: true.');
}
