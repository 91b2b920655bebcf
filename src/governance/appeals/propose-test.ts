import { type LionrockError, inputError } from '../../base/index.ts';
import { type RuleTest, ruleTestSchema } from '../constitution/schema-files.ts';
import type { Action } from '../spec.ts';
import type { Appeal } from './spec.ts';

/** The case that the reviewer wants to be tested from now on. */
export interface ProposedCase {
  /** In the reviewer's own words: tests are published, what people submit is not. */
  readonly text: string | undefined;
  /** Which of the rules of the decision was applied wrongly. @default the only one */
  readonly clause?: string;
  /** What should have been done. @default allow */
  readonly expect?: Action;
  /** Passages that a statement rests on, for rules checked by grounding. */
  readonly sources?: readonly string[];
}

/**
 * Makes a test of an overturned decision, in the form of the files `tests/` of a constitution.
 *
 * @returns undefined when no rule stood behind the decision
 * @throws `appeals.no-test-text`; `appeals.which-clause`; `appeals.bad-test`
 */
export function proposeTest({ id, received }: Appeal, proposed: ProposedCase): RuleTest | undefined {
  const { clauses, stage } = received.decision;
  const rule = chooseClause(clauses, proposed.clause);
  if (rule === undefined) return undefined;
  if (proposed.text === undefined || proposed.text.trim() === '') throw noTestText();
  const parsed = ruleTestSchema.safeParse({
    rule,
    side: 'benign',
    variety: received.variety,
    text: proposed.text,
    expect: proposed.expect ?? 'allow',
    stage,
    ...(proposed.sources !== undefined && proposed.sources.length > 0 && { sources: proposed.sources }),
    note: testNote(id),
  });
  if (!parsed.success) throw badTest(parsed.error.issues[0]?.path.join('.') ?? '');
  return parsed.data;
}

/** By what an editor, and a second try, find the test of an appeal. */
export function testNote(id: string): string {
  return `proposed by appeal ${id}`;
}

function chooseClause(clauses: readonly string[], named: string | undefined): string | undefined {
  if (named === undefined) {
    if (clauses.length > 1) throw whichClause(clauses);
    return clauses[0];
  }
  if (!clauses.includes(named)) throw whichClause(clauses);
  return named;
}

function noTestText(): LionrockError {
  return inputError({
    code: 'appeals.no-test-text',
    message: 'An overturned decision becomes a test, and there is no text for it.',
    cure: 'Write with --test what was wrongly limited, in your own words: tests are published.',
  });
}

function whichClause(clauses: readonly string[]): LionrockError {
  return inputError({
    code: 'appeals.which-clause',
    message: `Name one rule of the decision: ${clauses.join(', ')}.`,
    cure: 'Name with --clause the one that was applied wrongly.',
    data: { clauses },
  });
}

function badTest(field: string): LionrockError {
  return inputError({
    code: 'appeals.bad-test',
    message: `The proposed test is no test of a constitution (${field}).`,
    cure: 'See docs/constitution-format.md for what a test may hold.',
    data: { field },
  });
}
