import { noReasons } from './appeal-errors.ts';
import { isSameParty } from './progress.ts';
import { type Appeal, type AppealEvent, type AppealOutcome, longestAppeal } from './spec.ts';

/** How a review ended. */
export interface AppealRuling {
  /** The reviewer. */
  readonly by: string;
  readonly outcome: AppealOutcome;
  /** For whoever appealed; 1 to 4,000 characters. */
  readonly reasons: string;
}

/**
 * The event that records a ruling. The same ruling again gives none, so that what was interrupted before its reasons
 * were sent can be finished.
 *
 * @param at instant, ISO 8601
 * @throws `appeals.no-reasons`
 */
export function ruleOn(appeal: Appeal, ruling: AppealRuling, at: string): AppealEvent[] {
  const { by, outcome } = ruling;
  const reasons = ruling.reasons.trim();
  if (reasons === '' || reasons.length > longestAppeal) throw noReasons();
  const repeated =
    appeal.state === outcome && appeal.reasons === reasons && isSameParty(by, appeal.reviewer ?? '');
  return repeated ? [] : [{ kind: 'decided', id: appeal.id, at, by, outcome, reasons }];
}
