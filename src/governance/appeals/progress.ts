import type { IsoDate } from '../../base/index.ts';
import { notIndependent, notTheReviewer, wrongState } from './appeal-errors.ts';
import {
  type Appeal,
  type AppealEvent,
  type AppealState,
  type Overdue,
  type ReceivedEvent,
  appealOutcomes,
} from './spec.ts';

type Step = Exclude<AppealEvent, ReceivedEvent>;

/** Where each step begins. Removing texts waits for nothing: their time is over wherever the appeal stands. */
const beginnings: Readonly<Record<Exclude<Step['kind'], 'expired'>, readonly AppealState[]>> = {
  acknowledged: ['received'],
  // Again while in review, for a reviewer who cannot go on.
  assigned: ['acknowledged', 'in-review'],
  decided: ['in-review'],
  'reasons-sent': appealOutcomes,
};

/** Begins an appeal. */
export function beginAppeal(received: ReceivedEvent): Appeal {
  return { id: received.id, state: 'received', received, events: [received] };
}

/**
 * Lets one thing happen to an appeal.
 *
 * @throws `appeals.wrong-state` out of turn; `appeals.not-independent`; `appeals.not-the-reviewer`
 */
export function takeStep(appeal: Appeal, event: AppealEvent): Appeal {
  if (event.kind === 'received') throw wrongState(appeal, 'received');
  const open = event.kind === 'expired' ? isUnexpired(appeal) : beginnings[event.kind].includes(appeal.state);
  if (event.id !== appeal.id || !open) throw wrongState(appeal, event.kind);
  const next = { ...appeal, events: [...appeal.events, event] };
  switch (event.kind) {
    case 'acknowledged':
      return { ...next, state: 'acknowledged', acknowledgedAt: event.at };
    case 'assigned':
      checkIndependent(event.reviewer, appeal.received.owners);
      return { ...next, state: 'in-review', reviewer: event.reviewer };
    case 'decided':
      if (!isSameParty(event.by, appeal.reviewer ?? '')) throw notTheReviewer(appeal);
      return {
        ...next,
        state: event.outcome,
        outcome: event.outcome,
        decidedAt: event.at,
        ...(event.reasons !== undefined && { reasons: event.reasons }),
      };
    case 'reasons-sent':
      return { ...next, state: 'reasons-sent', reasonsSentAt: event.at };
    case 'expired':
    default:
      return withoutTexts(next, event.at);
  }
}

/**
 * Puts appeals together from all that happened, in the order in which they came.
 *
 * @throws what {@link takeStep} throws; `appeals.wrong-state` for an id that begins twice
 */
export function replayAppeals(events: Iterable<AppealEvent>): Map<string, Appeal> {
  const appeals = new Map<string, Appeal>();
  for (const event of events) {
    const known = appeals.get(event.id);
    if (known !== undefined) appeals.set(event.id, takeStep(known, event));
    else if (event.kind === 'received') appeals.set(event.id, beginAppeal(event));
    else throw new Error(`something happened to the appeal ${event.id} before it was received`);
  }
  return appeals;
}

/**
 * Checks that a reviewer is none of those who answer for the rules.
 *
 * @throws `appeals.not-independent`
 */
export function checkIndependent(reviewer: string, owners: readonly string[]): void {
  if (owners.some((owner) => isSameParty(owner, reviewer))) throw notIndependent(reviewer);
}

/** Whether two names mean one person or group: case, width and spaces make no difference. */
export function isSameParty(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return plain(one) === plain(other);
}

/** What is late on a day. An appeal stays late until it is dealt with. */
export function overdueOf({ state, received }: Appeal, today: IsoDate): Overdue[] {
  return [
    ...(state === 'received' && today > received.acknowledgeBy ? ['acknowledgement' as const] : []),
    ...(state !== 'reasons-sent' && today > received.decideBy ? ['reasons' as const] : []),
  ];
}

/** Whether what people wrote has been kept for its longest time, in days from when it came. */
export function isTextOver({ received }: Appeal, maxDays: number, now: Date): boolean {
  return now.getTime() - Date.parse(received.at) > maxDays * 86_400_000;
}

/** An event without what people wrote. */
export function withoutText(event: AppealEvent): AppealEvent {
  if (event.kind === 'received') {
    const { text: _text, question: _question, ...rest } = event;
    return rest;
  }
  if (event.kind !== 'decided') return event;
  const { reasons: _reasons, ...rest } = event;
  return rest;
}

function withoutTexts(appeal: Appeal, at: string): Appeal {
  const { reasons: _, ...rest } = appeal;
  const events = appeal.events.map(withoutText);
  const received = events.find((event) => event.kind === 'received') ?? appeal.received;
  return { ...rest, received, events, expiredAt: at };
}

function isUnexpired({ expiredAt }: Appeal): boolean {
  return expiredAt === undefined;
}
