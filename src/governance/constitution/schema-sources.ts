import { z } from 'zod';
import {
  basisRefSchema,
  dateSchema,
  daySchema,
  httpsSchema,
  idSchema,
  ruleClasses,
  severitySchema,
  verifications,
} from './schema-common.ts';
import { wordsSchema } from './words.ts';

/** What kind of document a source is. */
const sourceKinds = [
  'law',
  'instrument',
  'treaty',
  'judgment',
  'code',
  'guideline',
  'circular',
  'standard',
  'benchmark',
  'paper',
  'report',
] as const;

/** Where a source stands today. */
const sourceStatuses = [
  'in-force',
  'partly-in-force',
  'not-in-force',
  'voluntary',
  'proposed',
  'superseded',
  'repealed',
] as const;

const provisionSchema = z.strictObject({
  /** Stands behind `#` in a reference: `27`, `s64-3A`, `DPP3`. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9().-]*$/, 'is no id; use letters, digits, dots and hyphens'),
  /** As it is cited: `section 64(3A)`. */
  label: wordsSchema,
  /** What it says, in one sentence of your own. */
  summary: wordsSchema,
  /** How this provision was checked, where it differs from the source as a whole. */
  verification: z.enum(verifications).optional(),
});

/** One law, guideline, judgment or standard that rules rest on. */
export const sourceSchema = z.strictObject({
  id: idSchema,
  title: wordsSchema,
  /** How it is cited in short: `Cap. 486`. */
  cite: z.string().trim().min(1).optional(),
  kind: z.enum(sourceKinds),
  issuer: wordsSchema,
  /** When it was made. */
  date: dateSchema,
  /** Edition, where there are several; quoted: "1.1". */
  version: z.string().min(1).optional(),
  status: z.enum(sourceStatuses),
  provisions: z.array(provisionSchema).default([]),
  url: httpsSchema.optional(),
  /** Whom it binds: everyone, licensed firms, nobody. */
  bindingOn: wordsSchema,
  /** What it is used for here. */
  useFor: z.array(z.string().trim().min(1)).min(1),
  /** The day on which what is said of it was true. */
  asOf: daySchema,
  /** The day by which someone looks again. */
  reviewBy: daySchema,
  verification: z.enum(verifications),
  note: wordsSchema.optional(),
});

/** One law, guideline, judgment or standard that rules rest on. */
export type Source = z.infer<typeof sourceSchema>;

/** The file `sources.yaml`. */
export const sourcesFileSchema = z.strictObject({ sources: z.array(sourceSchema).min(1) });

/** One category of the taxonomy. */
const categorySchema = z.strictObject({
  /** A letter and two digits: `R01`. */
  id: z.string().regex(/^[A-Z]\d{2}$/, 'is no id of a category; write a capital and two digits, as R01'),
  class: z.enum(ruleClasses),
  name: wordsSchema,
  definition: wordsSchema,
  /** How such questions are answered. */
  handling: wordsSchema,
  /** What is never done. */
  redLine: wordsSchema,
  /** Severity of crossing the red line. */
  severity: severitySchema,
  basis: z.array(basisRefSchema).default([]),
  /** Labels of other taxonomies, by the id of the taxonomy. */
  mappings: z.record(z.string(), z.array(z.string())).default({}),
});

/** The file `taxonomy.yaml`. */
export const taxonomySchema = z.strictObject({
  /** Other taxonomies that ours is mapped to, with their labels in words of our own. */
  targets: z
    .array(
      z.strictObject({
        id: idSchema,
        title: z.string().min(1),
        url: httpsSchema.optional(),
        labels: z.record(z.string(), z.string().min(1)),
      }),
    )
    .default([]),
  categories: z.array(categorySchema).min(1),
});

/** The categories of a constitution and the taxonomies they are mapped to. */
export type Taxonomy = z.infer<typeof taxonomySchema>;
