import { z } from '@hono/zod-openapi';
import { actionSchema, stageSchema, varietySchema as variety } from './schema-parts.ts';

// The page knows only the types of this file. It holds no behaviour.

const anyVariety = z.enum(['en', 'zh-Hans', 'zh-Hant', 'yue-Hant', 'yue-Hans', 'mixed', 'und']);
const day = z.string().openapi({ example: '2026-05-01' });

/** A source of an answer, with the words that support it. */
export const citationSchema = z
  .object({
    n: z.number().int().openapi({ description: 'Number in the answer: [1].' }),
    documentId: z.string(),
    passageId: z.string(),
    collection: z.string(),
    title: z.string(),
    publisher: z.string().optional(),
    url: z.string().optional(),
    asOf: day.optional(),
    locator: z.string().openapi({ description: 'Where the passage stands in its document, for people.' }),
    quote: z.string().openapi({ description: 'The supporting words as they stand in the source.' }),
    spans: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
    support: z.number().min(0).max(1),
    verified: z.enum(['checked-against-source', 'general-knowledge']).optional(),
    converted: z.boolean(),
  })
  .openapi('Citation');

/** A document near to the question that does not answer it. */
const nearSourceSchema = z
  .object({
    documentId: z.string(),
    passageId: z.string(),
    collection: z.string(),
    title: z.string(),
    publisher: z.string().optional(),
    url: z.string().optional(),
  })
  .openapi('NearSource');

/** What governance did to one text at one stage. */
export const decisionSchema = z
  .object({
    stage: stageSchema,
    action: actionSchema,
    clauses: z.array(z.string()),
    spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), clause: z.string() })),
    disclosure: z.string().optional(),
  })
  .openapi('Decision');

/** One sentence of an answer, checked and released. */
const answerSentenceSchema = z
  .object({
    text: z.string(),
    kind: z.enum(['frame', 'quotation', 'statement', 'notice', 'nearest']).openapi({
      description: '`nearest` holds the titles of `Answer.nearest` in words, for those who read text alone.',
    }),
    citations: z.array(z.number().int()),
  })
  .openapi('AnswerSentence');

/** One step of the flow. */
const traceStepSchema = z
  .object({ step: z.string(), milliseconds: z.number(), detail: z.record(z.string(), z.unknown()) })
  .openapi('TraceStep');

/** A complete answer. */
export const answerSchema = z
  .object({
    text: z.string(),
    sentences: z.array(answerSentenceSchema),
    variety,
    outcome: z.enum(['answered', 'not-found', 'needs-live-data', 'small-talk', 'withheld', 'empty']),
    mode: z.enum(['extractive', 'polished', 'drafted']),
    citations: z.array(citationSchema),
    nearest: z.array(nearSourceSchema),
    decisions: z.array(decisionSchema),
    model: z.string().nullable(),
    trace: z.array(traceStepSchema),
  })
  .openapi('Answer');

/** A question to the assistant. */
export const chatRequestSchema = z
  .object({
    question: z.string().min(1).max(8000),
    variety: variety.optional().openapi({ description: 'Forces the variety of the reply.' }),
    interfaceVariety: variety.optional(),
    collections: z
      .array(z.string().max(100))
      .max(20)
      .optional()
      .openapi({ description: 'Private collections to search beside the shared ones.' }),
    history: z
      .array(z.object({ question: z.string().max(8000), answer: z.string().max(20_000).optional() }))
      .max(20)
      .optional()
      .openapi({ description: 'Earlier turns, oldest first.' }),
  })
  .openapi('ChatRequest');

/** An event of the stream of `POST /api/chat`; the name of the server-sent event is its `type`. */
export const chatEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('status'), step: z.enum(['understand', 'search', 'write', 'check']) }),
    z.object({ type: z.literal('sources'), citations: z.array(citationSchema) }),
    z.object({ type: z.literal('sentence'), sentence: answerSentenceSchema }),
    z.object({ type: z.literal('answer'), answer: answerSchema }),
    z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
  ])
  .openapi('ChatEvent');

/** A document of the knowledge store. */
export const documentSchema = z
  .object({
    documentId: z.string(),
    collection: z.string(),
    title: z.string(),
    publisher: z.string().optional(),
    url: z.string().optional(),
    language: anyVariety.optional(),
    asOf: day.optional(),
    validFrom: day.optional(),
    validTo: day.optional(),
    mediaType: z.string(),
    addedAt: z.string(),
    passageCount: z.number().int(),
  })
  .openapi('Document');

