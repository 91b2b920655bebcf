import { z } from 'zod';
import { inputError, sha256 } from '../../base/index.ts';
import { clauseSchema } from '../spec.ts';
import { canonicalJson } from './canonical.ts';
import {
  metaSchema,
  modesSchema,
  noticesSchema,
  pageWordsSchema,
  principlesSchema,
  retentionSchema,
  rubricSchema,
  termsSchema,
} from './schema-files.ts';
import { profileSchema, ruleSchema } from './schema-rules.ts';
import { sourceSchema, taxonomySchema } from './schema-sources.ts';

/** A constitution under one profile, as one value: what the program applies and what is published. */
export const bundleSchema = z.strictObject({
  kind: z.literal('constitution-bundle'),
  schema: z.literal(1),
  /** SHA-256 over the canonical JSON of everything else. */
  bundleHash: z.string().regex(/^[0-9a-f]{64}$/),
  meta: metaSchema,
  profile: profileSchema,
  /** All profiles there are, with whether they can be chosen. */
  profiles: z.array(profileSchema.pick({ id: true, title: true, description: true, enabled: true })),
  principles: principlesSchema,
  sources: z.array(sourceSchema),
  taxonomy: taxonomySchema,
  /** The rules in force under the profile, in order of id. */
  rules: z.array(ruleSchema),
  /** The same rules in the form that the door applies. */
  clauses: z.array(clauseSchema),
  modes: modesSchema.shape.modes,
  rubric: rubricSchema,
  terms: termsSchema.shape.terms,
  retention: retentionSchema.shape.stores,
  notices: noticesSchema.shape.notices,
  pageWords: pageWordsSchema,
  /** How many tests each rule has on each side; the texts are not part of the bundle. */
  tests: z.array(z.strictObject({ rule: z.string(), benign: z.int(), violation: z.int() })),
  /** SHA-256 over the canonical JSON of all tests. */
  testsHash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A constitution under one profile, as one value. */
export type ConstitutionBundle = z.infer<typeof bundleSchema>;

/** Gives a bundle its hash. */
export function pinBundle(content: Omit<ConstitutionBundle, 'bundleHash'>): ConstitutionBundle {
  return { ...content, bundleHash: sha256(canonicalJson(content)) };
}

/**
 * Reads a bundle from JSON.
 *
 * @param name how the message calls it, such as its path
 * @throws `governance.bad-bundle` when it is none; `governance.changed-bundle` when its hash is not that of its content
 */
export function readBundle(text: string, name: string): ConstitutionBundle {
  const parsed = bundleSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw inputError({
      code: 'governance.bad-bundle',
      message: `${name} is no bundle of a constitution (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,
      cure: 'Make it with `lionrock constitution show --json`, or name a folder.',
      data: { name },
    });
  }
  const { bundleHash, ...content } = parsed.data;
  const pinned = pinBundle(content);
  if (pinned.bundleHash !== bundleHash) {
    throw inputError({
      code: 'governance.changed-bundle',
      message: `${name} was changed after it was made: its content has another hash than it states.`,
      cure: 'Do not use it; make it again from the constitution it came from.',
      data: { name, stated: bundleHash, actual: pinned.bundleHash },
    });
  }
  return pinned;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
