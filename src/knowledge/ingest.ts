import { randomUUID } from 'node:crypto';
import {
  type Clock,
  type ReportProgress,
  ignoreProgress,
  inputError,
  sha256,
  systemClock,
  toLionrockError,
} from '../base/index.ts';
import { type Segmenter, detectVariety } from '../language/index.ts';
import type { ParseFailure } from './parse/parse-failure.ts';
import type { DocumentRecord, IngestSession, ParsedDocument, PassageStore, PassageToStore } from './spec.ts';
import { type PassageDraft, splitPassages } from './split-passages.ts';

/** What became of one document. */
export type IngestOutcome =
  | {
      readonly outcome: 'added' | 'replaced' | 'unchanged';
      readonly documentId: string;
      readonly title: string;
      readonly source: string;
      readonly passages: number;
    }
  | ({ readonly outcome: 'failed' } & ParseFailure)
  /** The document came, but something of it is in doubt: rows too short, pages that could not be read. */
  | ({ readonly outcome: 'doubtful' } & ParseFailure);

/** How to ingest. */
export interface IngestOptions {
  readonly store: PassageStore;
  readonly segmenter: Segmenter;
  readonly collection: string;
  readonly report?: ReportProgress;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/** Passages gathered before they are written: a few megabytes, whatever the documents' sizes. */
const batchSize = 2048;

/**
 * Brings documents into the store, telling what became of each, in order. The same content changes
 * nothing; changed content replaces the earlier state as a whole. Killed at any moment, a re-run
 * finishes the job: only whole documents count, and those are found unchanged.
 *
 * @throws `store.locked` when another process is writing.
 */
export async function* ingest(
  documents: AsyncIterable<ParsedDocument | ParseFailure>,
  options: IngestOptions,
): AsyncGenerator<IngestOutcome> {
  const session = await options.store.openSession();
  let finished = false;
  try {
    const batch = new IngestBatch(session, options);
    let count = 0;
    for await (const document of documents) {
      options.signal?.throwIfAborted();
      if ('error' in document) {
        yield* batch.flush();
        yield { outcome: document.documentId === undefined ? 'failed' : 'doubtful', ...document };
      } else {
        yield* batch.add(document);
      }
      count += 1;
      (options.report ?? ignoreProgress)({ label: 'documents', done: count, unit: 'documents' });
    }
    yield* batch.flush();
    await session.finish();
    finished = true;
  } finally {
    // Reached without `finished` by an error, an abort, or a caller that stopped listening.
    if (!finished) await session.abandon();
  }
}

/** A document that is read but not yet compared with its stored state. */
interface ReadDocument {
  readonly document: ParsedDocument;
  readonly revision: string;
  readonly contentHash: string;
  /** What is not written yet; a large document's earlier passages are. */
  readonly passages: readonly PassageDraft[];
  readonly passageCount: number;
}

/** Gathers documents until there is enough for one write. */
class IngestBatch {
  readonly #session: IngestSession;
  readonly #options: IngestOptions;
  #pending = new Map<string, ReadDocument>();
  #count = 0;

  constructor(session: IngestSession, options: IngestOptions) {
    this.#session = session;
    this.#options = options;
  }

