import { basename, resolve } from 'node:path';
import { sha256 } from '../../base/index.ts';

/**
 * The id of the document in a file: `<file name>~<12 hex digits of the SHA-256 of its absolute path>`,
 * so that files of one name in different folders stay apart and a changed file keeps its id.
 */
export function fileDocumentId(path: string): string {
  return `${basename(path)}~${shortHash(resolve(path))}`;
}

/**
 * The id of the document at an address: `<host><path>~<12 hex digits of the SHA-256 of the address>`.
 * A fragment does not count.
 *
 * @example urlDocumentId('https://example.org/a?x=1') // 'example.org/a~' and twelve digits
 */
export function urlDocumentId(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return `${parsed.host}${decodePath(parsed.pathname).replace(/\/$/, '')}~${shortHash(parsed.href)}`;
}

/** The id of an upload: its name and a hash of it, so that uploading it again replaces it. */
export function uploadDocumentId(name: string): string {
  return `${basename(name)}~${shortHash(name)}`;
}

/** The last part of a path or address in words, without its extension: a title when there is no other. */
export function titleFromName(name: string): string {
  const last = decodePath(name.split(/[?#]/, 1)[0] ?? '').replace(/[/\\]+$/, '');
  const base = basename(last).replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return base === '' ? name : base;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray percent sign
  }
}

/** 48 bits: a web site on disk has thousands of files of one name, and none may replace another. */
function shortHash(text: string): string {
  return sha256(text).slice(0, 12);
}
