import type { IsoDate } from '../base/index.ts';
import type { Variety } from '../language/index.ts';

/** Where in its document a passage stands, so that a person can find it. Only what is known is set. */
export interface Locator {
  /** 1-based page of a paginated document. */
  readonly page?: number;
  /** 1-based data row of a table or record of a list. */
  readonly row?: number;
  /** The headings above the passage, outermost first; articles and sections of laws are headings. */
  readonly headings?: readonly string[];
  /** 1-based number of the passage under its heading, when there is more than one. */
  readonly part?: number;
}

/** What is known of a document beside its text. */
export interface DocumentMetadata {
  readonly title: string;
  readonly url?: string;
  readonly publisher?: string;
  /** The variety the source says it is in; each passage is detected for itself. */
  readonly language?: Variety;
  /** The day its content refers to: the newer of two sources that disagree wins. */
  readonly asOf?: IsoDate;
  /** First day on which its content holds. */
  readonly validFrom?: IsoDate;
  /** Last day on which its content holds. Afterwards it is found only when nothing else is. */
  readonly validTo?: IsoDate;
  /** How far its facts were checked, as its source says. */
  readonly verified?: 'checked-against-source' | 'general-knowledge';
  /** Documents with the same group say the same in different languages. */
  readonly group?: string;
}

/** An earlier state of a document that a newer one has replaced. */
export interface Superseded {
  readonly contentHash: string;
  readonly addedAt: string;
  readonly asOf?: IsoDate;
}

/** A document as the store knows it. `(collection, documentId)` is its key. */
export interface DocumentRecord extends DocumentMetadata {
  readonly documentId: string;
  readonly collection: string;
  /** Media type it was parsed as, e.g. `application/pdf`. */
  readonly mediaType: string;
  /** Where it came from: a path, an address, or the name of an upload. */
  readonly source: string;
  /** SHA-256 over its metadata and passages: the same hash means nothing changed. */
  readonly contentHash: string;
  /** ISO 8601 instant. */
  readonly addedAt: string;
  readonly passageCount: number;
  /** Earlier states, newest first. */
  readonly supersedes: readonly Superseded[];
}

/** A piece of a document that is retrieved and quoted. `(collection, passageId)` is its key. */
export interface Passage {
  /** `<documentId>#<ordinal>`. */
  readonly passageId: string;
  readonly documentId: string;
  readonly collection: string;
  /** 0-based position in the document. */
  readonly ordinal: number;
  readonly text: string;
  readonly locator: Locator;
  /** Detected from the text, never from a file name. */
  readonly variety: Variety;
  /** Words that people search it by; indexed, never shown. */
  readonly keywords?: string;
}

/** A passage together with its document's metadata, as search returns it. */
export interface FoundPassage extends Passage, DocumentMetadata {}

/** Limits a search. */
export interface SearchFilter {
  /** Only these collections. Absent: all that the caller may see, so callers that serve others set it. */
  readonly collections?: readonly string[];
  /** Only passages in these varieties. */
  readonly varieties?: readonly Variety[];
}

/** A found passage with the score of one retrieval method. */
export interface ScoredPassage {
  readonly passage: FoundPassage;
  /** Larger is better; comparable only within one result of one method. */
  readonly score: number;
}

/** How much the store holds. */
export interface StoreStatus {
  readonly documents: number;
  readonly passages: number;
  /** Passages with a vector of the model asked about; 0 when none was named. */
  readonly embedded: number;
  readonly collections: readonly { readonly name: string; readonly documents: number }[];
}

/** A passage to be written, with the terms it is found by. */
export interface PassageToStore extends Passage {
  /** Folded and segmented text (title, headings, keywords, text): what BM25 counts. */
  readonly terms: readonly string[];
  /** The state of the document it belongs to; becomes visible when that state is committed. */
  readonly revision: string;
}

/**
 * One exclusive writing session. A document becomes visible as a whole when it is committed; the
 * state it replaces stays until then. A session that dies leaves nothing half-visible.
 */
export interface IngestSession {
  /** The stored records of those ids that are stored, by id. */
  find(collection: string, documentIds: readonly string[]): Promise<ReadonlyMap<string, DocumentRecord>>;
  /** Writes passages of documents that are not committed yet. May be called many times. */
  addPassages(passages: readonly PassageToStore[]): Promise<void>;
  /** Makes the documents visible in place of their earlier states. */
  commit(documents: readonly { readonly record: DocumentRecord; readonly revision: string }[]): Promise<void>;
  /** Brings the indexes up to date and gives up the lock. */
  finish(): Promise<void>;
  /** Gives up the lock after a failure; what was not committed is removed. */
  abandon(): Promise<void>;
}

/**
 * Where documents, passages and vectors are kept and searched: the room's port. The embedded store
 * implements it on disk, {@link createMemoryStore} in memory.
 */
export interface PassageStore {
  /** Opens a writing session. @throws `store.locked` when another process is writing. */
  openSession(): Promise<IngestSession>;
  listDocuments(filter?: SearchFilter): Promise<DocumentRecord[]>;
  getDocument(collection: string, documentId: string): Promise<DocumentRecord | undefined>;
  /** All passages of a document in order. */
  getPassages(collection: string, documentId: string): Promise<Passage[]>;
  getPassage(collection: string, passageId: string): Promise<FoundPassage | undefined>;
  /** Removes documents with their passages; tells how many there were. */
  removeDocuments(collection: string, documentIds: readonly string[]): Promise<number>;
  /** BM25 over the indexed terms, best first. */
  searchTerms(terms: readonly string[], limit: number, filter?: SearchFilter): Promise<ScoredPassage[]>;
  /** Nearest vectors of a model by cosine similarity (the score, in [-1, 1]), best first. */
  searchVector(query: VectorQuery): Promise<ScoredPassage[]>;
  /** Passages without a vector of this model, with their document's metadata. May be long: it is streamed. */
  withoutVector(model: string): AsyncIterable<FoundPassage>;
  /** Stores vectors of unit length for passages. */
  putVectors(model: string, vectors: readonly PassageVector[]): Promise<void>;
  status(model?: string): Promise<StoreStatus>;
  close(): Promise<void>;
}

/** A search by vector. */
export interface VectorQuery {
  /** Id of the model the vector is from: only vectors of the same model can be compared. */
  readonly model: string;
  /** Of unit length. */
  readonly vector: Float32Array;
  readonly limit: number;
  readonly filter?: SearchFilter;
}

/** The vector of one passage. */
export interface PassageVector {
  readonly collection: string;
  readonly passageId: string;
  readonly vector: Float32Array;
}

/** A piece of a parsed document, in reading order. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly page?: number }
  | { readonly kind: 'paragraph'; readonly text: string; readonly page?: number }
  /** One row of a table as `column: value` pairs in one text. */
  | { readonly kind: 'row'; readonly row: number; readonly text: string; readonly page?: number };

/** A document on its way in: metadata first, text as a stream, so that memory stays flat. */
export interface ParsedDocument {
  readonly documentId: string;
  readonly mediaType: string;
  readonly source: string;
  readonly metadata: DocumentMetadata;
  readonly keywords?: string;
  readonly blocks: AsyncIterable<Block> | Iterable<Block>;
}
