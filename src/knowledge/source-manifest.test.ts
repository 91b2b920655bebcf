import { describe, expect, it } from 'vitest';
import { sourceManifestSchema } from './source-manifest.ts';

const source = {
  id: 'notices',
  title: 'Notices',
  publisher: 'Harbour Office',
  licence: { name: 'CC BY 4.0', url: 'https://example.org/licence' },
  url: 'https://example.org/notices.xml',
  language: 'en',
  format: 'rss',
  maxBytes: 1000,
  default: true,
  changes: 'daily',
  shape: 'recorded',
};
const manifest = (...sources: unknown[]) => ({
  kind: 'source-manifest',
  schema: 1,
  version: '1.0.0',
  region: 'test',
  createdAt: '2026-11-23',
  sources,
});
const problems = (value: unknown) =>
  sourceManifestSchema.safeParse(value).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('sourceManifestSchema', () => {
  it('accepts a source with and without a listing', () => {
    const listing = { entries: 'result.resources', url: 'url', members: String.raw`\.xml$` };
    expect(problems(manifest(source, { ...source, id: 'laws', format: 'listing', listing }))).toEqual([]);
  });

  it.each([
    ['an address that is not https', { url: 'http://example.org' }, 'sources.0.url'],
    ['an id with a capital', { id: 'Notices' }, 'sources.0.id'],
    ['a format nobody parses', { format: 'xlsx' }, 'sources.0.format'],
    ['no limit of size', { maxBytes: 0 }, 'sources.0.maxBytes'],
    ['a licence without an address', { licence: { name: 'x' } }, 'sources.0.licence.url'],
    ['a field nobody knows', { colour: 'red' }, 'sources.0'],
  ])('refuses %s', (_, change, path) => {
    expect(problems(manifest({ ...source, ...change }))).toEqual([path]);
  });
});
