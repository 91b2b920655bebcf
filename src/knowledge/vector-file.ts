import { z } from 'zod';
import { setupError, sha256 } from '../base/index.ts';

/** What a file of vectors says of itself. */
export interface VectorFileHeader {
  readonly kind: string;
  readonly schema: 1;
  readonly region: string;
  readonly createdAt: string;
  /** The model whose vectors these are, or are made after, and the SHA-256 of its file. */
  readonly teacher: { readonly id: string; readonly sha256: string; readonly licence: string };
  readonly dimensions: number;
  /** Anything else worth keeping, e.g. how it was trained. */
  readonly note: string;
}

/** A file of named vectors in few bytes: one signed byte a number, with one scale a vector. */
export interface VectorFile {
  readonly header: VectorFileHeader;
  /** First digits of the file's SHA-256: tells two versions apart. */
  readonly version: string;
  readonly names: readonly string[];
  /** The vector of a name; undefined for an unknown one. */
  vector(name: string): Float32Array | undefined;
  /** Further rows of full precision, e.g. a projection. */
  readonly matrix: readonly Float32Array[];
}

const magic = 'LRVEC001';

/** What goes into a file of vectors. */
export interface VectorFileContent {
  readonly header: VectorFileHeader;
  readonly vectors: ReadonlyMap<string, Float32Array>;
  readonly matrix: readonly Float32Array[];
}

/** Writes a file of vectors: magic, lengths, header and names as JSON, scales, bytes, matrix. */
export function writeVectorFile({ header, vectors, matrix }: VectorFileContent): Buffer {
  const names = Array.from(vectors.keys());
  const width = matrix[0]?.length ?? 0;
  const head = Buffer.from(JSON.stringify({ header, names, rows: matrix.length, width }));
  // Floats are read in place, so they begin at a multiple of four.
  const padded = Buffer.concat([head, Buffer.alloc((4 - (head.length % 4)) % 4, ' ')]);
  const scales = Buffer.alloc(names.length * 4);
  const bytes = Buffer.alloc(names.length * header.dimensions);
  for (const [row, vector] of Array.from(vectors.values()).entries()) {
    const scale = Math.max(1e-12, ...vector.map(Math.abs)) / 127;
    scales.writeFloatLE(scale, row * 4);
    for (const [at, value] of vector.entries()) {
      bytes.writeInt8(Math.round(value / scale), row * header.dimensions + at);
    }
  }
  const floats = Buffer.alloc(matrix.length * width * 4);
  for (const [row, values] of matrix.entries()) {
    for (const [at, value] of values.entries()) floats.writeFloatLE(value, (row * width + at) * 4);
  }
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length);
  return Buffer.concat([Buffer.from(magic), length, padded, floats, scales, bytes]);
}

/**
 * Reads a file of vectors.
 *
 * @throws `knowledge.bad-vector-file` when it is damaged or of another kind
 */
export function readVectorFile(content: Buffer, kind: string): VectorFile {
  const start = magic.length + 4;
  if (content.length < start || content.toString('latin1', 0, magic.length) !== magic) throw damaged(kind);
  const { header, names, rows, width } = parseHead(content, kind);
  const floatsAt = start + content.readUInt32LE(magic.length);
  const scalesAt = floatsAt + rows * width * 4;
  const bytesAt = scalesAt + names.length * 4;
  const { dimensions } = header;
  if (header.kind !== kind || content.length !== bytesAt + names.length * dimensions) throw damaged(kind);
  const rowOf = new Map(names.map((name, row) => [name, row]));
  return {
    header,
    version: sha256(content).slice(0, 8),
    names,
    vector(name) {
      const row = rowOf.get(name);
      if (row === undefined) return undefined;
      const scale = content.readFloatLE(scalesAt + row * 4);
      const from = content.byteOffset + bytesAt + row * dimensions;
      return Float32Array.from(new Int8Array(content.buffer, from, dimensions)).map((byte) => byte * scale);
    },
    matrix: Array.from({ length: rows }, (_, row) =>
      Float32Array.from({ length: width }, (__, at) =>
        content.readFloatLE(floatsAt + (row * width + at) * 4),
      ),
    ),
  };
}

const count = z.int().min(0);

const headSchema = z.object({
  header: z.object({
    kind: z.string(),
    schema: z.literal(1),
    region: z.string(),
    createdAt: z.string(),
    teacher: z.object({ id: z.string(), sha256: z.string(), licence: z.string() }),
    dimensions: count,
    note: z.string(),
  }),
  names: z.array(z.string()),
  rows: count,
  width: count,
});

function parseHead(content: Buffer, kind: string) {
  try {
    const start = magic.length + 4;
    const head = content.toString('utf8', start, start + content.readUInt32LE(magic.length));
    return headSchema.parse(JSON.parse(head));
  } catch {
    throw damaged(kind);
  }
}

function damaged(kind: string) {
  return setupError({
    code: 'knowledge.bad-vector-file',
    message: `The file of ${kind} is damaged or of another kind.`,
    cure: 'Restore it, or make it anew with `npm run region:vectors`.',
  });
}
