import type { z } from 'zod';
import type {
  Meta,
  RuleTest,
  modesSchema,
  namesSchema,
  noticesSchema,
  pageWordsSchema,
  principlesSchema,
  retentionSchema,
  rubricSchema,
  termsSchema,
} from './schema-files.ts';
import type { Profile, Rule } from './schema-rules.ts';
import type { Source, Taxonomy } from './schema-sources.ts';

/** Something in a constitution that must be mended, with where and how. */
export interface ConstitutionProblem {
  /** Path within the constitution's folder. */
  readonly file: string;
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number;
  readonly message: string;
  readonly cure: string;
  /** A `warning` does not stop the constitution from being used. */
  readonly severity: 'error' | 'warning';
}

/** One value of a constitution with its place. */
export interface Placed<Value> {
  readonly value: Value;
  readonly file: string;
  readonly line: number;
  /** The line of a value within it; the line of what encloses it when the path leads nowhere. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** A constitution as its authors wrote it, read and checked. */
export interface Constitution {
  readonly meta: Meta;
  readonly principles: z.infer<typeof principlesSchema>;
  readonly sources: readonly Source[];
  readonly taxonomy: Taxonomy;
  readonly rules: readonly Rule[];
  readonly modes: z.infer<typeof modesSchema>['modes'];
  readonly rubric: z.infer<typeof rubricSchema>;
  readonly terms: z.infer<typeof termsSchema>['terms'];
  readonly retention: z.infer<typeof retentionSchema>['stores'];
  readonly notices: z.infer<typeof noticesSchema>['notices'];
  readonly pageWords: z.infer<typeof pageWordsSchema>;
  readonly names: z.infer<typeof namesSchema>;
  readonly profiles: readonly Profile[];
  /** With their places, since a test may fail long after it was read. */
  readonly tests: readonly Placed<RuleTest>[];
}
