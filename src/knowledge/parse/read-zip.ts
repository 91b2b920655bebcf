import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { inputError, LionrockError } from '../../base/index.ts';
import { isTooDense } from './check-archive.ts';

/** One unpacked file of an archive, or why it could not be unpacked. */
export type ZipMember =
  | { readonly name: string; readonly bytes: Buffer }
  | { readonly name: string; readonly error: LionrockError };

/** What to unpack of an archive. */
export interface ReadZipOptions {
  /** What the archive is called in messages. */
  readonly name: string;
  /** Only members whose whole path matches are unpacked. */
  readonly members: RegExp;
  readonly signal?: AbortSignal;
}

/** Most members an archive may have. The largest law archives, with their pictures, have some ten thousand. */
const mostMembers = 200_000;

/** Largest member, unpacked, in bytes: what the parsers of whole files take. */
const largestMember = 64 * 1024 * 1024;

/** How many times its packed size all that is unpacked of an archive may have, beyond the first GB. */
const highestTotalRatio = 50;
const freeTotal = 1024 * 1024 * 1024;

/**
 * Unpacks the members of a ZIP archive one after the other, in memory, in the archive's order. A member
 * that is damaged, locked or too large is an error in its place; the rest still comes.
 *
 * @throws `knowledge.archive-too-large` for an archive made to fill memory or disk;
 *   `knowledge.archive-damaged` for one that cannot be read on.
 */
export async function* readZip(path: string, options: ReadZipOptions): AsyncGenerator<ZipMember> {
  const { name, members, signal } = options;
  let archive: ZipFile | undefined;
  try {
    archive = await openPromise(path, { autoClose: false, lazyEntries: true, validateEntrySizes: true });
    if (archive.entryCount > mostMembers) throw tooLarge(name, { members: archive.entryCount });
    let left = freeTotal + highestTotalRatio * archive.fileSize;
    for await (const entry of archive.eachEntry()) {
      signal?.throwIfAborted();
      if (entry.fileName.endsWith('/') || !members.test(entry.fileName)) continue;
      const member = await unpack(archive, entry, name);
      if ('bytes' in member) left -= member.bytes.length;
      if (left < 0) throw tooLarge(name, { member: entry.fileName });
      yield member;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw LionrockError.isInstance(error) || isSystemError(error) ? error : damaged(name, error);
  } finally {
    archive?.close();
  }
}

async function unpack(archive: ZipFile, entry: Entry, archiveName: string): Promise<ZipMember> {
  const name = entry.fileName;
  try {
    if (entry.isEncrypted()) throw new Error('it is locked with a password');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      if (isTooDense(size, entry.compressedSize)) throw tooLarge(archiveName, { member: name });
      if (size > largestMember) throw new Error('it is too large');
      chunks.push(bytes);
    }
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new Error('its checksum is wrong');
    return { name, bytes: content };
  } catch (error) {
    if (LionrockError.isInstance(error)) throw error;
    return { name, error: badMember(name, archiveName, error) };
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function badMember(member: string, archive: string, cause: unknown): LionrockError {
  const reason = cause instanceof Error ? cause.message : 'it is damaged';
  return inputError({
    code: 'knowledge.member-damaged',
    message: `${member} in ${archive} cannot be unpacked (${reason}).`,
    cure: 'Download the archive again; if it stays so, unpack it and add the files in it.',
    data: { member },
    cause,
  });
}

function damaged(name: string, cause: unknown): LionrockError {
  return inputError({
    code: 'knowledge.archive-damaged',
    message: `${name} cannot be read as a ZIP archive.`,
    cure: 'Download it again.',
    cause,
  });
}

function tooLarge(name: string, data: Readonly<Record<string, unknown>>): LionrockError {
  return inputError({
    code: 'knowledge.archive-too-large',
    message: `${name} unpacks to far more than it should, or has too many members.`,
    cure: 'Do not use it; if you trust it, unpack it elsewhere and add the files in it.',
    data,
  });
}
