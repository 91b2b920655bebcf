import type { Appeal, AppealEvent, ReceivedEvent } from '../spec.ts';
import { replayAppeals } from '../progress.ts';
import { hashTicket } from '../ticket.ts';

const knownTicket = '7K3M-Q0ZT-9XWA-4HCE';

/** A new appeal for tests. */
export function makeReceived(parts: Partial<ReceivedEvent> = {}): ReceivedEvent {
  return {
    kind: 'received',
    id: '0123456789ab',
    at: '2026-05-01T09:00:00.000Z',
    ticketHash: hashTicket(knownTicket) ?? '',
    text: 'My question was harmless.',
    decision: { stage: 'input', action: 'decline', clauses: ['x-R01.1'] },
    bundleHash: 'b'.repeat(64),
    variety: 'en',
    owners: ['drafting group'],
    acknowledgeBy: '2026-05-05',
    decideBy: '2026-05-15',
    ...parts,
  };
}

/** An appeal to which things have happened. */
export function makeAppeal(...events: readonly AppealEvent[]): Appeal {
  const received = makeReceived();
  const appeal = replayAppeals([received, ...events]).get(received.id);
  if (appeal === undefined) throw new Error('the appeal of the test is missing');
  return appeal;
}

/** Each step in turn, up to reasons that were sent. */
export function makeSteps(id = makeReceived().id) {
  return {
    acknowledged: { kind: 'acknowledged', id, at: '2026-05-04T09:00:00.000Z', by: 'front desk' },
    assigned: { kind: 'assigned', id, at: '2026-05-04T10:00:00.000Z', reviewer: 'Review panel' },
    decided: {
      kind: 'decided',
      id,
      at: '2026-05-06T09:00:00.000Z',
      by: 'review  PANEL',
      outcome: 'overturned',
      reasons: 'The rule does not cover this.',
    },
    sent: { kind: 'reasons-sent', id, at: '2026-05-06T09:00:00.000Z' },
    expired: { kind: 'expired', id, at: '2028-05-02T00:00:00.000Z' },
  } as const satisfies Record<string, AppealEvent>;
}
