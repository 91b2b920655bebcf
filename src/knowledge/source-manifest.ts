import { z } from 'zod';

const https = z.url({ protocol: /^https$/ });

const pattern = z.string().min(1).refine(isPattern, 'is no regular expression');

/** An official source that can be pulled when there is a connection. */
export const manifestSourceSchema = z.strictObject({
  /** Stable id; also the prefix of its documents' ids. */
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: z.string().min(1),
  publisher: z.string().min(1),
  licence: z.strictObject({ name: z.string().min(1), url: https }),
  url: https,
  language: z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
  /**
   * How it is parsed: as a file of this format, or as a `listing` (JSON) of files to fetch, each a zip
   * of documents.
   */
  format: z.enum(['html', 'rss', 'json', 'csv', 'pdf', 'xml', 'text', 'listing']),
  /** For a listing: where its entries and their fields are; dots descend into objects. */
  listing: z
    .strictObject({
      entries: z.string().min(1),
      url: z.string().min(1),
      sha256: z.string().min(1).optional(),
      /** Only entries for which this path has this value are fetched. */
      where: z.strictObject({ path: z.string().min(1), equals: z.string() }).optional(),
      /** A regular expression: only members of the zip whose names match it are parsed. */
      members: pattern,
    })
    .optional(),
  /** Largest download accepted of one file, in bytes. */
  maxBytes: z.number().int().positive(),
  /** Pulled by default; the others only when named. */
  default: z.boolean(),
  /** How often the publisher changes it. */
  changes: z.enum(['minutes', 'daily', 'weekly', 'monthly', 'rarely']),
  /** Hours after which what it says no longer holds; absent for what stays true until it is replaced. */
  staleAfterHours: z.number().positive().optional(),
  /** What its shape was taken from, so that a reader knows how far to trust it. */
  shape: z.enum(['recorded', 'documented', 'unverified']),
  note: z.string().optional(),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** The official sources of a region. */
export const sourceManifestSchema = z.strictObject({
  kind: z.literal('source-manifest'),
  schema: z.literal(1),
  version: z.string(),
  region: z.string(),
  createdAt: z.string(),
  sources: z.array(manifestSourceSchema),
});

/** One official source of a region. */
export type ManifestSource = z.infer<typeof manifestSourceSchema>;

/** The official sources of a region. */
export type SourceManifest = z.infer<typeof sourceManifestSchema>;
