import { z } from 'zod';
import { replyVarieties } from '../../language/index.ts';
import { findPatternFault } from './check-pattern.ts';
import { checksumSchema } from './checksum.ts';

const words = z.array(z.string().trim().min(1).max(60)).default([]);

/** Words around a value and how near they must stand, in characters between word and value. */
function nearWordsSchema(beforeWithin: number, afterWithin: number) {
  return z.strictObject({
    before: words,
    after: words,
    beforeWithin: z.int().min(0).max(200).default(beforeWithin),
    afterWithin: z.int().min(0).max(200).default(afterWithin),
  });
}

/**
 * One way in which a kind of personal data is written.
 *
 * `pattern` is a regular expression over the text with full width, Han variants and hyphens made
 * plain, `{{name}}` in it one of the words of the kind's `lists`. In it `(?<value>…)` marks what is
 * replaced, `(?<key>…)` the part that the checksum and the allow-list look at; both are the whole match
 * when they are not there. `needs` says what makes a match count:
 *
 * - `nothing`: it is enough by itself.
 * - `checksum`: the checksum is right.
 * - `context`: one of the kind's `words` stands near it, and no kind's word nearer.
 * - `checksum-or-context`: one of the two; this finds mistyped numbers beside their name.
 * - `companion`: a value of one of the kinds in `companions` stands near it.
 */
const formSchema = z.strictObject({
  pattern: z.string().min(1).max(2000),
  needs: z.enum(['nothing', 'checksum', 'context', 'checksum-or-context', 'companion']),
  /** Whether capitals and small letters differ. */
  caseSensitive: z.boolean().default(false),
  /** Whether it counts even beside one of the words `against` it. */
  certain: z.boolean().default(false),
  /** How near a companion must stand, when nearer than the kind says; in characters. */
  within: z.int().min(1).max(400).optional(),
});

/** One kind of personal data, as data of a region. */
export const personalDataKindSchema = z
  .strictObject({
    /** Stable; findings carry it. */
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: z.partialRecord(z.enum(replyVarieties), z.string().trim().min(1)),
    /** What is written in its place, in square brackets. */
    replacement: z.string().regex(/^[A-Z]([A-Z-]{0,22}[A-Z])?$/, 'must be capital letters and hyphens'),
    /** Of two kinds that fit the same place the one with the smaller number is taken. */
    priority: z.int().min(1).max(1000),
    forms: z.array(formSchema).min(1),
    /** Alternatives for `{{name}}` in a pattern, as plain words. */
    lists: z.record(z.string().regex(/^[a-z][a-z0-9]*$/), z.array(z.string().min(1)).min(1)).default({}),
    checksum: checksumSchema,
    /** Words that tell that a value is of this kind. */
    words: nearWordsSchema(40, 12).prefault({}),
    /** Words that tell that it is not, unless one of `words` stands nearer. */
    against: nearWordsSchema(16, 1).prefault({}),
    /** Kinds beside which a form that needs a companion counts, and how near. */
    companions: z
      .strictObject({ kinds: z.array(z.string()).min(1), within: z.int().min(1).max(400) })
      .optional(),
    /** Values that are nobody's: compared without spaces, hyphens and case. */
    allow: z.array(z.strictObject({ value: z.string().min(1), who: z.string().min(1) })).default([]),
    /** Whether values that the region's own published facts hold are nobody's either. */
    allowPublished: z.boolean().default(false),
    /** Law or principle it rests on. */
    basis: z.array(z.strictObject({ title: z.string().min(1), url: z.url().optional() })).min(1),
    /** Texts in which exactly what stands in `«»` is of this kind. */
    examples: z.array(z.string().regex(/«[^«»]+»/, 'must mark what is found as «…»')).min(2),
    /** Texts in which nothing is of this kind. */
    counterExamples: z.array(z.string().regex(/^[^«»]*$/, 'may mark nothing')).min(2),
  })
  .superRefine((kind, context) => {
    for (const [at, { pattern, needs }] of kind.forms.entries()) {
      const report = (message: string, field: string): void =>
        context.addIssue({ code: 'custom', path: ['forms', at, field], message });
      const unknown = Array.from(pattern.matchAll(listName), ([, name = '']) => name).find(
        (name) => kind.lists[name] === undefined,
      );
      if (unknown !== undefined) report(`names a list "${unknown}" that "lists" does not have`, 'pattern');
      else {
        const fault = findPatternFault(expandLists(pattern, kind.lists));
        if (fault !== undefined) report(fault, 'pattern');
      }
      if (needs.startsWith('checksum') && kind.checksum.algorithm === 'none')
        report('asks for a checksum, which the kind does not have', 'needs');
      if (needs.endsWith('context') && kind.words.before.length + kind.words.after.length === 0)
        report('asks for context, for which the kind has no words', 'needs');
      if (needs === 'companion' && kind.companions === undefined)
        report('asks for a companion, but the kind names none', 'needs');
    }
  });

/** One kind of personal data. */
export type PersonalDataKind = z.infer<typeof personalDataKindSchema>;

const listName = /\{\{([a-z][a-z0-9]*)\}\}/g;

/** Puts the words of a kind's lists into a pattern, longest first. */
export function expandLists(pattern: string, lists: PersonalDataKind['lists']): string {
  return pattern.replace(listName, (_, name: string) => `(?:${joinWords(lists[name] ?? [])})`);
}

/** A pattern that fits any of some plain words, preferring the longest. */
export function joinWords(plain: readonly string[]): string {
  return plain
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, ' '))
    .join('|');
}
