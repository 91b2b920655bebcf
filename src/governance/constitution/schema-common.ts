import { z } from 'zod';

/** A day, `YYYY-MM-DD`. */
export const daySchema = z.iso.date('is no day; write it as 2026-11-23');

/** A day, a month or a year: `2024-07-25`, `2024-07`, `2024`. */
export const dateSchema = z.preprocess(
  // YAML reads a bare year as a number.
  (value) => (typeof value === 'number' && Number.isInteger(value) ? String(value) : value),
  z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is no date; write 2024-07-25, 2024-07 or 2024'),
);

/** A short name of a thing in a constitution: letters, digits, dots, hyphens; begins with a letter. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9.-]*$/, 'is no id; use letters, digits, dots and hyphens, a letter first');

/** `major.minor.patch`. */
export const versionSchema = z.string().regex(/^\d+\.\d+\.\d+$/, 'is no version; write it as 1.0.0');

/** An address that begins with https. */
export const httpsSchema = z.url({ protocol: /^https$/, error: 'is no https address' });

/** Classes of rules and categories: what a rule may do to an answer. */
export const ruleClasses = ['guard', 'care', 'quality', 'answer'] as const;

/**
 * `guard` limits conduct and may withhold; `care` answers and adds support; `quality` answers and adds evidence or
 * limits; `answer` is a duty to answer.
 */
export type RuleClass = (typeof ruleClasses)[number];

/**
 * What a provision, a rule or a source rests on, from the strongest to the weakest.
 *
 * - `checked-against-text`: someone compared it with the official text.
 * - `secondary-source`: seen in a reliable account of it.
 * - `general-knowledge`: written from memory; to be checked before anyone relies on it.
 */
export const verifications = ['checked-against-text', 'secondary-source', 'general-knowledge'] as const;

/** One of {@link verifications}. */
export type Verification = (typeof verifications)[number];

/** Severity of crossing a red line: 0 none, 1 minor, 2 moderate, 3 severe. */
export const severitySchema = z.int().min(0).max(3);

/** Where a rule rests: `source#provision`, or `principle#id` for what follows from a principle. */
export const basisRefSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9.-]*#[A-Za-z0-9][A-Za-z0-9().-]*$/, 'is no reference; write source#provision');
