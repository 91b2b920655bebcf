import { type LionrockError, upstreamError } from '../base/index.ts';
import type { ManifestSource } from '../knowledge/index.ts';

/** One file that a listing names. */
export interface ListedFile {
  readonly url: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256?: string;
}

/** Most files a listing may name. */
const mostFiles = 1000;

/**
 * Reads the files that a source's listing names, in its order, each once.
 *
 * @param text the listing, JSON
 * @throws `knowledge.bad-listing` saying what is not as the manifest says
 */
export function readListing(text: string, source: ManifestSource): ListedFile[] {
  const { listing } = source;
  if (listing === undefined) throw badListing(source, 'the manifest does not say where its entries are');
  const entries = valueAt(parse(text, source), listing.entries);
  if (!Array.isArray(entries)) throw badListing(source, `${listing.entries} is no list`);
  const files = new Map<string, ListedFile>();
  for (const [at, entry] of (entries as readonly unknown[]).entries()) {
    const { where } = listing;
    if (where !== undefined && wordAt(entry, where.path) !== where.equals) continue;
    const place = `${listing.entries}[${at}]`;
    const url = fileUrl(wordAt(entry, listing.url), source);
    if (url === undefined) throw badListing(source, `${place}.${listing.url} is no address to fetch from`);
    const hash = listing.sha256 === undefined ? undefined : wordAt(entry, listing.sha256)?.toLowerCase();
    if (listing.sha256 !== undefined && !/^[0-9a-f]{64}$/.test(hash ?? ''))
      throw badListing(source, `${place}.${listing.sha256} is no SHA-256`);
    files.set(url, { url, ...(hash !== undefined && { sha256: hash }) });
  }
  if (files.size === 0) throw badListing(source, 'it names no file');
  if (files.size > mostFiles) throw badListing(source, `it names more than ${mostFiles} files`);
  return Array.from(files.values());
}

function parse(text: string, source: ManifestSource): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw badListing(source, 'it is not JSON');
  }
}

/** The value at a path whose dots descend into objects. */
function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function wordAt(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/** An address that is fetched as safely as the listing itself. */
function fileUrl(value: string | undefined, source: ManifestSource): string | undefined {
  if (value === undefined || !URL.canParse(value, source.url)) return undefined;
  const url = new URL(value, source.url);
  return url.protocol === 'https:' || url.protocol === new URL(source.url).protocol ? url.href : undefined;
}

function badListing(source: ManifestSource, what: string): LionrockError {
  return upstreamError({
    code: 'knowledge.bad-listing',
    message: `The listing of "${source.id}" is not as the manifest describes it: ${what}.`,
    cure: "Look at the listing; if the publisher changed it, correct the pack's knowledge/manifest.json.",
    data: { source: source.id },
  });
}
