import { describe, expect, it } from 'vitest';
import { pickMetadata } from './document-metadata.ts';
import type { DocumentMetadata, DocumentRecord } from './spec.ts';

const metadata: Required<DocumentMetadata> = {
  title: 'Fees',
  url: 'https://example.org/fees',
  publisher: 'Office',
  language: 'en',
  asOf: '2026-01-01',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  verified: 'general-knowledge',
  group: 'fees',
};

describe('pickMetadata', () => {
  it('takes all metadata of a record and nothing else', () => {
    const record: DocumentRecord = {
      ...metadata,
      documentId: 'fees',
      collection: 'test',
      mediaType: 'text/plain',
      source: 'fees.txt',
      contentHash: 'ab',
      addedAt: '2026-01-02T00:00:00Z',
      passageCount: 1,
      supersedes: [],
    };
    expect(pickMetadata(record)).toEqual(metadata);
  });

  it('leaves absent fields absent instead of undefined', () => {
    expect(Object.keys(pickMetadata({ title: 'Fees' }))).toEqual(['title']);
  });
});
