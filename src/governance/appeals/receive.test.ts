import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppealOffice, receiveAppeal } from './receive.ts';
import { type AppealSubmission, appealEventSchema } from './spec.ts';
import { createTicket, hashTicket } from './ticket.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';
import { proposeTest } from './propose-test.ts';
import { makeAppeal, makeReceived } from './testing/make-appeal.ts';
import { replayAppeals } from './progress.ts';

const calendar = { weekend: [0, 6], holidays: ['2026-12-25'] };

describe('addWorkingDays', () => {
  it.each([
    ['2026-11-24', 1, '2026-11-25'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 2, '2026-12-01'],
    ['2026-12-24', 2, '2026-12-29'],
    ['2026-12-18', 10, '2027-01-04'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('%s and %i days: %s', (from, days, by) => {
    expect(addWorkingDays(from, days, calendar)).toBe(by);
  });

  it('ends on a working day, with just so many between', () => {
    const day = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const anyCalendar = fc.record({
      weekend: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
      holidays: fc.array(day, { maxLength: 30 }),
    });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 15 }), anyCalendar, (from, days, chosen) => {
        const by = addWorkingDays(from, days, chosen);
        expect(by > from).toBe(true);
        expect(isWorkingDay(by, chosen)).toBe(true);
        let worked = 0;
        for (let time = Date.parse(from) + 86_400_000; time <= Date.parse(by); time += 86_400_000) {
          if (isWorkingDay(new Date(time).toISOString().slice(0, 10), chosen)) worked += 1;
        }
        expect(worked).toBe(days);
      }),
    );
  });
});

describe('createTicket', () => {
  it('draws 80 bits from symbols that nobody mistakes', () => {
    const tickets = Array.from({ length: 500 }, createTicket);
    expect(new Set(tickets).size).toBe(500);
    for (const ticket of tickets)
      expect(ticket).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    // Each of the 32 symbols comes up among 8,000 drawn.
    expect(new Set(tickets.join('').replaceAll('-', '')).size).toBe(32);
  });
});

describe('hashTicket', () => {
  const hash = hashTicket('7K1M-Q0ZT-9XWA-4HCE');

  it.each(['7k1m q0zt 9xwa 4hce', ' 7KIM–QOZT–9XWA–4HCE ', '7KlMQoZT9XWA4HCE', '７Ｋ１Ｍ-Q0ZT-9XWA-4HCE'])(
    'forgives how it is typed: %s',
    (typed) => {
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(hashTicket(typed)).toBe(hash);
    },
  );

  it.each(['', '7K1M', '7K1M-Q0ZT-9XWA-4HCU', '7K1M-Q0ZT-9XWA-4HCE-0', '../../etc/passwd'])(
    'knows what cannot be one: %s',
    (typed) => {
      expect(hashTicket(typed)).toBeUndefined();
    },
  );
});

describe('receiveAppeal', () => {
  const rule = { id: 'x-R01.1', aliases: ['x-R01.9'], owner: 'drafting group' };
  const office = {
    constitution: {
      meta: { appeal: { acknowledgeDays: 2, decideDays: 10 } },
      rules: [rule, { ...rule, id: 'x-R02.1', aliases: [], owner: 'lawyers' }],
    },
    calendar,
    timeZone: 'Asia/Tokyo',
  } as unknown as AppealOffice;
  const submission: AppealSubmission = {
    text: 'Why?',
    decision: { stage: 'input', action: 'decline', clauses: ['x-R01.9'] },
    bundleHash: 'c'.repeat(64),
    variety: 'en',
  };

  it('promises days by the calendar of the place, and names the owners of the rules', () => {
    // 16:00 in UTC is the next day in Tokyo: Thursday 24 December.
    const now = new Date('2026-12-23T16:00:00Z');
    const event = receiveAppeal(submission, { office, ticketHash: 'd'.repeat(64), now });
    expect(event).toMatchObject({
      acknowledgeBy: '2026-12-29',
      decideBy: '2027-01-08',
      owners: ['drafting group'],
      text: 'Why?',
    });
    expect(appealEventSchema.safeParse(event).success).toBe(true);
  });
});

describe('proposeTest', () => {
  const appeal = makeAppeal();

  it('makes a test that expects an answer, without what people submitted', () => {
    const test = proposeTest(appeal, { text: 'What does the law say about doxxing?' });
    expect(test).toEqual({
      rule: 'x-R01.1',
      side: 'benign',
      variety: 'en',
      text: 'What does the law say about doxxing?',
      expect: 'allow',
      stage: 'input',
      note: 'proposed by appeal 0123456789ab',
    });
    expect(JSON.stringify(test)).not.toContain(appeal.received.text);
  });

  it.each([
    [{ text: undefined }, 'appeals.no-test-text'],
    [{ text: ' ' }, 'appeals.no-test-text'],
    [{ text: 'x' }, 'appeals.bad-test'],
    [{ text: 'Fine.', clause: 'x-R09.9' }, 'appeals.which-clause'],
  ])('refuses %j', (proposed, code) => {
    expect(() => proposeTest(appeal, proposed)).toThrow(expect.objectContaining({ code }));
  });

  it('asks which rule was meant when there are several, and makes none when there is none', () => {
    const about = (clauses: string[]) => {
      const received = makeReceived({ decision: { ...appeal.received.decision, clauses } });
      return replayAppeals([received]).get(received.id)!;
    };
    const both = about(['x-R01.1', 'x-R02.1']);
    expect(() => proposeTest(both, { text: 'Fine.' })).toThrow(
      expect.objectContaining({ code: 'appeals.which-clause' }),
    );
    expect(proposeTest(both, { text: 'Fine.', clause: 'x-R02.1' })?.rule).toBe('x-R02.1');
    expect(proposeTest(about([]), { text: undefined })).toBeUndefined();
  });
});
