import type { CitationView } from '../../src/server/api-schema.ts';

/** A passage to open, with what is known of it before it has come. */
export type PassageTarget = Pick<CitationView, 'collection' | 'passageId' | 'title'> &
  Partial<Pick<CitationView, 'spans' | 'converted'>>;
