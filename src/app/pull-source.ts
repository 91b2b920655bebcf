import { access, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Downloaded, type Fetch, type ReportProgress, type Progress, download, ignoreProgress, isoDate, sha256, sha256File, upstreamError } from '../base/index.ts'; // prettier-ignore
import {
  type IngestOutcome,
  type ManifestSource,
  type ParsedDocument,
  type ParseResult,
  ingest,
  isParseFailure,
  parseSource,
  readZip,
} from '../knowledge/index.ts';
import { officialCollection } from './collections.ts';
import { type ListedFile, readListing } from './read-listing.ts';
import type { Workspace } from './workspace.ts';

/** How to pull one source. */
export interface PullSourceOptions {
  readonly report?: ReportProgress;
  readonly fetch?: Fetch;
  readonly signal?: AbortSignal;
  /** Told of every file that has been fetched. */
  readonly onBytes: (bytes: number) => void;
}

/** Largest listing, in bytes: it is read as a whole. */
const largestListing = 64 * 1024 * 1024;

/**
 * Fetches one source and stores its documents. Files that came whole stay until all are stored, so that
 * an interrupted pull goes on where it stopped.
 *
 * @throws `download.…`, `knowledge.bad-listing`, `knowledge.archive-…`, `store.locked`, `disk.full`
 */
export async function* pullSource(
  workspace: Workspace,
  source: ManifestSource,
  options: PullSourceOptions,
): AsyncGenerator<IngestOutcome> {
  const { config, region, store, segmenter, clock } = workspace;
  const { signal } = options;
  const folder = join(config.home, 'downloads', region.id, source.id);
  const files = source.format === 'listing' ? await fetchListing(source, folder, options) : [source];
  for (const [at, file] of files.entries()) {
    const label = files.length === 1 ? source.title : `${source.title} (${at + 1}/${files.length})`;
    const fetched = await fetchFile({ file, folder, label, maxBytes: source.maxBytes }, options);
    options.onBytes(fetched.bytes);
    const parsed = readFetched(source, { ...fetched, url: file.url }, signal);
    yield* ingest(officialDocuments(workspace, source, parsed), {
      store,
      segmenter,
      clock,
      collection: officialCollection,
      report: relabel(options.report, `${label}: documents`),
      ...(signal !== undefined && { signal }),
    });
  }
  await rm(folder, { recursive: true, force: true });
}

async function fetchListing(
  source: ManifestSource,
  folder: string,
  options: PullSourceOptions,
): Promise<ListedFile[]> {
  const maxBytes = Math.min(source.maxBytes, largestListing);
  const file = { url: source.url };
  const { path, bytes } = await fetchFile({ file, folder, label: source.title, maxBytes }, options);
  options.onBytes(bytes);
  return readListing(await readFile(path, 'utf8'), source);
}

interface FileToFetch {
  readonly file: ListedFile;
  readonly folder: string;
  readonly label: string;
  readonly maxBytes: number;
}

async function fetchFile(
  { file, folder, label, maxBytes }: FileToFetch,
  { report, fetch, signal }: PullSourceOptions,
): Promise<Pick<Downloaded, 'path' | 'bytes' | 'contentType'>> {
  const path = join(folder, sha256(file.url).slice(0, 24));
  if (file.sha256 !== undefined && (await exists(path)) && (await sha256File(path)) === file.sha256)
    return { path, bytes: 0, contentType: '' };
  return download({
    url: file.url,
    path,
    label,
    maxBytes,
    report: report ?? ignoreProgress,
    ...(file.sha256 !== undefined && { sha256: file.sha256 }),
    ...(fetch !== undefined && { fetch }),
    ...(signal !== undefined && { signal }),
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function* readFetched(
  source: ManifestSource,
  { url, path, contentType }: Pick<Downloaded, 'path' | 'contentType'> & { readonly url: string },
  signal: AbortSignal | undefined,
): AsyncGenerator<ParseResult> {
  const reading = { ...(signal !== undefined && { signal }) };
  const { id, title, format, listing } = source;
  if (format !== 'listing' || listing === undefined) {
    const mediaType = `${mediaTypes[format][0]}${/;.*$/.exec(contentType)?.[0] ?? ''}`;
    yield* parseSource({ path, url, mediaType, documentId: id, title }, reading);
    return;
  }
  const name = basename(new URL(url).pathname);
  for await (const member of readZip(path, { name, members: new RegExp(listing.members, 'u'), ...reading })) {
    if ('error' in member) yield { source: `${url}#${member.name}`, error: member.error };
    else {
      const documentId = `${id}/${member.name}`;
      for await (const result of parseSource({ ...member, documentId }, reading)) {
        yield { ...result, source: `${url}#${member.name}` };
      }
    }
  }
}

/** What a document of each format may have been read as. The first is what the parser is told. */
const mediaTypes: Readonly<Record<ManifestSource['format'], readonly [string, ...string[]]>> = {
  html: ['text/html'],
  rss: ['application/xml'],
  xml: ['application/xml'],
  json: ['application/json', 'application/jsonl'],
  csv: ['text/csv'],
  pdf: ['application/pdf'],
  text: ['text/plain'],
  listing: ['application/zip'],
};

/** Gives the documents the manifest's id, publisher and language, and the days they hold. */
async function* officialDocuments(
  workspace: Workspace,
  source: ManifestSource,
  results: AsyncIterable<ParseResult>,
): AsyncGenerator<ParseResult> {
  const today = workspace.today();
  const validTo = lastValidDay(workspace, source);
  for await (const result of results) {
    if (isParseFailure(result)) {
      const { documentId } = result;
      yield documentId === undefined ? result : { ...result, documentId: officialId(source, documentId) };
      continue;
    }
    checkFormat(source, result);
    const { metadata } = result;
    yield {
      ...result,
      documentId: officialId(source, stableId(result)),
      metadata: {
        ...metadata,
        publisher: source.publisher,
        language: metadata.language ?? source.language,
        asOf: metadata.asOf ?? today,
        ...(metadata.validTo === undefined && validTo !== undefined && { validTo }),
      },
    };
  }
}

/** A law's file name tells its version, its number does not: a new version must replace the old one. */
function stableId({ documentId, mediaType, metadata }: ParsedDocument): string {
  return mediaType === 'application/xml' ? (metadata.group ?? documentId) : documentId;
}

function officialId(source: ManifestSource, documentId: string): string {
  const owned = documentId === source.id || documentId.startsWith(`${source.id}/`);
  return owned ? documentId : `${source.id}/${documentId}`;
}

/** Servers send a web page with an apology under any address. */
function checkFormat(source: ManifestSource, { mediaType }: ParsedDocument): void {
  if (source.format === 'listing' || mediaTypes[source.format].includes(mediaType)) return;
  throw upstreamError({
    code: 'knowledge.unexpected-format',
    message: `"${source.id}" should be ${source.format}, but ${mediaType} came.`,
    cure: 'Open its address in a browser: it may have moved, or be closed for a while.',
    data: { source: source.id, mediaType },
  });
}

function lastValidDay({ region, clock }: Workspace, { staleAfterHours }: ManifestSource): string | undefined {
  if (staleAfterHours === undefined) return undefined;
  return isoDate(new Date(clock().getTime() + staleAfterHours * 3_600_000), region.timeZone);
}

function relabel(report: ReportProgress | undefined, label: string): ReportProgress {
  return (progress: Progress) => report?.({ ...progress, label });
}
