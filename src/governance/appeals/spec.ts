import { z } from 'zod';
import type { IsoDate } from '../../base/index.ts';
import { replyVarieties } from '../../language/index.ts';
import { actions, clauseSchema, stages } from '../spec.ts';

/** Longest text of an appeal, in UTF-16 code units. */
export const longestAppeal = 4000;

/** How a review can end: the decision stands, was wrong, or was right by a rule that is now changed. */
export const appealOutcomes = ['upheld', 'overturned', 'rule-changed'] as const;

/** One of {@link appealOutcomes}. */
export type AppealOutcome = (typeof appealOutcomes)[number];

/** Where an appeal stands, in the order in which it passes through. */
export const appealStates = [
  'received',
  'acknowledged',
  'in-review',
  ...appealOutcomes,
  'reasons-sent',
] as const;

/** One of {@link appealStates}. */
export type AppealState = (typeof appealStates)[number];

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().trim().min(1).max(longestAppeal);
const party = z.string().trim().min(1).max(200);

const appealedDecisionSchema = z.strictObject({
  /** What the decision is recorded under, where it is: the number of a ledger's record. */
  id: z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional(),
  stage: z.enum(stages),
  action: z.enum(actions),
  /** Rules that applied; none when a check could not be run. */
  clauses: z.array(clauseSchema.shape.id).max(20),
});

/** The decision that is appealed against. */
export type AppealedDecision = z.infer<typeof appealedDecisionSchema>;

/** What somebody submits, and what it is about. Nobody has to say who they are. */
export const appealSubmissionSchema = z.strictObject({
  text,
  /** The question that was asked, if they chose to hand it in as well. */
  question: text.optional(),
  decision: appealedDecisionSchema,
  /** SHA-256 of the constitution that was in force. */
  bundleHash: digest,
  variety: z.enum(replyVarieties),
});

/** What somebody submits, and what it is about. */
export type AppealSubmission = z.infer<typeof appealSubmissionSchema>;

const happened = { id: z.string().regex(/^[0-9a-f]{12}$/), at: z.iso.datetime() };

const receivedSchema = appealSubmissionSchema.extend({
  ...happened,
  kind: z.literal('received'),
  /** Absent once its time is over. */
  text: text.optional(),
  /** Hash of the ticket; the ticket itself is kept by whoever appeals, and nowhere else. */
  ticketHash: digest,
  /** Owners of the rules that applied: none of them may be the reviewer. */
  owners: z.array(z.string()),
  /** The days that were promised; a later change of the rules does not move them. */
  acknowledgeBy: z.iso.date(),
  decideBy: z.iso.date(),
});

/** Something that happened to an appeal: one line of the store. */
export const appealEventSchema = z.discriminatedUnion('kind', [
  receivedSchema,
  z.strictObject({ ...happened, kind: z.literal('acknowledged'), by: party }),
  z.strictObject({ ...happened, kind: z.literal('assigned'), reviewer: party }),
  z.strictObject({
    ...happened,
    kind: z.literal('decided'),
    by: party,
    outcome: z.enum(appealOutcomes),
    /** For whoever appealed. Absent once its time is over. */
    reasons: text.optional(),
  }),
  z.strictObject({ ...happened, kind: z.literal('reasons-sent') }),
  /** Its texts were removed because their time is over. */
  z.strictObject({ ...happened, kind: z.literal('expired') }),
]);

/** Something that happened to an appeal. */
export type AppealEvent = z.infer<typeof appealEventSchema>;

/** The event that begins an appeal. */
export type ReceivedEvent = Extract<AppealEvent, { kind: 'received' }>;

/** An appeal as it stands: all that happened to it, put together. */
export interface Appeal {
  /** For the operator; it opens nothing to anybody else. */
  readonly id: string;
  readonly state: AppealState;
  readonly received: ReceivedEvent;
  /** Instants, ISO 8601. */
  readonly acknowledgedAt?: string;
  readonly decidedAt?: string;
  readonly reasonsSentAt?: string;
  readonly expiredAt?: string;
  readonly reviewer?: string;
  readonly outcome?: AppealOutcome;
  readonly reasons?: string;
  readonly events: readonly AppealEvent[];
}

/** What is late: a day that was promised has passed. */
export type Overdue = 'acknowledgement' | 'reasons';

/** Days on which nobody works. */
export interface WorkingCalendar {
  /** 0 Sunday to 6 Saturday; at most six of them. */
  readonly weekend: readonly number[];
  readonly holidays: readonly IsoDate[];
}

/** Keeps appeals. Nothing is removed but texts whose time is over. */
export interface AppealStore {
  /** Keeps a new appeal; when the promise resolves, it is kept. */
  receive(event: ReceivedEvent): Promise<Appeal>;
  /** All appeals, oldest first. */
  list(): Promise<readonly Appeal[]>;
  /**
   * Reads an appeal, asks what happens to it, and keeps that; nobody else can come in between.
   *
   * @param next gives the events of one step; what it throws is thrown on, and nothing is kept
   * @throws `appeals.not-found`; `appeals.wrong-state` and other errors of the events given
   */
  change(id: string, next: (appeal: Appeal) => readonly AppealEvent[]): Promise<Appeal>;
  /**
   * Removes what people wrote from the appeals that are chosen, and notes that it was removed.
   *
   * @param at instant, ISO 8601
   * @returns the ids of those that had not expired before
   */
  expire(isOver: (appeal: Appeal) => boolean, at: string): Promise<readonly string[]>;
}
