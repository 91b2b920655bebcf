import { randomUUID } from 'node:crypto';
import { setImmediate as letOthersWork } from 'node:timers/promises';
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
import { TwinIds } from './twin-ids.ts';

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

/** Passages segmented in one go, in some tens of milliseconds: a server answers others in between. */
const sliceSize = 64;

/**
 * Brings documents into the store, telling what became of each, in order. The same content changes
 * nothing; changed content replaces the earlier state as a whole. Killed at any moment, a re-run
 * finishes the job: only whole documents count, and those are found unchanged.
 *
 * An id that comes again in the same run with another content gets a number (`id~2`), so that neither
 * text is lost and a re-run changes nothing; it is reported as doubtful.
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
        batch.addOutcome({ outcome: document.documentId === undefined ? 'failed' : 'doubtful', ...document });
      } else {
        await batch.add(document);
      }
      if (batch.full) yield* batch.flush();
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

/** Gathers documents until there is enough for one write, with what is to be told between them. */
class IngestBatch {
  readonly #session: IngestSession;
  readonly #options: IngestOptions;
  #pending: (ReadDocument | IngestOutcome)[] = [];
  #count = 0;
  #segmented = 0;
  readonly #ids = new TwinIds();

  constructor(session: IngestSession, options: IngestOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** True when what was gathered should be written. */
  get full(): boolean {
    return this.#count >= batchSize || this.#pending.length >= batchSize;
  }

  addOutcome(outcome: IngestOutcome): void {
    this.#pending.push(outcome);
  }

  async add(document: ParsedDocument): Promise<void> {
    const { documentId } = document;
    const given = this.#ids.propose(documentId);
    try {
      const read = await this.#read({ ...document, documentId: given });
      if (this.#ids.take(documentId, given, read.contentHash)) {
        this.#pending.push(read);
        this.#count += read.passages.length;
        if (given !== documentId) this.addOutcome(idTaken(document, given));
      } else {
        this.addOutcome(outcomeOf({ ...read, document }, 'unchanged'));
      }
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      const known = toLionrockError(error);
      // A full disk stops everything; a broken document stops only itself.
      if (known.category === 'setup') throw known;
      this.addOutcome({ outcome: 'failed', source: document.source, error: known });
    }
  }

  async *flush(): AsyncGenerator<IngestOutcome> {
    const entries = this.#pending;
    this.#pending = [];
    this.#count = 0;
    const read = entries.filter((entry) => 'document' in entry);
    const states = read.length === 0 ? new Map<ReadDocument, Change>() : await this.#write(read);
    for (const entry of entries) {
      yield 'document' in entry ? outcomeOf(entry, states.get(entry) ?? 'unchanged') : entry;
    }
  }

  async #write(read: readonly ReadDocument[]): Promise<ReadonlyMap<ReadDocument, Change>> {
    const ids = read.map(({ document }) => document.documentId);
    const earlier = await this.#session.find(this.#options.collection, ids);
    const states = new Map<ReadDocument, Change>();
    for (const entry of read) {
      const before = earlier.get(entry.document.documentId);
      if (before === undefined) states.set(entry, 'added');
      else if (before.contentHash !== entry.contentHash) states.set(entry, 'replaced');
    }
    const changed = Array.from(states.keys());
    const passages: PassageToStore[] = [];
    for (const entry of changed) passages.push(...(await this.#passages(entry)));
    await this.#session.addPassages(passages);
    await this.#session.commit(
      changed.map((entry) => ({
        record: this.#record(entry, earlier.get(entry.document.documentId)),
        revision: entry.revision,
      })),
    );
    return states;
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
        await this.#session.addPassages(await this.#passages({ document, revision, passages, passageCount }));
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
  async #passages(read: Omit<ReadDocument, 'contentHash'>): Promise<PassageToStore[]> {
    const { document, revision, passages, passageCount } = read;
    const { keywords, documentId, metadata } = document;
    const first = passageCount - passages.length;
    const stored: PassageToStore[] = [];
    for (const [at, { text, locator }] of passages.entries()) {
      if (this.#segmented % sliceSize === 0) await letOthersWork();
      this.#segmented += 1;
      const context = [metadata.title, ...(locator.headings ?? []), keywords ?? ''].join('\n');
      stored.push({
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
      });
    }
    return stored;
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

/** What the store did with a document. */
type Change = 'added' | 'replaced' | 'unchanged';

function outcomeOf({ document, passageCount }: ReadDocument, outcome: Change): IngestOutcome {
  const { documentId, source, metadata } = document;
  return { outcome, documentId, title: metadata.title, source, passages: passageCount };
}

function idTaken({ source, documentId }: ParsedDocument, given: string): IngestOutcome {
  return {
    outcome: 'doubtful',
    source,
    documentId: given,
    error: inputError({
      code: 'knowledge.id-taken',
      message: `${source}: the id "${documentId}" came before with another text; this one is stored as "${given}".`,
      cure: 'Give every record an id of its own.',
      data: { documentId },
    }),
  };
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
