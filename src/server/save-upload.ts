import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { inputError } from '../base/index.ts';
import { invalidRequest } from './read-failure.ts';
import { readMultipart } from './read-multipart.ts';

/** Files one request may bring. */
const mostFiles = 100;
/** What all files of one request may measure, in units of the largest file. */
const mostFilesOfFullSize = 10;

/** Files of an upload, kept until they are read. */
export interface SavedUpload {
  readonly files: readonly { readonly path: string; readonly name: string }[];
  readonly remove: () => Promise<void>;
}

/** A multipart body and what it may measure. */
export interface UploadToSave {
  readonly body: AsyncIterable<Uint8Array>;
  readonly contentType: string;
  /** Largest file, in bytes. */
  readonly largestFile: number;
  readonly signal: AbortSignal;
}

/**
 * Writes the files of a multipart body into a folder of its own, that only this user can read. Nothing
 * of it stays when it fails.
 *
 * @throws `server.upload-too-large`, `server.invalid-request`
 */
export async function saveUpload(upload: UploadToSave): Promise<SavedUpload> {
  const folder = await mkdtemp(join(tmpdir(), 'lionrock-upload-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { files: await saveFiles(upload, folder), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function saveFiles(
  { body, contentType, largestFile, signal }: UploadToSave,
  folder: string,
): Promise<SavedUpload['files']> {
  const files: { path: string; name: string }[] = [];
  let total = 0;
  for await (const { fileName, content } of readMultipart(body, contentType)) {
    if (fileName === undefined) continue;
    if (files.length === mostFiles) throw invalidRequest(`More than ${mostFiles} files at once.`);
    // The name on disk is ours; only the ending is kept, since some formats are told by it.
    const ending = /^\.[a-z0-9]{1,10}$/i.exec(extname(fileName))?.[0] ?? '';
    const path = join(folder, `${files.length}${ending}`);
    total += await saveFile(path, content, {
      limit: Math.min(largestFile, largestFile * mostFilesOfFullSize - total),
      signal,
    });
    files.push({ path, name: fileName });
  }
  if (files.length === 0) throw invalidRequest('The body of the request holds no file.');
  return files;
}

async function saveFile(
  path: string,
  content: AsyncIterable<Uint8Array>,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const piece of content) {
      signal.throwIfAborted();
      size += piece.length;
      if (size > limit) throw uploadTooLarge(limit);
      await file.writeFile(piece);
    }
    return size;
  } finally {
    await file.close();
  }
}

/** A file, or all of them together, measure more than is allowed. @param limit in bytes */
function uploadTooLarge(limit: number): Error {
  return inputError({
    code: 'server.upload-too-large',
    message: `A file is larger than the ${Math.floor(limit / 1024 / 1024)} MB that can be taken here.`,
    cure: 'Send a smaller file, or fewer at once.',
    data: { limit },
  });
}
