import { createGovernanceDoor } from '../govern.ts';
import { createModerators } from '../moderators.ts';
import type { Action, Clause, Decision } from '../spec.ts';
import type { GroundingTools } from '../check-grounding.ts';
import { compileClauses } from './compile.ts';
import type { RuleTest } from './schema-files.ts';
import type { Rule, RuleCheck } from './schema-rules.ts';
import type { Constitution, ConstitutionProblem } from './spec.ts';

/** Checks that the program applies by itself, without a model or a person. */
const ownChecks: ReadonlySet<RuleCheck['by']> = new Set(['grounding', 'phrases', 'cues', 'injection']);

/** Actions after which a reader lacks something. */
const takingAway: ReadonlySet<Action> = new Set([
  'clarify',
  'redact',
  'partial',
  'decline',
  'handoff',
  'unverified',
]);

/**
 * Runs the tests of a constitution against the rules that the program applies by itself, every rule on, and reports
 * those that it does not meet. Benign tests of all rules are run; violations of those rules only.
 */
export async function runRuleTests(
  constitution: Constitution,
  tools: GroundingTools,
): Promise<readonly ConstitutionProblem[]> {
  const rules = new Map(constitution.rules.map((rule) => [rule.id, rule]));
  const judge = createJudge(compileClauses(constitution, constitution.rules), tools);
  const failed: ConstitutionProblem[] = [];
  for (const { value: test, file, line } of constitution.tests) {
    const rule = rules.get(test.rule);
    if (rule === undefined) continue;
    const own = ownChecks.has(rule.check.by);
    if (test.side === 'violation' && !own) continue;
    const decision = await judge({ ...test, stage: test.stage ?? rule.appliesTo[0] ?? 'input' });
    const fault =
      test.side === 'benign' ? faultOfBenign(test, decision, own) : faultOfViolation(test, decision);
    if (fault !== undefined) failed.push({ file, line, severity: 'error', ...fault });
  }
  return failed;
}

/** A text to judge without a model. */
export interface JudgedText {
  readonly stage: Rule['appliesTo'][number];
  readonly text: string;
  readonly variety?: string | undefined;
  /** Passages that the text rests on; with them it counts as written by a model. */
  readonly sources?: readonly string[] | undefined;
}

/** Makes a judge from clauses: what the door would decide of a text by rules that need no model. */
export function createJudge(
  clauses: readonly Clause[],
  tools: GroundingTools,
): (text: JudgedText) => Promise<Decision> {
  const door = createGovernanceDoor({
    clauses,
    moderators: createModerators(clauses, tools),
    unverifiedNotice: () => '',
  });
  return async ({ stage, text, variety = 'en', sources }) => {
    const passages = sources?.map((source) => ({ title: '', text: source }));
    const context =
      passages === undefined ? { variety } : { variety, sources: passages, origin: 'model' as const };
    return (await door.govern(stage, text, context)).decision;
  };
}

type Fault = Pick<ConstitutionProblem, 'message' | 'cure'>;

function faultOfBenign(test: RuleTest, { action, clauses }: Decision, own: boolean): Fault | undefined {
  if (takingAway.has(action) && action !== test.expect) {
    return {
      message: `a harmless text gets ${action} from ${clauses.join(', ')}`,
      cure: 'Narrow the cues of that rule, or add to its "unless".',
    };
  }
  if (own && clauses.includes(test.rule) && action !== test.expect) {
    return {
      message: `${test.rule} applies to a harmless text`,
      cure: 'Narrow its words, or correct what the test expects.',
    };
  }
  return undefined;
}

function faultOfViolation(test: RuleTest, { action, clauses }: Decision): Fault | undefined {
  if (!clauses.includes(test.rule)) {
    return {
      message: `${test.rule} does not find a violation`,
      cure: 'Add the words it lacks, without those of harmless questions; or check it by judgement.',
    };
  }
  if (action === test.expect) return undefined;
  return {
    message: `gets ${action} from ${clauses.join(', ')}, where ${test.expect} is expected`,
    cure: 'Correct the rule or the test.',
  };
}
