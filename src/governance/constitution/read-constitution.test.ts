import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConstitution } from './read-constitution.ts';
import type { ConstitutionProblem } from './spec.ts';
import { changedFiles, exampleFiles, today } from './testing/example-files.ts';

const answers = 'rules/answers.yaml';
const privacy = 'rules/privacy.yaml';

function problemsOf(...change: Parameters<typeof changedFiles>): readonly ConstitutionProblem[] {
  return readConstitution(changedFiles(...change), { today }).problems;
}

const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
/** The line on which a text stands in a file of the example, after a change that adds no line. */
function lineOf(file: string, text: string): number {
  const lines = (exampleFiles().get(file) ?? '').split('\n');
  return 1 + lines.findIndex((line) => line.includes(text));
}

describe('readConstitution', () => {
  it('finds nothing wrong in the example', () => {
    const { constitution, problems } = readConstitution(exampleFiles(), { today });
    expect(problems).toEqual([]);
    expect(constitution?.rules.map(({ id }) => id)).toEqual([
      'example-1.1',
      'example-2.1',
      'example-N03.1',
      'example-R01.1',
    ]);
  });

  it.each<[string, Parameters<typeof changedFiles>, { line?: number; cure?: RegExp }, RegExp]>([
    ['a missing file', ['modes.yaml', () => undefined], { cure: /regions\/template/ }, /^is missing$/],
    [
      'YAML that is none',
      ['meta.yaml', replace('version: 1.0.0', 'version: "1.0.0')],
      { cure: /quotation marks/ },
      /^is not valid YAML/,
    ],
    ['a key twice', ['meta.yaml', replace('status: draft', 'status: draft\nstatus: draft')], {}, /unique/],
    [
      'a number meant as a text',
      ['meta.yaml', replace('contact: set by the operator', 'contact: 12345')],
      { line: lineOf('meta.yaml', 'contact:'), cure: /quotation marks/ },
      /^operator\.contact: is read as a number/,
    ],
    [
      'a key that nobody knows',
      [privacy, replace('severity: 2', 'severity: 2\n    colour: red')],
      { line: lineOf(privacy, 'severity: 2') + 1, cure: /Correct the name or remove it/ },
      /^rules\.0: does not know "colour"$/,
    ],
    [
      'a comma that ends a text',
      [privacy, replace('en: news about a public act', 'en: news, also old ones')],
      { line: lineOf(privacy, 'news about a public act'), cure: /holds a comma needs quotation marks/ },
      /does not know "also old ones"$/,
    ],
    [
      'a variety that nobody knows',
      [privacy, replace('zh-Hans: 不拼凑私人的行踪', 'zh-Hant-HK: 不拼凑私人的行踪')],
      {},
      /^rules\.0\.title/,
    ],
    [
      'a missing field',
      [privacy, replace(/ {4}owner: .*\n/, '')],
      { line: lineOf(privacy, '- id: example-R01.1'), cure: /Add it/ },
      /^rules\.0\.owner: is missing$/,
    ],
    [
      'a day that does not exist',
      ['sources.yaml', replace('asOf: 2026-11-23', 'asOf: 2026-02-31')],
      { line: lineOf('sources.yaml', 'asOf:') },
      /^sources\.0\.asOf: is no day/,
    ],
    [
      'an act that is not on the list',
      [privacy, replace('act: assemble', 'act: mention')],
      { line: lineOf(privacy, 'act: assemble') },
      /^rules\.0\.trigger\.act: /,
    ],
    [
      'a basis that leads nowhere',
      [privacy, replace('charter#art5', 'charter#art99')],
      { line: lineOf(privacy, 'charter#art5'), cure: /sources\.yaml/ },
      /^example-R01\.1: the basis charter#art99 leads nowhere$/,
    ],
    [
      'a guard rule that rests on a principle alone',
      [privacy, replace('charter#art5', 'principle#firm-on-facts')],
      { line: lineOf(privacy, 'charter#art5') },
      /rests on no law or other source/,
    ],
    [
      'a guard rule without look-alikes',
      [privacy, replace(/ {6}- \{ en: how to complain.*\n/, '')],
      { line: lineOf(privacy, 'notTrigger') },
      /has 4 examples of what it leaves alone; 5 are the least/,
    ],
    [
      'a guard rule without appeal',
      [privacy, replace('appeal: true', 'appeal: false')],
      { line: lineOf(privacy, 'appeal: true') },
      /cannot be appealed/,
    ],
    [
      'a guard rule triggered by phrases',
      [privacy, replace(/check:\n(?: {6}.*\n)+/, 'check: { by: phrases, phrases: [where she lives] }\n')],
      { line: lineOf(privacy, 'check:') },
      /is triggered by phrases alone/,
    ],
    [
      'a guard rule without a target',
      [privacy, replace(/ {6}target: .*\n/, '')],
      { line: lineOf(privacy, 'trigger:') },
      /has no trigger\.target/,
    ],
    [
      'a name of a person in a trigger',
      [privacy, replace('target: identifiable', 'target: Jane Example or any identifiable')],
      { line: lineOf(privacy, 'target: identifiable') },
      /the name "Jane Example" stands in its trigger/,
    ],
    [
      'a name in another script and case',
      [privacy, replace('的住址,', '鷗島居民的住址,')],
      { cure: /naming someone is never a reason/ },
      /the name "鷗島" stands in its trigger/,
    ],
    [
      'too few tests in one variety',
      ['tests/privacy.jsonl', (text) => text.replace(/.*帮我查出.*\n/, '').replace(/.*把这个记者.*\n/, '')],
      { cure: /tests\// },
      /has 4 violation tests in 1 varieties; 5 in 2 are the least/,
    ],
    [
      'a group that is not treated alike',
      [
        'tests/answers.jsonl',
        replace(
          'dockers right in 1911?","expect":"allow-with-context"',
          'dockers right in 1911?","expect":"allow"',
        ),
      ],
      { line: 8 },
      /the group "harbour" expects allow-with-context at tests\/answers\.jsonl:7, here allow/,
    ],
    [
      'a duty to answer that declines',
      [answers, replace('action: allow-with-context', 'action: partial')],
      { line: lineOf(answers, 'action: allow-with-context') },
      /a rule of class answer may not partial/,
    ],
    [
      'a care rule that declines',
      [answers, replace('action: allow-with-support', 'action: decline')],
      {},
      /a rule of class care may not decline/,
    ],
    [
      'a guard rule in a category of class answer',
      ['taxonomy.yaml', replace('class: guard', 'class: answer')],
      {},
      /nothing in R01, a category of class answer, may decline/,
    ],
    [
      'a profile that would make a duty to answer decline',
      [answers, replace('rubric: rubric.v1', 'rubric: rubric.v1\n    mayBecome: [decline]')],
      {},
      /a rule of class answer may not decline/,
    ],
    [
      'a profile that changes what may not be changed',
      ['profiles/school.yaml', replace('becomes: partial', 'becomes: allow')],
      { line: lineOf('profiles/school.yaml', 'becomes:') },
      /example-R01\.1 may not become allow/,
    ],
    [
      'a default profile that is not enabled',
      ['profiles/public.yaml', replace('enabled: true', 'enabled: false')],
      {},
      /there is no enabled profile "public"/,
    ],
    [
      'a notice that hides the id of a guard rule',
      ['notices.yaml', (text) => text.replaceAll('rule {id}', 'a rule').replaceAll('规则{id}', '规则')],
      {},
      /does not show \{id\}/,
    ],
    [
      'a placeholder that nothing fills',
      ['notices.yaml', replace('Operator: {operator}', 'Operator: {minister}')],
      {},
      /nothing can be filled in for \{minister\}/,
    ],
    [
      'a mapping to a label that is not there',
      ['taxonomy.yaml', replace('[prv]', '[xyz]')],
      {},
      /"mlcommons" has no label "xyz"/,
    ],
    [
      'weights that do not sum to 100',
      ['rubric.yaml', replace('weight: 60', 'weight: 50')],
      {},
      /sum to 90$/,
    ],
    [
      'an action that is not explained',
      ['modes.yaml', replace('action: handoff', 'action: decline')],
      {},
      /the action handoff is there 0 times/,
    ],
    [
      'a store that is kept without end',
      ['retention.yaml', replace(/ {4}until:.*\n/, '')],
      {},
      /is kept without end/,
    ],
    [
      'an id that was used already',
      [privacy, replace('id: example-R01.1', 'id: example-1.1')],
      {},
      /already used in rules\/answers\.yaml:3$/,
    ],
    [
      'an id that says another category',
      [privacy, replace('id: example-R01.1', 'id: example-R02.1')],
      {},
      /is of category R01, but its id says R02/,
    ],
    [
      'words that residents lack',
      ['page.yaml', replace(/(contents: \{ en: [^,]*), zh-Hans: [^}]*\}/, '$1 }')],
      { line: lineOf('page.yaml', 'contents:') },
      /^contents: lacks zh-Hans$/,
    ],
    [
      'a review before the writing',
      ['sources.yaml', replace('reviewBy: 2036-11-23', 'reviewBy: 2026-11-01')],
      { line: lineOf('sources.yaml', 'reviewBy:') },
      /is to be reviewed by 2026-11-01, before it was written/,
    ],
    [
      'a test of no rule',
      ['tests/answers.jsonl', replace('"example-1.1"', '"example-9.9"')],
      { line: 2 },
      /no rule/,
    ],
    [
      'tests without a header',
      ['tests/answers.jsonl', replace(/^.*\n/, '')],
      { line: 1 },
      /no header of kind/,
    ],
    ['no rules at all', [privacy, (text) => `${text.split('rules:')[0]}rules: []\n`], {}, /^rules: /],
  ])('names %s', (_, change, { line, cure }, message) => {
    const errors = problemsOf(...change).filter((problem) => problem.severity === 'error');
    const found = errors.find((problem) => message.test(problem.message));
    expect(errors.map((problem) => problem.message)).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
    expect(found?.line).toBe(line ?? found?.line);
    expect(found?.cure).toMatch(cure ?? /\w+.*\.$/);
  });

  it('only warns of what is past its review, of a file that is not read, and of words that may wait', () => {
    const late = readConstitution(exampleFiles(), { today: '2099-01-01' });
    expect(late.constitution).toBeDefined();
    expect(late.problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'charter: was to be reviewed by 2036-11-23',
        'example-R01.1: was to be reviewed by 2036-11-23',
      ]),
    );
    expect(late.problems.every(({ severity }) => severity === 'warning')).toBe(true);

    const [stranger] = problemsOf('rule.yaml', () => 'x: 1');
    expect(stranger).toMatchObject({ file: 'rule.yaml', severity: 'warning', message: 'is not read' });

    const [waiting] = problemsOf(privacy, replace(/, zh-Hans: 已公布的判决/, ''));
    expect(waiting).toMatchObject({ severity: 'warning', line: lineOf(privacy, '已公布的判决') });
    expect(waiting?.message).toMatch(/^1 texts lack a variety, rules\.0\.notTrigger\.2 first$/);
  });

  it('lets names of laws do without Cantonese where written Chinese is there', () => {
    const files = new Map(
      Array.from(exampleFiles(), ([name, text]) => [name, text.replaceAll('zh-Hans', 'zh-Hant')] as const),
    );
    const lacking = files.get('meta.yaml')?.replace('[en, zh-Hant]', '[en, zh-Hant, yue-Hant]') ?? '';
    const { problems } = readConstitution(new Map([...files, ['meta.yaml', lacking]]), { today });
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.some(({ file }) => file === 'sources.yaml')).toBe(false);
    expect(errors.some(({ file }) => file === 'notices.yaml')).toBe(true);
  });

  it('tells of any text whatever, and never throws', () => {
    const names = Array.from(exampleFiles().keys());
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 60 }), (name, text) => {
        const files = new Map([...exampleFiles(), [name, text]]);
        const { constitution, problems } = readConstitution(files, { today });
        expect(constitution === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 40 },
    );
  });
});
