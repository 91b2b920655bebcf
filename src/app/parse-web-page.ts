import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Fetch,
  type ReportProgress,
  download,
  ignoreProgress,
  sha256,
  toLionrockError,
} from '../base/index.ts';
import { type ParseResult, type ReadingOptions, parseSource } from '../knowledge/index.ts';
import type { Workspace } from './workspace.ts';

/** Largest file fetched from an address, in bytes. */
const maxBytes = 1024 * 1024 * 1024;

/** What to fetch and how to read it. */
export interface WebPageRequest {
  readonly url: string;
  readonly reading: ReadingOptions;
  readonly report?: ReportProgress;
  readonly fetch?: Fetch;
}

/** True for an http or https address. */
export function isWebAddress(source: string): boolean {
  return /^https?:\/\//i.test(source) && URL.canParse(source);
}

/**
 * Fetches an address and parses what comes. The file is deleted when it has been read; a broken
 * download continues at the next call. A failure is one in its place.
 */
export async function* parseWebPage(
  { config }: Workspace,
  { url, reading, fetch, report }: WebPageRequest,
): AsyncGenerator<ParseResult> {
  const { signal } = reading;
  const path = join(config.home, 'downloads', sha256(url).slice(0, 24));
  try {
    const label = new URL(url).host;
    const { contentType } = await download({
      url,
      path,
      maxBytes,
      label,
      report: report ?? ignoreProgress,
      ...(fetch !== undefined && { fetch }),
      ...(signal !== undefined && { signal }),
    });
    yield* parseSource({ path, url, mediaType: contentType }, reading);
  } catch (error) {
    signal?.throwIfAborted();
    const known = toLionrockError(error);
    if (known.category === 'setup') throw known;
    yield { source: url, error: known };
  } finally {
    await rm(path, { force: true });
  }
}
