import { z } from 'zod';
import { replyVarieties } from '../language/index.ts';
import type { Item } from './spec.ts';

/** The first record of a question set. */
export const questionSetHeaderSchema = z.object({
  kind: z.literal('questions'),
  schema: z.literal(1),
  /** Version of the questions (semver). */
  version: z.string().min(1),
  /** Id of the region they are about. */
  region: z.string().min(1),
  createdAt: z.string().min(1),
  /** `dev` may be looked at; `test` is kept unseen until something is measured. */
  split: z.string().min(1),
});

/** The first record of a question set, parsed. */
export type QuestionSetHeader = z.infer<typeof questionSetHeaderSchema>;

const texts = z.array(z.string().trim().min(1));

/** One question of a set, as it stands in its file. */
export const itemSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    variety: z.enum(replyVarieties),
    history: texts.default([]),
    question: z.string().trim().min(1),
    answerable: z.boolean().default(true),
    why: z.string().min(1).optional(),
    gold: texts,
    expect: texts.default([]),
  })
  .refine((item) => item.answerable === item.gold.length > 0, {
    path: ['gold'],
    message: 'an answerable question names the documents that answer it, and no other does',
  })
  .transform(({ why, ...item }): Item => ({ ...item, ...(why !== undefined && { why }) }));

/** A question set, read. */
export interface QuestionSet {
  readonly header: QuestionSetHeader;
  /** For people: where it was read from. */
  readonly name: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** In the file's order. */
  readonly items: readonly Item[];
}
