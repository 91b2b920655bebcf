/** A value of a GGUF file's metadata, with its type spelled out: GGUF readers insist on it. */
export type GgufValue =
  | { readonly type: 'uint32'; readonly value: number }
  | { readonly type: 'float32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly (string | Uint8Array)[] }
  | { readonly type: 'float32s'; readonly value: Float32Array }
  | { readonly type: 'int32s'; readonly value: Int32Array };

/** A tensor to write. */
export interface GgufTensor {
  readonly name: string;
  /** Sizes from the fastest varying dimension to the slowest. */
  readonly shape: readonly number[];
  readonly type: 'F32' | 'Q4_0';
  readonly data: Uint8Array;
}

/** What a GGUF file holds. */
export interface GgufContent {
  /** Written in the order of its keys. */
  readonly metadata: Readonly<Record<string, GgufValue>>;
  readonly tensors: readonly GgufTensor[];
}

const version = 3;
const alignment = 32;
const tensorTypes = { F32: 0, Q4_0: 2 } as const;
const valueTypes = { int32: 5, uint32: 4, float32: 6, bool: 7, string: 8, array: 9 } as const;

/**
 * Yields the bytes of a GGUF file (version 3, little endian), piece by piece. The same content
 * always gives the same bytes.
 *
 * @see https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export function* writeGguf(content: GgufContent): Generator<Uint8Array> {
  const entries = Object.entries(content.metadata);
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    uint32(version),
    uint64(content.tensors.length),
    uint64(entries.length),
    ...entries.map(([key, value]) => Buffer.concat([text(key), encodeValue(value)])),
    ...describeTensors(content.tensors),
  ]);
  yield header;
  yield padding(header.length);
  for (const tensor of content.tensors) {
    yield tensor.data;
    yield padding(tensor.data.length);
  }
}

function describeTensors(tensors: readonly GgufTensor[]): Buffer[] {
  let offset = 0;
  return tensors.map((tensor) => {
    const description = Buffer.concat([
      text(tensor.name),
      uint32(tensor.shape.length),
      ...tensor.shape.map(uint64),
      uint32(tensorTypes[tensor.type]),
      uint64(offset),
    ]);
    offset += tensor.data.length + padding(tensor.data.length).length;
    return description;
  });
}

function encodeValue({ type, value }: GgufValue): Buffer {
  if (type === 'uint32') return Buffer.concat([uint32(valueTypes.uint32), uint32(value)]);
  if (type === 'float32') {
    return Buffer.concat([uint32(valueTypes.float32), littleEndian(Float32Array.of(value))]);
  }
  if (type === 'bool') return Buffer.concat([uint32(valueTypes.bool), Buffer.of(value ? 1 : 0)]);
  if (type === 'string') return Buffer.concat([uint32(valueTypes.string), text(value)]);
  if (type === 'strings') {
    return Buffer.concat([
      arrayHeader(valueTypes.string, value.length),
      ...value.map((entry) => text(entry)),
    ]);
  }
  const elementType = type === 'float32s' ? valueTypes.float32 : valueTypes.int32;
  return Buffer.concat([arrayHeader(elementType, value.length), littleEndian(value)]);
}

function arrayHeader(elementType: number, length: number): Buffer {
  return Buffer.concat([uint32(valueTypes.array), uint32(elementType), uint64(length)]);
}

function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** Bytes of 32-bit numbers in little-endian order, whatever the machine's own order is. */
function littleEndian(values: Float32Array | Int32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  if (values instanceof Float32Array)
    for (const [at, value] of values.entries()) bytes.writeFloatLE(value, at * 4);
  else for (const [at, value] of values.entries()) bytes.writeInt32LE(value, at * 4);
  return bytes;
}

function padding(length: number): Uint8Array {
  return new Uint8Array((alignment - (length % alignment)) % alignment);
}
