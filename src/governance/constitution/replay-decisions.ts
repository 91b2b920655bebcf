import { z } from 'zod';
import { replyVarieties } from '../../language/index.ts';
import type { GroundingTools } from '../check-grounding.ts';
import { type Action, stages } from '../spec.ts';
import type { ConstitutionBundle } from './bundle.ts';
import { createJudge } from './run-tests.ts';

/** A text to judge again, or a test of a constitution. */
export const replayRecordSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  /** @default the first stage of the rule that it tests, else `input` */
  stage: z.enum(stages).optional(),
  text: z.string().min(1),
  variety: z.enum(replyVarieties).optional(),
  rule: z.string().optional(),
  sources: z.array(z.string().min(1)).optional(),
});

/** A text to judge again, or a test of a constitution. */
export type ReplayRecord = z.infer<typeof replayRecordSchema>;

/** What a constitution decides of a text. */
interface ReplayedDecision {
  readonly action: Action;
  /** Ids of the rules that applied. */
  readonly clauses: readonly string[];
}

/** A text of which two constitutions decide differently. */
export interface ChangedDecision {
  /** Number of the text, from 1. */
  readonly number: number;
  readonly record: ReplayRecord;
  readonly from: ReplayedDecision;
  readonly to: ReplayedDecision;
}

/** Texts that were judged twice. */
export interface Replay {
  readonly texts: number;
  readonly changed: readonly ChangedDecision[];
}

/**
 * Judges texts under two constitutions by the rules that need no model, and tells where the action or the rules that
 * applied differ.
 */
export async function replayDecisions(
  { from, to }: { readonly from: ConstitutionBundle; readonly to: ConstitutionBundle },
  records: readonly ReplayRecord[],
  tools: GroundingTools,
): Promise<Replay> {
  const stagesOf = new Map([...to.rules, ...from.rules].map((rule) => [rule.id, rule.appliesTo[0]]));
  const judges = [createJudge(from.clauses, tools), createJudge(to.clauses, tools)] as const;
  const changed: ChangedDecision[] = [];
  for (const [at, record] of records.entries()) {
    const stage = record.stage ?? stagesOf.get(record.rule ?? '') ?? 'input';
    const { text, variety, sources } = record;
    const [before, after] = await Promise.all(
      judges.map(async (judge): Promise<ReplayedDecision> => {
        const { action, clauses } = await judge({ stage, text, variety, sources });
        return { action, clauses };
      }),
    );
    if (before === undefined || after === undefined || same(before, after)) continue;
    changed.push({ number: at + 1, record, from: before, to: after });
  }
  return { texts: records.length, changed };
}

function same(one: ReplayedDecision, other: ReplayedDecision): boolean {
  return (
    one.action === other.action && one.clauses.toSorted().join(' ') === other.clauses.toSorted().join(' ')
  );
}
