import { open } from 'node:fs/promises';

/** How lines are read. */
export interface LineReading {
  /** Where to begin, in bytes. @default 0 */
  readonly from?: number;
  /** Receives each whole line without its break; the bytes are valid only during the call. */
  readonly onLine: (line: Buffer) => void | Promise<void>;
  /** Told of each piece that was read, in bytes. */
  readonly onBytes?: (count: number) => void;
  readonly signal?: AbortSignal;
}

/** What stands behind the last line break. */
export interface LinesEnd {
  /** Where the last whole line ends, in bytes. */
  readonly offset: number;
  readonly rest: Buffer;
}

/** Read at once; also the longest line, of which the rest counts as another one. */
const chunkBytes = 4 * 1024 * 1024;

/** Reads the lines of a file as bytes, in large pieces: a line must be hashed exactly as it stands. */
export async function readByteLines(path: string, reading: LineReading): Promise<LinesEnd> {
  const { from = 0, onLine, onBytes, signal } = reading;
  const file = await open(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    let kept = 0;
    let offset = from;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(chunk, kept, chunkBytes - kept, offset + kept);
      if (bytesRead === 0) return { offset, rest: Buffer.from(chunk.subarray(0, kept)) };
      onBytes?.(bytesRead);
      const end = kept + bytesRead;
      let start = 0;
      for (let at = chunk.indexOf(0x0a); at !== -1 && at < end; at = chunk.indexOf(0x0a, start)) {
        const waiting = onLine(chunk.subarray(start, at));
        if (waiting !== undefined) await waiting;
        start = at + 1;
      }
      if (start === 0 && end === chunkBytes) {
        await onLine(chunk.subarray(0, end));
        start = end;
      }
      chunk.copyWithin(0, start, end);
      kept = end - start;
      offset += start;
    }
  } finally {
    await file.close();
  }
}
