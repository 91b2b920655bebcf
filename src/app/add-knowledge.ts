import { basename } from 'node:path';
import type { Fetch, ReportProgress } from '../base/index.ts';
import {
  type IngestOutcome,
  type ParseResult,
  type ReadingOptions,
  ingest,
  parseSource,
} from '../knowledge/index.ts';
import { parseWritableCollection } from './collections.ts';
import { embedKnowledge } from './embed-knowledge.ts';
import { isWebAddress, parseWebPage } from './parse-web-page.ts';
import { kindOf, walkFolder } from './walk-folder.ts';
import type { Workspace } from './workspace.ts';

/** What to add, and where to. */
export interface AddRequest {
  /** Paths of files and folders, and http(s) addresses. Never those of a stranger: they read this machine. */
  readonly sources: readonly string[];
  readonly collection: string;
  readonly reading?: ReadingOptions;
  readonly report?: ReportProgress;
  /** @default globalThis.fetch */
  readonly fetch?: Fetch;
  readonly signal?: AbortSignal;
}

/** One uploaded file. */
export interface Upload {
  /** Where it lies. */
  readonly path: string;
  /** What people call it; its extension helps to tell what it is. */
  readonly name: string;
  readonly collection: string;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/**
 * Adds documents and tells what became of each, in order; a folder is walked in name order. What
 * cannot be read is a failed outcome in its place and the rest still comes. At the end the new
 * passages get their vectors. Stopped at any moment, a second call finishes the job.
 *
 * @throws `knowledge.bad-collection-name`; `knowledge.region-read-only`; `store.locked`; `disk.full`
 */
export async function* addKnowledge(
  workspace: Workspace,
  request: AddRequest,
): AsyncGenerator<IngestOutcome, void, undefined> {
  yield* addDocuments(workspace, readSources(workspace, request), request);
}

/**
 * Adds one uploaded file. Uploading another file of the same name to the same collection replaces it.
 *
 * @throws as {@link addKnowledge}
 */
export async function* addUpload(
  workspace: Workspace,
  upload: Upload,
): AsyncGenerator<IngestOutcome, void, undefined> {
  const name = fileName(upload.name);
  const { path, signal } = upload;
  const documents = parseSource({ path, name }, { ...(signal !== undefined && { signal }) });
  yield* addDocuments(workspace, documents, upload);
}

type Addition = Pick<AddRequest, 'collection' | 'report' | 'signal'>;

async function* addDocuments(
  workspace: Workspace,
  documents: AsyncIterable<ParseResult>,
  { collection, report, signal }: Addition,
): AsyncGenerator<IngestOutcome> {
  const { store, segmenter, clock } = workspace;
  const work = { ...(report !== undefined && { report }), ...(signal !== undefined && { signal }) };
  const into = parseWritableCollection(collection);
  yield* ingest(documents, { store, segmenter, clock, collection: into, ...work });
  await embedKnowledge(workspace, work);
}

async function* readSources(workspace: Workspace, request: AddRequest): AsyncGenerator<ParseResult> {
  const { fetch, report, signal } = request;
  const reading = { ...request.reading, ...(signal !== undefined && { signal }) };
  for (const source of request.sources) {
    signal?.throwIfAborted();
    if (isWebAddress(source)) {
      const page = { url: source, reading, ...(fetch && { fetch }), ...(report && { report }) };
      yield* parseWebPage(workspace, page);
      continue;
    }
    const kind = await kindOf(source);
    if (kind === 'file') yield* parseSource({ path: source }, reading);
    else if (kind === 'folder') yield* parseFolder(source, reading);
    else yield { source, error: kind };
  }
}

async function* parseFolder(folder: string, reading: ReadingOptions): AsyncGenerator<ParseResult> {
  for await (const file of walkFolder(folder)) {
    reading.signal?.throwIfAborted();
    if ('error' in file) yield { source: file.path, error: file.error };
    else yield* parseSource({ path: file.path }, reading);
  }
}

/** The name without folders and control characters, whatever machine it comes from. */
function fileName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'));
  const clean = last.replace(/\p{Cc}/gu, '').trim();
  return clean === '' ? 'upload' : clean;
}
