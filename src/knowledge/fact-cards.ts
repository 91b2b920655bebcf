import { z } from 'zod';
import { isChinese, type Variety } from '../language/index.ts';
import type { ParsedDocument } from './spec.ts';

const isoDay = z.iso.date();
const verification = z.enum(['checked-against-source', 'general-knowledge']);
/** A language that cards are written in. */
const cardLanguage = z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']);
const words = z.partialRecord(cardLanguage, z.string().trim().min(1));

/** One checkable fact of a card, as data. */
export const factSchema = z.strictObject({
  /** Unique within its card. */
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  label: z.string().min(1),
  /** A number, or a text for dates (`YYYY-MM-DD`), telephone and section numbers and names. */
  value: z.union([z.number(), z.string().min(1), z.boolean()]),
  unit: z.string().min(1).optional(),
  validFrom: isoDay.optional(),
  validTo: isoDay.optional(),
  verified: verification,
});

/**
 * A fact card: one self-contained answer to one family of questions, in every language of the
 * region's cards, with its facts as data and where they come from.
 */
export const factCardSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  topic: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  text: z.partialRecord(
    cardLanguage,
    z.strictObject({
      title: z.string().trim().min(1),
      /** Every sentence must make sense when it is quoted alone. */
      body: z.string().trim().min(1),
      /** Words people ask with; searched, never shown. */
      keywords: z.array(z.string().trim().min(1)),
    }),
  ),
  facts: z.array(factSchema).min(1),
  sources: z
    .array(
      z.strictObject({ publisher: words, title: words, url: z.url({ protocol: /^https$/ }), asOf: isoDay }),
    )
    .min(1),
  /** The day on which its facts are known to have been true. */
  asOf: isoDay,
  /** The day by which a person must look at it again. */
  reviewBy: isoDay,
  verified: verification,
});

/** A fact card, parsed. */
export type FactCard = z.infer<typeof factCardSchema>;

/** Writes a card as documents, one a language, all of one group. */
export function factCardDocuments(card: FactCard, source: string): ParsedDocument[] {
  const documents: ParsedDocument[] = [];
  const allKeywords = Object.values(card.text).flatMap((text) => [text.title, ...text.keywords]);
  for (const language of cardLanguage.options) {
    const text = card.text[language];
    if (text === undefined) continue;
    const origin = card.sources[0];
    const publisher = inLanguage(origin?.publisher, language);
    documents.push({
      documentId: factCardDocumentId(card.id, language),
      mediaType: 'application/vnd.lionrock.fact-card+json',
      source,
      metadata: {
        title: text.title,
        ...(origin !== undefined && { url: origin.url }),
        ...(publisher !== undefined && { publisher }),
        language,
        asOf: card.asOf,
        verified: card.verified,
        group: card.id,
      },
      // Words of every language find the card in each: a question may be in any of them.
      keywords: allKeywords.join('\n'),
      blocks: [{ kind: 'paragraph', text: text.body }],
    });
  }
  return documents;
}

/** Id of the document that holds a card in one language. */
export function factCardDocumentId(card: string, language: Variety): string {
  return `${card}/${language}`;
}

/** The word in a language, else in another of the same script family, else in any. */
function inLanguage(
  values: Partial<Record<Variety, string>> | undefined,
  language: Variety,
): string | undefined {
  if (values === undefined) return undefined;
  const near = Object.entries(values).find(([key]) => isChinese(key as Variety) === isChinese(language));
  return values[language] ?? near?.[1] ?? Object.values(values)[0];
}

/** A problem of a card's text that a schema cannot see. */
export interface CardProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * Checks what makes a card fit to be quoted: that every language is there, its length, its dates, and
 * that it claims no more checking than its facts have.
 *
 * @param languages the languages every card of the region must have
 */
export function checkFactCard(card: FactCard, languages: readonly Variety[]): CardProblem[] {
  const problems: CardProblem[] = [];
  for (const language of languages) {
    const text = card.text[language as keyof typeof card.text];
    if (text === undefined) problems.push({ path: `text.${language}`, message: 'is missing' });
    else problems.push(...checkLength(text.body, language));
  }
  const ids = card.facts.map((fact) => fact.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) {
    problems.push({ path: 'facts', message: `has the id "${id}" twice` });
  }
  const allChecked = card.facts.every((fact) => fact.verified === 'checked-against-source');
  if (card.verified === 'checked-against-source' && !allChecked) {
    problems.push({ path: 'verified', message: 'says checked-against-source, but not every fact is' });
  }
  if (card.reviewBy <= card.asOf) problems.push({ path: 'reviewBy', message: 'is not after asOf' });
  return problems;
}

function checkLength(body: string, language: Variety): CardProblem[] {
  const path = `text.${language}.body`;
  if (isChinese(language)) {
    const han = body.match(/\p{Script=Han}/gu)?.length ?? 0;
    return han < 60 || han > 320 ? [{ path, message: `has ${han} Han characters; 60 to 320 are right` }] : [];
  }
  const count = body.split(/\s+/).filter((word) => word !== '').length;
  return count < 40 || count > 160 ? [{ path, message: `has ${count} words; 40 to 160 are right` }] : [];
}
