import { z } from 'zod';
import { replyVarieties } from '../../language/index.ts';
import { actions } from '../spec.ts';
import { basisRefSchema, daySchema, httpsSchema, idSchema, versionSchema } from './schema-common.ts';
import { wordsSchema } from './words.ts';

/** The file `meta.yaml`. */
export const metaSchema = z.strictObject({
  /** Version of the format. */
  schema: z.literal(1),
  /** Id of the region; rule ids begin with it. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: versionSchema,
  /** `draft` until the signers have adopted it. */
  status: z.enum(['draft', 'adopted']),
  title: wordsSchema,
  /** What this document is, and what it is not. */
  note: wordsSchema,
  jurisdiction: wordsSchema,
  /** Varieties that residents read it in, the preferred one first. */
  varieties: z.array(z.enum(replyVarieties)).min(1),
  asOf: daySchema,
  reviewBy: daySchema,
  /** Who runs the service; a placeholder until someone does. */
  operator: z.strictObject({ name: wordsSchema, contact: z.string().trim().min(1) }),
  /** Profile that is used when none is named. */
  defaultProfile: idSchema,
  appeal: z.strictObject({
    /** How to ask for a review. */
    how: wordsSchema,
    /** Working days until it is acknowledged, and until reasons are sent. */
    acknowledgeDays: z.int().positive(),
    decideDays: z.int().positive(),
    /** Public bodies that can be asked too, each for its matter. */
    others: z.array(z.strictObject({ name: wordsSchema, matter: wordsSchema, url: httpsSchema })).default([]),
  }),
  /** Who adopted it. Empty while it is a draft. */
  signers: z.array(z.strictObject({ name: z.string().min(1), role: z.string().min(1), date: daySchema })),
});

/** What a constitution is, where it holds and who answers for it. */
export type Meta = z.infer<typeof metaSchema>;

const statementSchema = z.strictObject({ id: idSchema, title: wordsSchema, text: wordsSchema });

/** The file `principles.yaml`. */
export const principlesSchema = z.strictObject({
  principles: z.array(statementSchema).min(1),
  /** What goes before what when principles conflict, the strongest first. */
  priority: z.array(z.strictObject({ id: idSchema, title: wordsSchema })).min(1),
  /** What is done when nothing goes before the other. */
  ties: wordsSchema,
});

/** The file `modes.yaml`: each action in words a resident can read. */
export const modesSchema = z.strictObject({
  modes: z.array(z.strictObject({ action: z.enum(actions), name: wordsSchema, meaning: wordsSchema })).min(1),
});

/** The file `rubric.yaml`: how answers on contested questions are written and judged. */
export const rubricSchema = z.strictObject({
  id: idSchema,
  /** An answer that fails one scores nothing. */
  gates: z.array(z.strictObject({ id: idSchema, text: wordsSchema })).min(1),
  /** Scored 0 to 4; the weights sum to 100; weight 0 is reported beside the score. */
  criteria: z
    .array(
      z.strictObject({
        id: idSchema,
        name: wordsSchema,
        weight: z.int().min(0).max(100),
        anchors: z.strictObject({ 0: wordsSchema, 2: wordsSchema, 4: wordsSchema }),
      }),
    )
    .min(1),
  /** What a release must reach. */
  targets: z.array(z.strictObject({ id: idSchema, text: wordsSchema })).default([]),
  /** How to write such an answer. */
  writing: z.array(z.strictObject({ id: idSchema, text: wordsSchema })).default([]),
});

/** The file `terms.yaml`: contested names, with who uses which. */
export const termsSchema = z.strictObject({
  terms: z
    .array(
      z.strictObject({
        id: idSchema,
        /** The plain name used by the assistant. */
        plain: wordsSchema,
        labels: z.array(z.strictObject({ label: wordsSchema, usedBy: wordsSchema })).min(2),
        note: wordsSchema.optional(),
        asOf: daySchema,
        reviewBy: daySchema,
      }),
    )
    .default([]),
});

/** The file `retention.yaml`: what is kept, and how long. */
export const retentionSchema = z.strictObject({
  stores: z
    .array(
      z.strictObject({
        id: idSchema,
        name: wordsSchema,
        content: wordsSchema,
        /** Whether it is kept without the operator turning it on. */
        default: z.enum(['on', 'off']),
        /** Longest time, in days; `null` when `until` says when it ends. */
        maxDays: z.int().nonnegative().nullable(),
        until: wordsSchema.optional(),
        basis: z.array(basisRefSchema).default([]),
      }),
    )
    .min(1),
});

/** The file `notices.yaml`: what users are told. */
export const noticesSchema = z.strictObject({
  notices: z
    .array(
      z.strictObject({
        id: idSchema,
        kind: z.enum(['disclosure', 'session', 'collection', 'appeal', 'label']),
        /** `{id}`, `{title}`, `{basis}` and `{operator}` are filled in. */
        text: wordsSchema,
      }),
    )
    .min(1),
});

/** The file `page.yaml`: headings and small words of the published page. */
export const pageWordsSchema = z.strictObject({
  language: wordsSchema,
  contents: wordsSchema,
  principles: wordsSchema,
  priority: wordsSchema,
  categories: wordsSchema,
  rules: wordsSchema,
  sources: wordsSchema,
  retention: wordsSchema,
  /** Unit behind a number of days. */
  days: wordsSchema,
  modes: wordsSchema,
  terms: wordsSchema,
  appeal: wordsSchema,
  basis: wordsSchema,
  forYou: wordsSchema,
  whatHappens: wordsSchema,
  notAffected: wordsSchema,
  why: wordsSchema,
  handling: wordsSchema,
  redLine: wordsSchema,
  howChecked: wordsSchema,
  /** By whom a rule is applied. */
  byProgram: wordsSchema,
  byJudgement: wordsSchema,
  asOf: wordsSchema,
  reviewBy: wordsSchema,
  version: wordsSchema,
  profile: wordsSchema,
  status: z.strictObject({ draft: wordsSchema, adopted: wordsSchema }),
  classes: z.strictObject({
    guard: wordsSchema,
    care: wordsSchema,
    quality: wordsSchema,
    answer: wordsSchema,
  }),
  verification: z.strictObject({
    'checked-against-text': wordsSchema,
    'secondary-source': wordsSchema,
    'general-knowledge': wordsSchema,
  }),
});

/** The file `names.yaml`: names that may not trigger a rule. They are compared and never published. */
export const namesSchema = z.strictObject({
  people: z.array(z.string().trim().min(2)).default([]),
  parties: z.array(z.string().trim().min(2)).default([]),
  organisations: z.array(z.string().trim().min(2)).default([]),
  places: z.array(z.string().trim().min(2)).default([]),
});

/** One record of `tests/*.jsonl`. */
export const ruleTestSchema = z.strictObject({
  rule: z.string(),
  /** `benign` looks alike and is answered; `violation` is what the rule is for. */
  side: z.enum(['benign', 'violation']),
  variety: z.enum(replyVarieties),
  text: z.string().trim().min(2),
  /** What the program must do with it. */
  expect: z.enum(actions),
  /** Where the text is met. @default the first stage the rule applies to */
  stage: z.enum(['input', 'retrieval', 'tool', 'output']).optional(),
  /** Passages that an answer rests on, for rules checked by grounding. */
  sources: z.array(z.string().min(1)).optional(),
  /** Tests of one group differ only in the side they speak of and must expect the same. */
  group: idSchema.optional(),
  note: z.string().optional(),
});

/** One test of a rule. */
export type RuleTest = z.infer<typeof ruleTestSchema>;
