import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { upstreamError } from '../base/index.ts';

/** How to write a stream of bytes. */
export interface WriteChunksOptions {
  /** Largest size accepted, in bytes; protects the disk from an archive that unpacks without end. */
  readonly maxBytes?: number;
  /** Called about once a mebibyte with the bytes written so far. */
  readonly onBytes?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Size and SHA-256 of what was written. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a stream of bytes to a new file, flushes it to the disk, and tells its size and hash.
 * Memory stays flat, whatever the size.
 *
 * @throws `models.file-too-large` past `maxBytes`.
 */
export async function writeChunks(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: WriteChunksOptions = {},
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'w');
  try {
    for await (const block of gather(chunks)) {
      options.signal?.throwIfAborted();
      bytes += block.length;
      if (bytes > (options.maxBytes ?? Infinity)) throw tooLarge(path, options.maxBytes);
      hash.update(block);
      await writeAll(file, block);
      options.onBytes?.(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

const blockBytes = 1024 * 1024;

/** Gathers small chunks into blocks of at least a mebibyte: one write each takes half the time. */
async function* gather(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < blockBytes) continue;
    yield waiting.length === 1 ? chunk : Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, at);
    at += bytesWritten;
  }
}

function tooLarge(path: string, maxBytes: number | undefined): Error {
  return upstreamError({
    code: 'models.file-too-large',
    message: `${path} would grow past the ${maxBytes} bytes that are pinned.`,
    cure: 'Try another source; this one does not hold the pinned file.',
    data: { path, maxBytes },
  });
}
