import { z } from 'zod';
import { inputError, type LionrockError } from '../../base/index.ts';
import type { Block, DocumentMetadata, ParsedDocument } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { mediaTypes, type Format } from './detect-format.ts';
import { checkJsonDepth, flatPairs } from './flatten-json.ts';
import { collapse, loadMarkup } from './markup.ts';
import type { OpenSource } from './open-source.ts';
import { readDate } from './read-date.ts';
import { readLanguage } from './read-language.ts';
import { blocksOfText } from './text-blocks.ts';
import { walkHtml } from './walk-html.ts';

const words = z.string().nullish().catch(undefined);
const wordsOrNumber = z.union([z.string(), z.number()]).nullish().catch(undefined);

const sectionSchema = z.looseObject({
  heading: words,
  title: words,
  text: words,
  contents: words,
  content: words,
  body: words,
  page: z.int().positive().nullish().catch(undefined),
});

/** What is used of a record, under its own names and their common synonyms. Other fields may be there. */
const recordSchema = z.looseObject({
  id: wordsOrNumber,
  documentId: wordsOrNumber,
  document_id: wordsOrNumber,
  chunk_id: wordsOrNumber,
  _id: wordsOrNumber,
  title: words,
  name: words,
  headline: words,
  question: words,
  answer: words,
  text: words,
  contents: words,
  content: words,
  body: words,
  url: words,
  link: words,
  source_url: words,
  publisher: words,
  language: words,
  lang: words,
  asOf: words,
  as_of: words,
  date: words,
  validFrom: words,
  valid_from: words,
  validTo: words,
  valid_to: words,
  group: words,
  verified: z.enum(['checked-against-source', 'general-knowledge']).nullish().catch(undefined),
  keywords: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(undefined),
  page: z.int().positive().nullish().catch(undefined),
  sections: z.array(sectionSchema).nullish().catch(undefined),
});

type DocumentFields = z.infer<typeof recordSchema>;

/** Where a record stands. */
export interface RecordPlace {
  readonly source: OpenSource;
  readonly format: Format;
  /** True for a file of our own kind, whose `group` and `verified` mean what ours do. */
  readonly own?: boolean;
  /** 1-based line, or place in a list. Absent when the source is this one record. */
  readonly number?: number;
}

/** True for the header of a JSON Lines file of ours: `{kind, schema, …}` without text. */
export function isHeaderRecord(value: unknown): boolean {
  const header = headerSchema.safeParse(value);
  return header.success && !isRecord(value);
}

const headerSchema = z.looseObject({ kind: z.string(), schema: z.number() });

/** True for an object that holds a text of its own, so that it is a document and not a row of a table. */
export function isRecord(value: unknown): boolean {
  const parsed = recordSchema.safeParse(value);
  return parsed.success && (textOf(parsed.data) !== undefined || (parsed.data.sections ?? []).length > 0);
}

/**
 * Makes a document of one record `{id, title, text, url?, publisher?, language?, asOf?, validFrom?,
 * validTo?, sections?}`; `question` with `answer`, `contents`, `content` and `body` are understood too.
 * A record without any text becomes one row of its fields.
 *
 * @throws `knowledge.not-a-record` for a value that is no object; `knowledge.empty-record` for one
 *   that says nothing; what `loadMarkup` throws for a text in HTML.
 */
export function readRecord(value: unknown, place: RecordPlace): ParsedDocument {
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) throw notARecord(place);
  const fields = parsed.data;
  const blocks = recordBlocks(fields, value, place);
  if (blocks.length === 0) throw emptyRecord(place);
  const keywords = typeof fields.keywords === 'string' ? fields.keywords : fields.keywords?.join(', ');
  return {
    documentId: idOf(fields) ?? ownId(place),
    mediaType: mediaTypes[place.format],
    source: place.source.source,
    metadata: recordMetadata(fields, blocks, place),
    ...(filled(keywords) !== undefined && { keywords: cleanText(keywords ?? '') }),
    blocks,
  };
}

function ownId({ source, number }: RecordPlace): string {
  return number === undefined ? source.documentId : `${source.documentId}/${number}`;
}

function recordBlocks(fields: DocumentFields, value: unknown, place: RecordPlace): Block[] {
  const page = fields.page ?? undefined;
  const blocks: Block[] = [];
  const question = filled(fields.question);
  if (question !== undefined) {
    const line = cleanText(collapse(question));
    // A question that tells a story is no heading.
    blocks.push(
      line.length <= longestQuestion
        ? { kind: 'heading', level: 1, text: line }
        : { kind: 'paragraph', text: line },
    );
  }
  const text = textOf(fields);
  if (text !== undefined) blocks.push(...bodyBlocks(text, page, place.source.name));
  for (const section of fields.sections ?? []) {
    const heading = filled(section.heading) ?? filled(section.title);
    if (heading !== undefined) blocks.push({ kind: 'heading', level: 1, text: cleanText(collapse(heading)) });
    const body = [section.text, section.contents, section.content, section.body].map(filled).find(isThere);
    if (body !== undefined) blocks.push(...bodyBlocks(body, section.page ?? page, place.source.name));
  }
  const hasText = text !== undefined || (fields.sections ?? []).length > 0;
  if (hasText && blocks.some((block) => block.kind !== 'heading')) return blocks;
  checkJsonDepth(value, place.source.name);
  const row = flatPairs(withoutMetadata(value));
  return row === '' ? [] : [{ kind: 'row', row: place.number ?? 1, text: row }];
}