  async *add(document: ParsedDocument): AsyncGenerator<IngestOutcome> {
    // Two records with one id: the later one must see the earlier one as stored.
    if (this.#pending.has(document.documentId)) yield* this.flush();
    try {
      const read = await this.#read(document);
      this.#pending.set(document.documentId, read);
      this.#count += read.passages.length;
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      const known = toLionrockError(error);
      // A full disk stops everything; a broken document stops only itself.
      if (known.category === 'setup') throw known;
      yield* this.flush();
      yield { outcome: 'failed', source: document.source, error: known };
      return;
    }
    if (this.#count >= batchSize || this.#pending.size >= batchSize) yield* this.flush();
  }

  async *flush(): AsyncGenerator<IngestOutcome> {
    const pending = Array.from(this.#pending.values());
    this.#pending = new Map();
    this.#count = 0;
    if (pending.length === 0) return;
    const ids = pending.map(({ document }) => document.documentId);
    const earlier = await this.#session.find(this.#options.collection, ids);
    const changed = pending.filter(
      (read) => earlier.get(read.document.documentId)?.contentHash !== read.contentHash,
    );
    await this.#session.addPassages(changed.flatMap((read) => this.#passages(read)));
    await this.#session.commit(
      changed.map((read) => ({
        record: this.#record(read, earlier.get(read.document.documentId)),
        revision: read.revision,
      })),
    );
    for (const read of pending) {
      const before = earlier.get(read.document.documentId);
      const replaced = before === undefined ? 'added' : 'replaced';
      yield {
        outcome: changed.includes(read) ? replaced : 'unchanged',
        documentId: read.document.documentId,
        title: read.document.metadata.title,
        source: read.document.source,
        passages: read.passageCount,
      };
    }
  }

  async #read(document: ParsedDocument): Promise<ReadDocument> {
    const revision = randomUUID();
    let hash = sha256(JSON.stringify([document.metadata, document.keywords ?? '', document.mediaType]));
    let passages: PassageDraft[] = [];
    let passageCount = 0;
    for await (const draft of splitPassages(document.blocks)) {
      this.#options.signal?.throwIfAborted();
      // Chained, so that a large document is never held whole.
      hash = sha256(`${hash}\n${JSON.stringify([draft.text, draft.locator])}`);
      passages.push(draft);
      passageCount += 1;
      if (passages.length >= batchSize) {
        // A document larger than a batch is written as it comes; it stays invisible until committed.
        await this.#session.addPassages(this.#passages({ document, revision, passages, passageCount }));
        passages = [];
      }
    }
    if (passageCount === 0) {
      throw inputError({
        code: 'knowledge.no-text',
        message: `${document.source} holds no text.`,
        cure: 'Add a file with text in it.',
        data: { source: document.source },
      });
    }
    return { document, revision, contentHash: hash, passages, passageCount };
  }

  /** The passages as they are stored; segmentation is the costly part, so only changed documents get here. */
  #passages(read: Omit<ReadDocument, 'contentHash'>): PassageToStore[] {
    const { document, revision, passages, passageCount } = read;
    const { keywords, documentId, metadata } = document;
    const first = passageCount - passages.length;
    return passages.map(({ text, locator }, at) => {
      const context = [metadata.title, ...(locator.headings ?? []), keywords ?? ''].join('\n');
      return {
        passageId: `${documentId}#${first + at}`,
        documentId,
        collection: this.#options.collection,
        ordinal: first + at,
        text,
        locator,
        variety: varietyOf(text, document),
        ...(keywords !== undefined && { keywords }),
        terms: this.#options.segmenter.terms(`${context}\n${text}`),
        revision,
      };
    });
  }

  #record(read: ReadDocument, earlier: DocumentRecord | undefined): DocumentRecord {
    const { document, contentHash, passageCount } = read;
    return {
      ...document.metadata,
      documentId: document.documentId,
      collection: this.#options.collection,
      mediaType: document.mediaType,
      source: document.source,
      contentHash,
      addedAt: (this.#options.clock ?? systemClock)().toISOString(),
      passageCount,
      supersedes: earlier === undefined ? [] : [supersededState(earlier), ...earlier.supersedes].slice(0, 20),
    };
  }
}

function supersededState(earlier: DocumentRecord) {
  const { contentHash, addedAt, asOf } = earlier;
  return { contentHash, addedAt, ...(asOf !== undefined && { asOf }) };
}

function varietyOf(text: string, document: ParsedDocument) {
  const detected = detectVariety(text).variety;
  // A table row of names or figures shows no variety of its own; then the source's word counts.
  return detected === 'und' || detected === 'mixed' ? (document.metadata.language ?? detected) : detected;
}
