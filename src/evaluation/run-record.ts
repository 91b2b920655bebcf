import { z } from 'zod';

/** The complete record of a run, `run.json`: what has to be the same for a result to come out again. */
export const runRecordSchema = z.object({
  kind: z.literal('run'),
  schema: z.literal(1),
  set: z.object({
    name: z.string(),
    version: z.string(),
    split: z.string(),
    region: z.string(),
    /** SHA-256 of the set's file. */
    hash: z.string(),
    /** Questions in the set. */
    items: z.number(),
    /** Ids of the questions that were asked, when not all of them were. */
    chosen: z.array(z.string()).optional(),
    /** How they were chosen, for people. */
    sampling: z.string().optional(),
  }),
  /** The region pack that the subject works with; null when there is none. */
  region: z.object({ id: z.string(), version: z.string(), hash: z.string() }).nullable(),
  subject: z.object({
    id: z.string(),
    models: z.record(z.string(), z.string().nullable()),
    mode: z.string(),
  }),
  /** Versions of the program and of what it runs on, by name. */
  versions: z.record(z.string(), z.string()),
  /** Git revision of the program, `+changes` behind it when files differ; null outside a repository. */
  revision: z.string().nullable(),
  /** Seed of everything random; null when nothing is. */
  seed: z.number().nullable(),
  /** ISO 8601 instants. `endedAt` is null while questions are left. */
  startedAt: z.string(),
  endedAt: z.string().nullable(),
});

/** The complete record of a run. */
export type RunRecord = z.infer<typeof runRecordSchema>;
