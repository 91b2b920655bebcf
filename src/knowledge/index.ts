export { cardQuestionsSchema, type CardQuestions } from './card-questions.ts';
export { Bm25Index, type Bm25Hit, type Bm25Options } from './bm25.ts';
export { pickMetadata } from './document-metadata.ts';
export { embedPassages, passageEmbeddingText, type EmbedOptions } from './embed-passages.ts';
export {
  checkFactCard,
  factCardDocumentId,
  factCardDocuments,
  factCardSchema,
  factSchema,
  type CardProblem,
  type FactCard,
} from './fact-cards.ts';
export { formatLocator, plainLocatorWords, type LocatorWords } from './format-locator.ts';
export { ingest, type IngestOptions, type IngestOutcome } from './ingest.ts';
export { createMemoryStore } from './memory-store.ts';
export {
  isParseFailure,
  parseSource,
  type ParseFailure,
  type ParseResult,
  type ReadingOptions,
  type SourceToParse,
} from './parse/parse-source.ts';
export { readZip, type ReadZipOptions, type ZipMember } from './parse/read-zip.ts';
export {
  createQuestionIndex,
  questionKey,
  questionVectorsKind,
  type QuestionIndex,
  type QuestionIndexOptions,
  type QuestionMatch,
  type QuestionMatches,
} from './question-index.ts';
export {
  retrieve,
  type Hit,
  type Retrieval,
  type RetrievalQuery,
  type RetrieveOptions,
  type TermVariant,
} from './retrieve.ts';
export {
  manifestSourceSchema,
  sourceManifestSchema,
  type ManifestSource,
  type SourceManifest,
} from './source-manifest.ts';
export { splitPassages, type PassageDraft, type SplitOptions } from './split-passages.ts';
export {
  readVectorFile,
  writeVectorFile,
  type VectorFile,
  type VectorFileContent,
  type VectorFileHeader,
} from './vector-file.ts';
export type {
  Block,
  DocumentMetadata,
  DocumentRecord,
  FoundPassage,
  IngestSession,
  Locator,
  ParsedDocument,
  Passage,
  PassageStore,
  PassageToStore,
  PassageVector,
  ScoredPassage,
  SearchFilter,
  StoreStatus,
  Superseded,
  VectorQuery,
} from './spec.ts';