/** What became of an uploaded document. */
const ingestOutcomeSchema = z
  .object({
    outcome: z.enum(['added', 'replaced', 'unchanged', 'failed']),
    source: z.string(),
    documentId: z.string().optional(),
    title: z.string().optional(),
    passages: z.number().int().optional(),
    line: z.number().int().optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  })
  .openapi('IngestOutcome');

/** An event of the stream of `POST /api/knowledge`. */
export const ingestEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('progress'), done: z.number(), label: z.string() }),
    z.object({ type: z.literal('outcome'), outcome: ingestOutcomeSchema }),
    z.object({
      type: z.literal('done'),
      added: z.number(),
      replaced: z.number(),
      unchanged: z.number(),
      failed: z.number(),
    }),
    z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
  ])
  .openapi('IngestEvent');

/** A passage with its document and its neighbours, as a citation opens it. */
export const passageViewSchema = z
  .object({
    passage: z.object({
      passageId: z.string(),
      documentId: z.string(),
      collection: z.string(),
      text: z.string(),
      locator: z.string(),
      variety: anyVariety,
    }),
    document: documentSchema,
    previous: z.string().optional().openapi({ description: 'Text of the passage before it.' }),
    next: z.string().optional().openapi({ description: 'Text of the passage after it.' }),
  })
  .openapi('PassageView');

/** One result of a search. */
export const searchHitSchema = z
  .object({
    documentId: z.string(),
    passageId: z.string(),
    collection: z.string(),
    title: z.string(),
    locator: z.string(),
    score: z.number(),
    text: z.string(),
    variety: anyVariety,
  })
  .openapi('SearchHit');

/** What people say of an answer. */
export const feedbackRequestSchema = z
  .object({
    kind: z.enum(['helpful', 'wrong', 'correction']),
    question: z.string().min(1).max(8000),
    answer: z.string().max(20_000),
    correction: z
      .string()
      .min(1)
      .max(20_000)
      .optional()
      .openapi({ description: 'Required for a correction.' }),
    comment: z.string().max(4000).optional(),
    variety: variety.optional(),
    model: z.string().nullable().optional(),
    mode: z.enum(['extractive', 'polished', 'drafted']).optional(),
    sources: z.array(z.string()).max(50).optional().openapi({ description: 'Ids of the cited passages.' }),
  })
  .openapi('FeedbackRequest');

/** State of a local model. */
const modelStateSchema = z
  .object({
    id: z.string().nullable(),
    state: z.enum(['none', 'missing', 'downloading', 'loading', 'ready', 'failed']),
    done: z.number().optional().openapi({ description: 'Bytes fetched so far.' }),
    total: z.number().optional(),
    message: z.string().optional(),
  })
  .openapi('ModelState');

/** What the service is doing and with what. */
export const statusSchema = z
  .object({
    version: z.string(),
    chat: modelStateSchema,
    embedding: modelStateSchema,
    knowledge: z.object({ documents: z.number(), passages: z.number(), embedded: z.number() }),
  })
  .openapi('Status');

/** What the page needs to know of the region. */
export const regionViewSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    hash: z.string(),
    name: z.partialRecord(variety, z.string()),
    varieties: z.array(variety),
    operator: z.string().optional(),
    uploads: z.enum(['private', 'off']),
    uploadMegabytes: z.number(),
    words: z.partialRecord(variety, z.record(z.string(), z.unknown())).openapi({
      description: 'The words of the page by variety (src/region/interface-messages.ts).',
    }),
  })
  .openapi('Region');

/** An error, as RFC 9457 problem details with our code. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
  })
  .openapi('Problem');

/** An event of the stream of `POST /api/chat`. */
export type ChatEvent = z.infer<typeof chatEventSchema>;
/** A complete answer. */
export type AnswerView = z.infer<typeof answerSchema>;
/** A question to the assistant. */
export type ChatRequestBody = z.infer<typeof chatRequestSchema>;
/** A source of an answer. */
export type CitationView = z.infer<typeof citationSchema>;
/** An event of the stream of `POST /api/knowledge`. */
export type IngestEvent = z.infer<typeof ingestEventSchema>;
/** A document of the knowledge store. */
export type DocumentView = z.infer<typeof documentSchema>;
/** A passage as a citation opens it. */
export type PassageView = z.infer<typeof passageViewSchema>;
/** What people say of an answer. */
export type FeedbackBody = z.infer<typeof feedbackRequestSchema>;
/** What the service is doing and with what. */
export type StatusView = z.infer<typeof statusSchema>;
/** What the page needs to know of the region. */
export type RegionView = z.infer<typeof regionViewSchema>;
export type { AppealBody, AppealReceipt, AppealStatus, ConstitutionView } from './appeal-schema.ts';
