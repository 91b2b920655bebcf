import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { inputError, type LionrockError } from '../../base/index.ts';
import { sampleSize } from '../decode-text.ts';
import { fileDocumentId, titleFromName, uploadDocumentId, urlDocumentId } from './document-id.ts';

/** What is to be parsed: a file on disk, or bytes that are already there. */
export type SourceToParse = SourceFacts &
  (
    | {
        /** The file that holds the content. */
        readonly path: string;
        /** The address it was downloaded from; it then names the document in place of the path. */
        readonly url?: string;
        /** The name people know it by, when it lies elsewhere: the file name of an upload. */
        readonly name?: string;
      }
    | {
        readonly bytes: Uint8Array;
        /** The address the bytes came from, or the file name of an upload. */
        readonly name: string;
      }
  );

/** What is known of a source beside its content. */
interface SourceFacts {
  /** `Content-Type` of the reply, with or without parameters. */
  readonly mediaType?: string;
  /** Id of its document, or prefix of its documents' ids. @default made from the address, path or name */
  readonly documentId?: string;
  /** Title for a document that tells none. @default the last part of the address, path or name */
  readonly title?: string;
}

/** A source made ready for a parser, whatever kind it is. */
export interface OpenSource {
  /** What it is called in messages: a file name or an address without its query. */
  readonly name: string;
  /** The source as it was given. */
  readonly source: string;
  readonly url?: string;
  /** Id of the document when the source holds one; prefix of the ids when it holds several. */
  readonly documentId: string;
  /** Title to fall back on. */
  readonly title: string;
  /** Lower case, without the dot; empty when there is none. */
  readonly extension: string;
  /** Media type as the server declared it, lower case, without parameters; empty when it did not. */
  readonly declaredType: string;
  /** `charset` the server declared. */
  readonly declaredCharset?: string;
  /** Size in bytes. */
  readonly size: number;
  /** The first bytes, at most {@link sampleSize}. */
  readonly head: Buffer;
  /** Reads the content from its start, each time anew. */
  stream(): AsyncIterable<Uint8Array>;
  /**
   * Reads the whole content.
   * @throws `knowledge.file-too-large` above `limit` bytes.
   */
  readAll(limit: SizeLimit): Promise<Buffer>;
}

/** Largest size of a format that must be held in memory as a whole. */
export interface SizeLimit {
  /** Bytes. */
  readonly bytes: number;
  /** What the format is called. */
  readonly format: string;
  /** What the user can do with a larger file. */
  readonly cure: string;
}

/**
 * Opens a source and reads its first bytes.
 *
 * @throws `file.not-found` and the other errors of the file system; `knowledge.not-a-file` for a folder.
 */
export async function openSource(source: SourceToParse): Promise<OpenSource> {
  return 'path' in source ? openFile(source) : openBytes(source);
}

/** The name by which a source is reported: its address, path or upload name. */
export function sourceName(source: SourceToParse): string {
  return 'path' in source ? (source.url ?? source.name ?? source.path) : source.name;
}

async function openFile(source: Extract<SourceToParse, { path: string }>): Promise<OpenSource> {
  const { path } = source;
  const facts = await stat(path);
  if (!facts.isFile()) throw notAFile(path);
  const head = await readHead(path);
  const identity = identifyFile(source);
  return {
    ...identity,
    extension: extensionOf(sourceName(source)),
    ...declaration(source.mediaType),
    size: facts.size,
    head,
    stream: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
    readAll: async (limit) => {
      checkSize(facts.size, limit, identity.name);
      const chunks: Buffer[] = [];
      let size = 0;
      // The size is checked again: the file may grow, or be a device that tells none.
      for await (const chunk of createReadStream(path)) {
        chunks.push(chunk as Buffer);
        size += (chunk as Buffer).length;
        checkSize(size, limit, identity.name);
      }
      return Buffer.concat(chunks);
    },
  };
}

function openBytes(source: Extract<SourceToParse, { bytes: Uint8Array }>): OpenSource {
  const bytes = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength);
  const identity = withFacts(
    isUrl(source.name) ? identifyUrl(source.name) : identifyUpload(source.name),
    source,
  );
  return {
    ...identity,
    extension: extensionOf(source.name),
    ...declaration(source.mediaType),
    size: bytes.length,
    head: bytes.subarray(0, sampleSize),
    stream: () => slices(bytes),
    readAll: (limit) => {
      checkSize(bytes.length, limit, identity.name);
      return Promise.resolve(bytes);
    },
  };
}

// oxlint-disable-next-line eslint/require-await -- The bytes are there; the interface is a stream's.
async function* slices(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const length = 256 * 1024;
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

type Identity = Pick<OpenSource, 'source' | 'name' | 'url' | 'documentId' | 'title'>;

function identifyFile(source: Extract<SourceToParse, { path: string }>): Identity {
  const { path, url, name } = source;
  if (url !== undefined) return withFacts(identifyUrl(url), source);
  if (name !== undefined) return withFacts(identifyUpload(name), source);
  const identity = { source: path, name: basename(path), documentId: fileDocumentId(path) };
  return withFacts({ ...identity, title: titleFromName(path) }, source);
}

function withFacts(identity: Identity, { documentId, title }: SourceFacts): Identity {
  return {
    ...identity,
    ...(documentId !== undefined && { documentId }),
    ...(title !== undefined && { title }),
  };
}

function identifyUpload(name: string): Identity {
  return {
    source: name,
    name: basename(name),
    documentId: uploadDocumentId(name),
    title: titleFromName(name),
  };
}

function identifyUrl(url: string): Identity {
  return {
    source: url,
    // A query may hold a token.
    name: url.split(/[?#]/, 1)[0] ?? url,
    url,
    documentId: urlDocumentId(url),
    title: titleFromName(url),
  };
}

function isUrl(name: string): boolean {
  return /^https?:\/\//i.test(name) && URL.canParse(name);
}

function extensionOf(name: string): string {
  const path = isUrl(name) ? new URL(name).pathname : name;
  return extname(path).slice(1).toLowerCase();
}

function declaration(mediaType = ''): Pick<OpenSource, 'declaredType' | 'declaredCharset'> {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(mediaType)?.[1];
  return {
    declaredType: (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase(),
    ...(charset !== undefined && { declaredCharset: charset }),
  };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function notAFile(path: string): LionrockError {
  return inputError({
    code: 'knowledge.not-a-file',
    message: `${path} is not a file.`,
    cure: 'Name the files in it, for instance with a wildcard.',
    data: { path },
  });
}

function checkSize(size: number, limit: SizeLimit, name: string): void {
  if (size <= limit.bytes) return;
  const megabytes = Math.floor(limit.bytes / 1024 / 1024);
  throw inputError({
    code: 'knowledge.file-too-large',
    message: `${name} is larger than the ${megabytes} MB that a ${limit.format} file may have.`,
    cure: limit.cure,
    data: { size, limit: limit.bytes },
  });
}
