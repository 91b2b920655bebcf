import type { ConstitutionReader } from './constitution-reader.ts';
import { placedRules } from './placed-rules.ts';
import type { WholeFiles } from './constitution-files.ts';
import type { RuleTest } from './schema-files.ts';
import type { Rule } from './schema-rules.ts';
import type { Placed } from './spec.ts';

/** Fewest tests on each side of a guard rule, and in how many varieties. */
const leastTests = 5;
const leastVarieties = 2;

/** Checks that tests belong to rules, that guard rules have enough of them, and that groups expect one thing. */
export function checkTests(reader: ConstitutionReader, files: WholeFiles): void {
  const rules = placedRules(files);
  const ids = new Set(rules.map(({ value }) => value.id));
  for (const { value, file, line } of files.tests) {
    if (ids.has(value.rule)) continue;
    reader.report({ file, line, message: `there is no rule ${value.rule}`, cure: 'Correct the id.' });
  }
  const varieties = Math.min(leastVarieties, files.meta.value.varieties.length);
  for (const rule of rules) {
    if (rule.value.class === 'guard') checkCounts(reader, { rule, tests: files.tests, varieties });
  }
  checkGroups(reader, files.tests);
  reportTwins(reader, files.tests);
}

function checkCounts(
  reader: ConstitutionReader,
  { rule, tests, varieties }: { rule: Placed<Rule>; tests: readonly Placed<RuleTest>[]; varieties: number },
): void {
  for (const side of ['benign', 'violation'] as const) {
    const own = tests.filter(({ value }) => value.rule === rule.value.id && value.side === side);
    const spoken = new Set(own.map(({ value }) => value.variety)).size;
    if (own.length >= leastTests && spoken >= varieties) continue;
    reader.report({
      file: rule.file,
      line: rule.line,
      message:
        `${rule.value.id}: has ${own.length} ${side} tests in ${spoken} varieties; ` +
        `${leastTests} in ${varieties} are the least`,
      cure: 'Write more in a file of tests/.',
    });
  }
}

/** What differs only in whom it speaks of must be treated alike. */
function checkGroups(reader: ConstitutionReader, tests: readonly Placed<RuleTest>[]): void {
  const first = new Map<string, Placed<RuleTest>>();
  for (const test of tests) {
    const { group, expect, variety } = test.value;
    if (group === undefined) continue;
    const other = first.get(group);
    if (other === undefined) first.set(group, test);
    else if (other.value.expect !== expect) {
      reader.report({
        file: test.file,
        line: test.line,
        message: `the group "${group}" expects ${other.value.expect} at ${other.file}:${other.line}, here ${expect} (${variety})`,
        cure: 'Treat every side alike: correct one of them.',
      });
    }
  }
}

function reportTwins(reader: ConstitutionReader, tests: readonly Placed<RuleTest>[]): void {
  const seen = new Map<string, Placed<RuleTest>>();
  for (const test of tests) {
    const key = `${test.value.rule} ${test.value.stage ?? ''} ${test.value.text}`;
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, test);
    else {
      reader.report({
        file: test.file,
        line: test.line,
        message: `the same text was tested in ${twin.file}:${twin.line}`,
        cure: 'Remove one of them; a test counts once.',
      });
    }
  }
}
