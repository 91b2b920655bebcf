import { randomUUID } from 'node:crypto';
import { isoDate } from '../../base/index.ts';
import type { ConstitutionBundle } from '../constitution/bundle.ts';
import type { AppealSubmission, ReceivedEvent, WorkingCalendar } from './spec.ts';
import { addWorkingDays } from './working-days.ts';

/** What the days of an appeal are counted by, and whose rules it is about. */
export interface AppealOffice {
  readonly constitution: Pick<ConstitutionBundle, 'meta' | 'rules'>;
  readonly calendar: WorkingCalendar;
  /** IANA name: decides which day it is. */
  readonly timeZone: string;
}

/**
 * Begins an appeal: names the days by which it is acknowledged and answered, and those who may not review it.
 *
 * @param now when it came
 */
export function receiveAppeal(
  submission: AppealSubmission,
  { office, ticketHash, now }: { office: AppealOffice; ticketHash: string; now: Date },
): ReceivedEvent {
  const { acknowledgeDays, decideDays } = office.constitution.meta.appeal;
  const today = isoDate(now, office.timeZone);
  return {
    kind: 'received',
    id: randomUUID().replaceAll('-', '').slice(0, 12),
    at: now.toISOString(),
    ticketHash,
    ...submission,
    owners: ownersOf(submission.decision.clauses, office.constitution),
    acknowledgeBy: addWorkingDays(today, acknowledgeDays, office.calendar),
    decideBy: addWorkingDays(today, decideDays, office.calendar),
  };
}

/** Those who answer for rules, each once; a rule goes by the ids that it had before, too. */
export function ownersOf(clauses: readonly string[], { rules }: Pick<ConstitutionBundle, 'rules'>): string[] {
  const meant = rules.filter(({ id, aliases }) => [id, ...aliases].some((name) => clauses.includes(name)));
  return Array.from(new Set(meant.map(({ owner }) => owner)));
}
