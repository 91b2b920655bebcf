import { join } from 'node:path';
import { isoDate, openJsonl, writeFileAtomically } from '../base/index.ts';
import {
  type AppealRuling,
  type ProposedCase,
  checkIndependent,
  ownersOf,
  proposeTest,
  ruleOn,
  testNote,
} from '../governance/index.ts';
import { type AppealDesk, type AppealView, viewAppeal } from './appeals.ts';

/**
 * Tells whoever appealed that their appeal was read.
 *
 * @param by who does it: a post or a name, kept with the appeal
 * @throws `appeals.not-found`; `appeals.wrong-state`
 */
export async function acknowledgeAppeal(desk: AppealDesk, id: string, by: string): Promise<AppealView> {
  const at = desk.clock().toISOString();
  return viewAppeal(desk, await desk.appeals.change(id, () => [{ kind: 'acknowledged', id, at, by }]));
}

/**
 * Gives an appeal to a reviewer, or to another one.
 *
 * @throws `appeals.not-independent` for one who answers for a rule of the decision, then or now;
 *   `appeals.not-found`; `appeals.wrong-state`
 */
export async function assignAppeal(desk: AppealDesk, id: string, reviewer: string): Promise<AppealView> {
  const at = desk.clock().toISOString();
  const assigned = await desk.appeals.change(id, ({ received }) => {
    checkIndependent(reviewer, ownersOf(received.decision.clauses, desk.region.constitution));
    return [{ kind: 'assigned', id, at, reviewer }];
  });
  return viewAppeal(desk, assigned);
}

/** How a review ended, and the case to test from now on if the decision was wrong. */
export interface DecideAppealRequest {
  readonly id: string;
  readonly ruling: AppealRuling;
  /** Needed when it was overturned and a rule stood behind it. */
  readonly proposed?: ProposedCase;
}

/** A decided appeal, and where the test that was made of it is. */
export interface DecidedAppeal extends AppealView {
  readonly proposedTests?: string;
}

/**
 * Decides an appeal and sends the reasons: they are there for whoever holds the ticket. An overturned decision becomes
 * a test that the editors of the constitution find in the home. Doing the same again after an interruption goes on.
 *
 * @throws `appeals.not-the-reviewer`; `appeals.not-independent`; `appeals.no-reasons`; `appeals.no-test-text`;
 *   `appeals.which-clause`; `appeals.bad-test`; `appeals.not-found`; `appeals.wrong-state`
 */
export async function decideAppeal(
  desk: AppealDesk,
  { id, ruling, proposed }: DecideAppealRequest,
): Promise<DecidedAppeal> {
  const at = desk.clock().toISOString();
  let test: ReturnType<typeof proposeTest>;
  await desk.appeals.change(id, (appeal) => {
    checkIndependent(ruling.by, ownersOf(appeal.received.decision.clauses, desk.region.constitution));
    if (ruling.outcome === 'overturned') test = proposeTest(appeal, proposed ?? { text: undefined });
    return ruleOn(appeal, ruling, at);
  });
  // Before the reasons go out: who reads that a decision was overturned may rely on the test.
  const proposedTests = test === undefined ? undefined : await keepTest(desk, id, test);
  const sent = await desk.appeals.change(id, () => [{ kind: 'reasons-sent', id, at }]);
  return { ...viewAppeal(desk, sent), ...(proposedTests !== undefined && { proposedTests }) };
}

/** Adds a test to those proposed; the one of the same appeal is replaced, so that a second try adds none. */
async function keepTest({ config, region, clock }: AppealDesk, id: string, test: object): Promise<string> {
  const path = join(config.home, 'regions', region.id, 'proposed-tests.jsonl');
  const kept = (await readRecords(path)).filter(
    (record) =>
      !(typeof record === 'object' && record !== null && 'note' in record && record.note === testNote(id)),
  );
  const header = {
    kind: 'constitution-tests',
    schema: 1,
    version: region.constitution.meta.version,
    region: region.id,
    createdAt: isoDate(clock(), region.timeZone),
  };
  const lines = [kept.length === 0 ? header : kept[0], ...kept.slice(1), test];
  await writeFileAtomically(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  return path;
}

async function readRecords(path: string): Promise<unknown[]> {
  const records: unknown[] = [];
  try {
    for await (const record of openJsonl(path)) {
      if ('error' in record) throw record.error;
      records.push(record.value);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return records;
}
