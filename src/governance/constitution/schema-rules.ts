import { z } from 'zod';
import { actions } from '../spec.ts';
import { basisRefSchema, daySchema, idSchema, ruleClasses, severitySchema } from './schema-common.ts';
import { wordsSchema } from './words.ts';

/**
 * What a person asks for or does. The list is closed: a rule limits an act, never a topic, a name or an opinion.
 */
export const acts = [
  'plan',
  'produce',
  'acquire',
  'supply',
  'incite',
  'recruit',
  'threaten',
  'expose',
  'assemble',
  'disclose',
  'deceive',
  'impersonate',
  'fabricate',
  'forge',
  'copy',
  'intrude',
  'disrupt',
  'override',
  'evade',
  'exploit',
  'sexualise',
  'demean',
  'discriminate',
  'accuse',
  'harm',
] as const;

const phraseSchema = z.string().trim().min(2);

/** How the program finds that a rule applies. */
const checkSchema = z.discriminatedUnion('by', [
  /** A statement of an answer needs a source that says it. */
  z.strictObject({ by: z.literal('grounding') }),
  /** One of the phrases stands in the text. Not for guard rules: a phrase alone is a topic. */
  z.strictObject({ by: z.literal('phrases'), phrases: z.array(phraseSchema).min(1) }),
  /** Words of an act and words of its target stand in one sentence, and none of `unless`. */
  z.strictObject({
    by: z.literal('cues'),
    acts: z.array(phraseSchema).min(1),
    targets: z.array(phraseSchema).min(1),
    unless: z.array(phraseSchema).default([]),
  }),
  /** The detector of personal data finds it. */
  z.strictObject({ by: z.literal('personal-data') }),
  /** The detector of instruction attacks finds it. */
  z.strictObject({ by: z.literal('injection') }),
  /** Needs judgement: a model that is asked, or a person. The program alone does not apply it. */
  z.strictObject({ by: z.literal('judgement') }),
]);

/** How the program finds that a rule applies. */
export type RuleCheck = z.infer<typeof checkSchema>;

/** When a rule applies: guard rules name act, target and evidence; all others the situation. */
const triggerSchema = z.strictObject({
  act: z.enum(acts).optional(),
  /** Who or what the act is aimed at, by kind and never by name: `identifiable living person`. */
  target: z.string().trim().min(3).optional(),
  /** What must be there before the rule applies. */
  evidence: z.array(z.string().trim().min(3)).min(1).optional(),
  situation: wordsSchema.optional(),
});

const stageSchema = z.enum(['input', 'retrieval', 'tool', 'output']);

/** What a profile may make of a rule: another action, or `on` or `off`. */
const changeSchema = z.enum([...actions, 'on', 'off']);

/** One rule of a constitution, as its authors write it. */
export const ruleSchema = z.strictObject({
  /** `<region>-<part>.<number>`; the part is a category or a number. Stable for ever: answers show it. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*-(?:[A-Z]\d{2}|\d+)\.\d+$/, 'is no rule id; write <region>-<category>.<number>'),
  /** Ids that the rule had before. */
  aliases: z.array(idSchema).default([]),
  title: wordsSchema,
  /** The rule in words a resident can read. */
  rule: wordsSchema,
  /** What it means for the person who asks. */
  forYou: wordsSchema.optional(),
  class: z.enum(ruleClasses),
  category: z.string(),
  appliesTo: z.array(stageSchema).min(1),
  trigger: triggerSchema,
  /** Examples of what looks alike and is answered all the same. */
  notTrigger: z.array(wordsSchema).default([]),
  check: checkSchema,
  action: z.enum(actions),
  severity: severitySchema,
  basis: z.array(basisRefSchema).min(1),
  rationale: wordsSchema,
  /** Id of the notice that tells the user. */
  disclosure: idSchema,
  /** Whether a person may ask for a review. */
  appeal: z.boolean(),
  /** Id of the rubric that answers under it are written and judged by. */
  rubric: idSchema.optional(),
  owner: z.string().trim().min(1),
  since: daySchema,
  reviewBy: daySchema,
  /** What a profile may make of it; what is not listed no profile may. */
  mayBecome: z.array(changeSchema).default([]),
  /** The rule applies only in profiles that turn it on. */
  startsOff: z.boolean().default(false),
});

/** One rule of a constitution, as its authors write it. */
export type Rule = z.infer<typeof ruleSchema>;

/** A file of `rules/`. */
export const rulesFileSchema = z.strictObject({ rules: z.array(ruleSchema).min(1) });

/** A file of `profiles/`: for whom the service is, and which rules change for them. */
export const profileSchema = z.strictObject({
  id: idSchema,
  title: wordsSchema,
  description: wordsSchema,
  /** A profile that is not enabled cannot be chosen, except by whoever says so explicitly. */
  enabled: z.boolean(),
  changes: z.array(z.strictObject({ rule: z.string(), becomes: changeSchema, why: wordsSchema })).default([]),
});

/** For whom the service is, and which rules change for them. */
export type Profile = z.infer<typeof profileSchema>;
