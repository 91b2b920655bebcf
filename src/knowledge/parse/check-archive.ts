import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { inputError, LionrockError } from '../../base/index.ts';

/** Most entries an office document may have. Real ones have some tens, with pictures some hundreds. */
export const mostEntries = 10_000;

/** Largest size of all the text parts of a document once they are unpacked, in bytes. */
const largestUnpacked = 32 * 1024 * 1024;

/** Most tags in the text parts of a document: each takes some hundred bytes when it is read. */
const mostTags = 2_000_000;

/** How many times its packed size a part may have. Real XML reaches about 30; a bomb 1,000. */
const highestRatio = 200;

/** Parts this small are not held to {@link highestRatio}: repetitive XML packs extremely well. */
const ratioFrom = 4 * 1024 * 1024;

/**
 * True for a part of an archive that packs as only one made for it does.
 *
 * @param size unpacked so far, in bytes
 * @param packed its size in the archive, in bytes
 */
export function isTooDense(size: number, packed: number): boolean {
  return size > ratioFrom && size > highestRatio * Math.max(1, packed);
}

/** What an archive holds. */
interface ArchiveFacts {
  /** Names of its entries. */
  readonly names: ReadonlySet<string>;
}

/**
 * Checks a ZIP archive before a library unpacks it: the number of its entries, and, by unpacking its
 * XML parts one after the other and throwing them away, their true sizes; declared sizes may lie.
 *
 * @throws `knowledge.archive-too-large` when a limit is passed; `knowledge.docx-damaged` when it
 *   cannot be read as an archive, or is encrypted.
 */
export async function checkArchive(bytes: Buffer, name: string): Promise<ArchiveFacts> {
  let archive: ZipFile | undefined;
  try {
    archive = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
    if (archive.entryCount > mostEntries) throw tooLarge(name, { entries: archive.entryCount });
    return { names: await checkEntries(archive, name) };
  } catch (error) {
    throw LionrockError.isInstance(error) ? error : damaged(name, error);
  } finally {
    archive?.close();
  }
}

/** Makes the error for an office document that cannot be unpacked or read. */
export function damaged(name: string, cause: unknown): LionrockError {
  return inputError({
    code: 'knowledge.docx-damaged',
    message: `${name} cannot be opened as a DOCX document.`,
    cure: 'Download it again, or open it in a word processor and save it as DOCX without a password.',
    cause,
  });
}

async function checkEntries(archive: ZipFile, name: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let unpacked = 0;
  let tags = 0;
  for await (const entry of archive.eachEntry()) {
    names.add(entry.fileName);
    const measured = await measureEntry(archive, entry, largestUnpacked - unpacked);
    unpacked += measured.size;
    tags += measured.tags;
    const bomb = isTooDense(measured.size, entry.compressedSize) || tags > mostTags;
    if (unpacked > largestUnpacked || bomb) throw tooLarge(name, { entry: entry.fileName, unpacked });
  }
  return names;
}

interface Measured {
  /** Bytes. */
  readonly size: number;
  readonly tags: number;
}

/** Measures an XML part; nothing for what is never read, such as pictures. Stops beyond `limit` bytes. */
async function measureEntry(archive: ZipFile, entry: Entry, limit: number): Promise<Measured> {
  let [size, tags] = [0, 0];
  if (!/\.(?:xml|rels)$/i.test(entry.fileName)) return { size, tags };
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    for (let at = bytes.indexOf(60); at !== -1; at = bytes.indexOf(60, at + 1)) tags += 1;
    if (size > limit || tags > mostTags) break;
  }
  return { size, tags };
}

function tooLarge(name: string, data: Readonly<Record<string, unknown>>): LionrockError {
  return inputError({
    code: 'knowledge.archive-too-large',
    message: `${name} unpacks to more than a document can hold, or has too many parts.`,
    cure: 'Split the document, or export it as PDF or text.',
    data,
  });
}
