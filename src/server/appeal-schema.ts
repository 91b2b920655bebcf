import { z } from '@hono/zod-openapi';
import { actionSchema, stageSchema, varietySchema as variety } from './schema-parts.ts';

// Its types reach the page by way of `api-schema.ts`. It holds no behaviour.

const day = z.string().openapi({ example: '2026-12-04' });
const longest = 4000;

/** An appeal against a decision. Nobody has to say who they are. */
export const appealRequestSchema = z
  .object({
    text: z.string().trim().min(1).max(longest).openapi({ description: 'What was wrong with the decision.' }),
    question: z.string().trim().min(1).max(longest).optional().openapi({
      description: 'The question that was asked, if it is to be handed in as well.',
    }),
    decision: z.object({
      id: z
        .string()
        .regex(/^[\w.:-]{1,100}$/)
        .optional()
        .openapi({ description: 'What the decision is recorded under, where that is known.' }),
      stage: stageSchema,
      action: actionSchema,
      clauses: z
        .array(z.string().regex(/^[a-z][a-z0-9-]*-(?:[A-Z]\d{2}|\d+)\.\d+$/))
        .max(20)
        .openapi({ description: 'Ids of the rules that applied.' }),
    }),
    bundleHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .openapi({ description: 'Hash of the constitution that was read; else the one in force.' }),
    variety,
  })
  .openapi('AppealRequest');

/** A public body that can be asked, too. */
const otherBodySchema = z
  .object({ name: z.string(), matter: z.string(), url: z.string() })
  .openapi('OtherBody');

const stateSchema = z.enum([
  'received',
  'acknowledged',
  'in-review',
  'upheld',
  'overturned',
  'rule-changed',
  'reasons-sent',
]);

const promised = {
  receivedOn: day,
  acknowledgeBy: day.openapi({ description: 'Day by which somebody confirms that it was read.' }),
  decideBy: day.openapi({ description: 'Day by which the reasons are there.' }),
  others: z.array(otherBodySchema).openapi({ description: 'Public bodies that can be asked, too.' }),
};

/** What becomes of an appeal that has just come. */
export const appealReceiptSchema = z
  .object({
    ticket: z.string().openapi({
      description: 'The only key to this appeal. It is shown once and kept nowhere.',
      example: '7K3M-Q0ZT-9XWA-4HCE',
    }),
    state: z.literal('received'),
    ...promised,
  })
  .openapi('AppealReceipt');

/** Where an appeal stands. */
export const appealStatusSchema = z
  .object({
    state: stateSchema,
    outcome: z.enum(['upheld', 'overturned', 'rule-changed']).optional(),
    ...promised,
    acknowledgedOn: day.optional(),
    decidedOn: day.optional(),
    reasonsSentOn: day.optional(),
    reasons: z.string().optional(),
    overdue: z.array(z.enum(['acknowledgement', 'reasons'])).openapi({
      description: 'What was promised for a day that has passed.',
    }),
    clauses: z.array(z.string()),
    textRemoved: z.boolean().openapi({
      description: 'Whether the texts, also the reasons, were removed because their time is over.',
    }),
  })
  .openapi('AppealStatus');

/** An appeal against a decision. */
export type AppealBody = z.infer<typeof appealRequestSchema>;
/** What becomes of an appeal that has just come. */
export type AppealReceipt = z.infer<typeof appealReceiptSchema>;
/** Where an appeal stands. */
export type AppealStatus = z.infer<typeof appealStatusSchema>;

type Words = Partial<Record<AppealBody['variety'], string>>;

/** What the page reads of `GET /api/constitution` to say why a rule applied; the whole is larger. */
export interface ConstitutionView {
  readonly bundleHash: string;
  readonly rules: readonly {
    readonly id: string;
    readonly aliases: readonly string[];
    readonly title: Words;
    readonly rule: Words;
    readonly basis: readonly string[];
  }[];
  readonly principles: {
    readonly principles: readonly { readonly id: string; readonly title: Words; readonly text: Words }[];
  };
  readonly sources: readonly {
    readonly id: string;
    readonly title: Words;
    readonly url?: string | undefined;
    readonly asOf: string;
    readonly verification: Verification;
    readonly provisions: readonly {
      readonly id: string;
      readonly label: Words;
      readonly summary: Words;
      readonly verification?: Verification | undefined;
    }[];
  }[];
  readonly pageWords: {
    readonly basis: Words;
    readonly verification: Readonly<Record<Verification, Words>>;
  };
}

type Verification = 'checked-against-text' | 'secondary-source' | 'general-knowledge';
