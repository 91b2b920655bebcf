import { Bm25Index } from './bm25.ts';
import { pickMetadata } from './document-metadata.ts';
import type {
  DocumentRecord,
  FoundPassage,
  IngestSession,
  Passage,
  PassageStore,
  PassageToStore,
  ScoredPassage,
  SearchFilter,
} from './spec.ts';

interface StoredDocument {
  readonly record: DocumentRecord;
  readonly passages: readonly PassageToStore[];
}

/** A passage store in memory, with exact BM25 and exact nearest vectors: for tests, examples and small collections. */
export function createMemoryStore(): PassageStore {
  return new MemoryStore();
}

function keyOf(collection: string, id: string): string {
  return `${collection}\u0000${id}`;
}

class MemoryStore implements PassageStore {
  readonly #documents = new Map<string, StoredDocument>();
  readonly #passages = new Map<string, PassageToStore>();
  readonly #vectors = new Map<string, Map<string, Float32Array>>();
  readonly #index = new Bm25Index();

  openSession(): Promise<IngestSession> {
    const drafts = new Map<string, PassageToStore[]>();
    const session: IngestSession = {
      find: async (collection, documentIds) => {
        const found = new Map<string, DocumentRecord>();
        for (const id of documentIds) {
          const record = await this.getDocument(collection, id);
          if (record !== undefined) found.set(id, record);
        }
        return found;
      },
      addPassages: (passages) => {
        for (const passage of passages) {
          const draft = drafts.get(passage.revision);
          if (draft === undefined) drafts.set(passage.revision, [passage]);
          else draft.push(passage);
        }
        return Promise.resolve();
      },
      commit: async (documents) => {
        for (const { record, revision } of documents) {
          await this.removeDocuments(record.collection, [record.documentId]);
          this.#put(record, drafts.get(revision) ?? []);
          drafts.delete(revision);
        }
      },
      finish: () => Promise.resolve(),
      abandon: () => Promise.resolve(),
    };
    return Promise.resolve(session);
  }

  #put(record: DocumentRecord, passages: readonly PassageToStore[]): void {
    this.#documents.set(keyOf(record.collection, record.documentId), { record, passages });
    for (const passage of passages) {
      const key = keyOf(passage.collection, passage.passageId);
      this.#passages.set(key, passage);
      this.#index.add(key, passage.terms);
    }
  }

  listDocuments(filter: SearchFilter = {}): Promise<DocumentRecord[]> {
    const records = Array.from(this.#documents.values(), ({ record }) => record);
    return Promise.resolve(
      records
        .filter((record) => filter.collections?.includes(record.collection) ?? true)
        .toSorted((a, b) => (keyOf(a.collection, a.documentId) < keyOf(b.collection, b.documentId) ? -1 : 1)),
    );
  }

  getDocument(collection: string, documentId: string): Promise<DocumentRecord | undefined> {
    return Promise.resolve(this.#documents.get(keyOf(collection, documentId))?.record);
  }

  getPassages(collection: string, documentId: string): Promise<Passage[]> {
    const passages = this.#documents.get(keyOf(collection, documentId))?.passages ?? [];
    return Promise.resolve(passages.map(toPassage));
  }

  getPassage(collection: string, passageId: string): Promise<FoundPassage | undefined> {
    return Promise.resolve(this.#found(keyOf(collection, passageId)));
  }

  #found(key: string): FoundPassage | undefined {
    const passage = this.#passages.get(key);
    if (passage === undefined) return undefined;
    const document = this.#documents.get(keyOf(passage.collection, passage.documentId));
    if (document === undefined) return undefined;
    return { ...pickMetadata(document.record), ...toPassage(passage) };
  }

  removeDocuments(collection: string, documentIds: readonly string[]): Promise<number> {
    let removed = 0;
    for (const documentId of documentIds) {
      const document = this.#documents.get(keyOf(collection, documentId));
      if (document === undefined) continue;
      removed += 1;
      this.#documents.delete(keyOf(collection, documentId));
      for (const passage of document.passages) {
        const key = keyOf(collection, passage.passageId);
        this.#passages.delete(key);
        this.#index.remove(key);
        for (const vectors of this.#vectors.values()) vectors.delete(key);
      }
    }
    return Promise.resolve(removed);
  }

  searchTerms(terms: readonly string[], limit: number, filter: SearchFilter = {}): Promise<ScoredPassage[]> {
    const hits = this.#index.search(terms, limit, (key) => this.#accepts(key, filter));
    return Promise.resolve(hits.flatMap(({ id, score }) => this.#scored(id, score)));
  }

  searchVector({ model, vector, limit, filter = {} }: Parameters<PassageStore['searchVector']>[0]) {
    const scored = Array.from(this.#vectors.get(model) ?? [])
      .filter(([key]) => this.#accepts(key, filter))
      .map(([key, other]) => ({ key, score: dotProduct(vector, other) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
    return Promise.resolve(scored.flatMap(({ key, score }) => this.#scored(key, score)));
  }

  #scored(key: string, score: number): ScoredPassage[] {
    const passage = this.#found(key);
    return passage === undefined ? [] : [{ passage, score }];
  }

  #accepts(key: string, filter: SearchFilter): boolean {
    const passage = this.#passages.get(key);
    if (passage === undefined) return false;
    return (
      (filter.collections?.includes(passage.collection) ?? true) &&
      (filter.varieties?.includes(passage.variety) ?? true)
    );
  }

  async *withoutVector(model: string): AsyncGenerator<FoundPassage> {
    for (const key of Array.from(this.#passages.keys())) {
      const passage = this.#found(key);
      if (passage !== undefined && this.#vectors.get(model)?.has(key) !== true) yield passage;
    }
  }

  putVectors(model: string, vectors: Parameters<PassageStore['putVectors']>[1]): Promise<void> {
    const stored = this.#vectors.get(model) ?? new Map<string, Float32Array>();
    this.#vectors.set(model, stored);
    for (const { collection, passageId, vector } of vectors) {
      const key = keyOf(collection, passageId);
      if (this.#passages.has(key)) stored.set(key, vector);
    }
    return Promise.resolve();
  }

  status(model?: string) {
    const counts = new Map<string, number>();
    for (const { record } of this.#documents.values()) {
      counts.set(record.collection, (counts.get(record.collection) ?? 0) + 1);
    }
    return Promise.resolve({
      documents: this.#documents.size,
      passages: this.#passages.size,
      embedded: (model === undefined ? undefined : this.#vectors.get(model)?.size) ?? 0,
      collections: Array.from(counts, ([name, documents]) => ({ name, documents })).sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function toPassage(passage: PassageToStore): Passage {
  const { terms: _terms, revision: _revision, ...rest } = passage;
  return rest;
}

function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
