import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOn } from './decide.ts';
import { isTextOver, overdueOf, replayAppeals, takeStep } from './progress.ts';
import { type AppealEvent, appealEventSchema } from './spec.ts';
import { createMemoryAppealStore } from './testing/memory-appeal-store.ts';
import { describeAppealStore } from './testing/appeal-store-conformance.ts';
import { makeAppeal, makeReceived, makeSteps } from './testing/make-appeal.ts';

const steps = makeSteps();
const { acknowledged, assigned, decided, sent, expired } = steps;

describeAppealStore('the store in memory', createMemoryAppealStore);

describe('takeStep', () => {
  it('leads from receipt to reasons', () => {
    const states = [acknowledged, assigned, decided, sent].map(
      (_, at, all) => makeAppeal(...all.slice(0, at + 1)).state,
    );
    expect(states).toEqual(['acknowledged', 'in-review', 'overturned', 'reasons-sent']);
    expect(makeAppeal().state).toBe('received');
  });

  it.each([
    ['assigned before it was acknowledged', [], assigned],
    ['decided without a review', [acknowledged], decided],
    ['sent without a decision', [acknowledged, assigned], sent],
    ['acknowledged twice', [acknowledged], acknowledged],
    ['decided twice', [acknowledged, assigned, decided], decided],
    ['expired twice', [expired], expired],
    ['received twice', [], makeReceived()],
    ['a step of another appeal', [], { ...acknowledged, id: 'ffffffffffff' }],
  ] as const)('refuses: %s', (_, before, event) => {
    expect(() => takeStep(makeAppeal(...before), event)).toThrow(
      expect.objectContaining({ code: 'appeals.wrong-state' }),
    );
  });

  it.each(['drafting group', 'Drafting  Group ', 'ＤＲＡＦＴＩＮＧ group'])(
    'does not give the review to the owner of the rule: %s',
    (reviewer) => {
      expect(() => takeStep(makeAppeal(acknowledged), { ...assigned, reviewer })).toThrow(
        expect.objectContaining({ code: 'appeals.not-independent' }),
      );
    },
  );

  it('lets only the reviewer decide, and another only after the review was given to them', () => {
    const other = { ...decided, by: 'somebody else' };
    expect(() => takeStep(makeAppeal(acknowledged, assigned), other)).toThrow(
      expect.objectContaining({ code: 'appeals.not-the-reviewer' }),
    );
    const again = { ...assigned, reviewer: 'Somebody else' };
    expect(makeAppeal(acknowledged, assigned, again, other)).toMatchObject({
      state: 'overturned',
      reviewer: 'Somebody else',
    });
  });

  it('never skips a state, whatever is tried', () => {
    const order = ['received', 'acknowledged', 'in-review', 'overturned', 'reasons-sent'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom<AppealEvent>(...Object.values(steps))), (tried) => {
        let appeal = makeAppeal();
        for (const event of tried) {
          const before = appeal;
          try {
            appeal = takeStep(appeal, event);
          } catch {
            // Refused: nothing has happened.
          }
          const taken = appeal.events.length - before.events.length;
          const moved = order.indexOf(appeal.state) - order.indexOf(before.state);
          expect(taken).toBe(appeal === before ? 0 : 1);
          expect([0, taken]).toContain(moved);
        }
        expect(replayAppeals(appeal.events).get(appeal.id)).toEqual(appeal);
      }),
    );
  });
});

describe('replayAppeals', () => {
  it('does not accept steps of an appeal that never came', () => {
    expect(() => replayAppeals([acknowledged])).toThrow(/before it was received/);
  });
});

describe('overdueOf', () => {
  it.each([
    ['on the last day', [], '2026-05-05', []],
    ['the day after', [], '2026-05-06', ['acknowledgement']],
    ['not acknowledged and not answered', [], '2026-05-16', ['acknowledgement', 'reasons']],
    ['acknowledged', [acknowledged], '2026-05-15', []],
    ['acknowledged, not answered', [acknowledged, assigned], '2030-01-01', ['reasons']],
    ['decided, reasons not sent', [acknowledged, assigned, decided], '2026-05-16', ['reasons']],
    ['answered', [acknowledged, assigned, decided, sent], '2030-01-01', []],
    ['expired and never answered', [expired], '2030-01-01', ['acknowledgement', 'reasons']],
  ] as const)('%s', (_, events, today, late) => {
    expect(overdueOf(makeAppeal(...events), today)).toEqual(late);
  });
});

describe('isTextOver', () => {
  it('counts days from when it came', () => {
    const appeal = makeAppeal();
    expect(isTextOver(appeal, 730, new Date('2028-04-30T09:00:00Z'))).toBe(false);
    expect(isTextOver(appeal, 730, new Date('2028-04-30T09:00:01Z'))).toBe(true);
  });
});

describe('ruleOn', () => {
  const ruling = { by: 'Review panel', outcome: 'overturned', reasons: ' It was harmless. ' } as const;

  it('gives the event, and none when the same was decided before', () => {
    const appeal = makeAppeal(acknowledged, assigned);
    const [event] = ruleOn(appeal, ruling, decided.at);
    expect(event).toMatchObject({ kind: 'decided', outcome: 'overturned', reasons: 'It was harmless.' });
    const after = takeStep(appeal, event!);
    expect(ruleOn(after, ruling, decided.at)).toEqual([]);
    expect(ruleOn(after, { ...ruling, outcome: 'upheld' }, decided.at)).toHaveLength(1);
  });

  it.each(['', '  \n', 'x'.repeat(4001)])('needs reasons', (reasons) => {
    expect(() => ruleOn(makeAppeal(acknowledged, assigned), { ...ruling, reasons }, decided.at)).toThrow(
      expect.objectContaining({ code: 'appeals.no-reasons' }),
    );
  });
});

describe('appealEventSchema', () => {
  it('reads back what is written', () => {
    for (const event of [makeReceived(), ...Object.values(steps)]) {
      expect(appealEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    }
  });

  it.each([
    { text: 'x'.repeat(4001) },
    { text: '' },
    { ticketHash: knownPlain() },
    { address: '192.0.2.1' },
    { decision: { stage: 'input', action: 'decline', clauses: ['<b>'] } },
  ])('refuses %j', (parts) => {
    expect(appealEventSchema.safeParse({ ...makeReceived(), ...parts }).success).toBe(false);
  });
});

/** A ticket in plain must not fit where its hash goes. */
function knownPlain(): string {
  return '7K3M-Q0ZT-9XWA-4HCE';
}
