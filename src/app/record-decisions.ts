import type { Answer } from '../agent/index.ts';
import { type AuditEntry, type Decision, toLatencyBucket } from '../governance/index.ts';
import type { Workspace } from './workspace.ts';

/** An answer with what the ledger keeps of how it came about. */
export interface GivenAnswer {
  readonly answer: Answer;
  /** Length of the question in UTF-16 code units. */
  readonly questionLength: number;
  readonly milliseconds: number;
  /** Names the conversation; the ledger keeps a keyed hash of it for a month. */
  readonly sessionId?: string | undefined;
}

/**
 * Puts what governance decided on an answer into the ledger: one record for each decision that differs
 * from the others, and one of a plain `allow` where there was none. Nothing of any text is kept.
 *
 * @throws `ledger.broken`; `ledger.locked`; what writing to disk throws
 */
export async function recordDecisions(
  { audit, region }: Pick<Workspace, 'audit' | 'region'>,
  { answer, questionLength, milliseconds, sessionId }: GivenAnswer,
): Promise<void> {
  if (audit === undefined) return;
  const { log, subjects } = await audit.open();
  const subject = sessionId === undefined ? undefined : await subjects.subjectOf(sessionId);
  const common = {
    kind: 'decision' as const,
    bundle: region.constitution.bundleHash,
    variety: answer.variety,
    latency: toLatencyBucket(milliseconds),
    ...(answer.model !== null && { model: answer.model }),
    ...(subject !== undefined && { subject }),
    shape: {
      questionLength,
      answerLength: answer.text.length,
      sentences: answer.sentences.length,
      citations: answer.citations.length,
    },
  };
  for (const { stage, action, clauses } of distinct(answer.decisions)) {
    const entry: AuditEntry = { ...common, stage, action, clauses: Array.from(clauses) };
    await log.append(entry);
  }
}

const plain: Pick<Decision, 'stage' | 'action' | 'clauses'> = {
  stage: 'output',
  action: 'allow',
  clauses: [],
};

function distinct(decisions: readonly Decision[]): Pick<Decision, 'stage' | 'action' | 'clauses'>[] {
  const notable = new Map(
    decisions
      .filter(({ action }) => action !== 'allow')
      .map((decision) => [[decision.stage, decision.action, ...decision.clauses].join(' '), decision]),
  );
  return notable.size === 0 ? [plain] : Array.from(notable.values());
}