function textOf(fields: DocumentFields): string | undefined {
  const text = [fields.text, fields.contents, fields.content, fields.body].map(filled).find(isThere);
  const answer = filled(fields.answer);
  // The letter of a right choice is a field like others.
  return text ?? (answer !== undefined && answer.length > 3 ? answer : undefined);
}

/** Longest question that stands as a heading, in UTF-16 code units. */
const longestQuestion = 200;

function bodyBlocks(text: string, page: number | undefined, name: string): Block[] {
  // A lone line break mark in plain text is no HTML.
  const blocks = /<\/(?:p|div|li|h[1-6]|table|td|ul|ol)>/i.test(text)
    ? walkHtml(loadMarkup(text, { xml: false, name }), { whole: true })
    : blocksOfText(text.replace(/<br\s{0,3}\/?>/gi, '\n'));
  return page === undefined ? blocks : blocks.map((block) => ({ ...block, page }));
}

/** Fields that say something about the record, not what it says. */
const metadataFields = new Set([
  'id',
  'documentId',
  'document_id',
  'chunk_id',
  '_id',
  'url',
  'link',
  'source_url',
  'publisher',
  'language',
  'lang',
  'asOf',
  'as_of',
  'validFrom',
  'valid_from',
  'validTo',
  'valid_to',
  'group',
  'verified',
  'keywords',
]);

/** The fields of a record in its own order. */
function withoutMetadata(value: unknown): Record<string, unknown> {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(fields.filter(([key]) => !metadataFields.has(key)));
}

function recordMetadata(
  fields: DocumentFields,
  blocks: readonly Block[],
  place: RecordPlace,
): DocumentMetadata {
  const { source } = place;
  const given = [fields.title, fields.headline, fields.name].map(filled).find(isThere);
  const title = given ?? beginning(filled(fields.question) ?? blocks[0]?.text ?? '');
  const url = [fields.url, fields.link, fields.source_url]
    .map(filled)
    .find((link) => link !== undefined && URL.canParse(link));
  const language = readLanguage(filled(fields.language) ?? filled(fields.lang) ?? '');
  const asOf = dateOf(fields.asOf, fields.as_of, fields.date);
  const validFrom = dateOf(fields.validFrom, fields.valid_from);
  const validTo = dateOf(fields.validTo, fields.valid_to);
  const publisher = filled(fields.publisher);
  return {
    title: cleanText(collapse(title === '' ? source.title : title)),
    ...(url !== undefined ? { url } : source.url !== undefined && { url: source.url }),
    ...(publisher !== undefined && { publisher: cleanText(publisher) }),
    ...(language !== undefined && { language }),
    ...(asOf !== undefined && { asOf }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(place.own === true && ownMetadata(fields)),
  };
}

function ownMetadata(fields: DocumentFields): Pick<DocumentMetadata, 'group' | 'verified'> {
  const group = filled(fields.group);
  return {
    ...(fields.verified !== null && fields.verified !== undefined && { verified: fields.verified }),
    ...(group !== undefined && { group }),
  };
}

/** The first words of a text, as a title for what has none. */
function beginning(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 60).replace(/[\ud800-\udbff]$|\s+\S*$/u, '')}…`;
}

function idOf(fields: DocumentFields): string | undefined {
  return [fields.id, fields.documentId, fields.document_id, fields.chunk_id, fields._id]
    .map((id) => filled(typeof id === 'number' ? String(id) : id))
    .find(isThere);
}

function dateOf(...values: (string | null | undefined)[]): string | undefined {
  return values.map((value) => readDate(filled(value) ?? '')).find(isThere);
}

function filled(value: string | null | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function nameOf({ source, number }: RecordPlace): string {
  return number === undefined ? source.name : `${source.name}: record ${number}`;
}

function notARecord(place: RecordPlace): LionrockError {
  return inputError({
    code: 'knowledge.not-a-record',
    message: `${nameOf(place)} is no JSON object.`,
    cure: 'Each record must be an object with at least a text.',
    data: { number: place.number },
  });
}

function emptyRecord(place: RecordPlace): LionrockError {
  return inputError({
    code: 'knowledge.empty-record',
    message: `${nameOf(place)} says nothing.`,
    cure: 'Give it a “text”, or leave it out.',
    data: { number: place.number },
  });
}
