import { constantFloats, createRandom, randomFloats } from './random-numbers.ts';

/** Sizes of the tiny encoder: large enough for llama.cpp to load it, small enough to run at once. */
export const tinyE5 = {
  hidden: 32,
  layers: 2,
  heads: 2,
  feedForward: 64,
  positions: 64,
  spareRows: 3,
} as const;

const letters = Array.from('abcdefghijklmnopqrstuvwxyz:,.?工資假期最低時薪');

/** Pieces of the tiny vocabulary by token id, as in XLM-RoBERTa: control tokens first, the mask last. */
export const tinyPieces = ['<s>', '<pad>', '</s>', '<unk>', '▁', ...letters, '▁query', '▁passage', '<mask>'];

/** A tiny encoder with random weights in the E5S1 format. The same bytes each time. */
export function writeTinyE5s1(): Buffer {
  const { hidden, layers, heads, feedForward, positions, spareRows } = tinyE5;
  const vocabularySize = tinyPieces.length + spareRows;
  const head = Buffer.concat([
    Buffer.from('E5S1'),
    ...[1, hidden, layers, heads, feedForward, vocabularySize, positions, 2].map(int32),
    constantFloats(1e-12, 1),
    int32(32),
    writeVocabulary(),
  ]);
  return Buffer.concat([head, ...writeTensors(listTensors(vocabularySize), head.length)]);
}

function writeVocabulary(): Buffer {
  const pieces = tinyPieces.map((piece) => Buffer.from(piece));
  const text = Buffer.concat(pieces);
  let offset = 0;
  const offsets = [0, ...pieces.map((piece) => (offset += piece.length))];
  const scores = pieces.map((_, id) => constantFloats(id < 4 ? 0 : -id / 10, 1));
  const normalisation = Buffer.from([0x41, 0, 0, 0, 1, 0x61, 0, 0, 0]); // one entry: A becomes a
  return Buffer.concat([
    ...[pieces.length, 0, 2, 1, 3].map(int32),
    int64(text.length),
    ...offsets.map(int32),
    ...scores,
    text,
    int32(1),
    int32(normalisation.length),
    normalisation,
  ]);
}

interface Tensor {
  readonly name: string;
  readonly quantised: boolean;
  readonly count: number;
  readonly data: Buffer;
}

function listTensors(vocabularySize: number): Tensor[] {
  const { hidden, layers, feedForward, positions } = tinyE5;
  const random = createRandom(7);
  const floats = (name: string, count: number): Tensor => ({
    name,
    quantised: false,
    count,
    data: name.endsWith('ln.w') ? constantFloats(1, count) : randomFloats(random, { count, scale: 0.1 }),
  });
  const blocks = (name: string, count: number): Tensor => ({
    name,
    quantised: true,
    count,
    data: randomBlocks(random, count),
  });
  const tensors = [
    blocks('emb.word', vocabularySize * hidden),
    floats('emb.pos', positions * hidden),
    floats('emb.type', hidden),
    floats('emb.ln.w', hidden),
    floats('emb.ln.b', hidden),
  ];
  for (let layer = 0; layer < layers; layer += 1) {
    for (const [name, input, output] of [
      ['q', hidden, hidden],
      ['k', hidden, hidden],
      ['v', hidden, hidden],
      ['ao', hidden, hidden],
      ['fi', hidden, feedForward],
      ['fo', feedForward, hidden],
    ] as const) {
      tensors.push(blocks(`l${layer}.${name}.w`, input * output), floats(`l${layer}.${name}.b`, output));
    }
    for (const name of ['aln', 'oln'])
      tensors.push(floats(`l${layer}.${name}.w`, hidden), floats(`l${layer}.${name}.b`, hidden));
  }
  return tensors;
}

/** Blocks of 32 weights: a half-precision scale (here 1/16) and 16 bytes of two 4-bit weights each. */
function randomBlocks(random: () => number, count: number): Buffer {
  const bytes = Buffer.alloc((count / 32) * 18);
  for (let at = 0; at < bytes.length; at += 18) {
    bytes.writeUInt16LE(0x2c00, at);
    for (let byte = 2; byte < 18; byte += 1) bytes[at + byte] = Math.floor(random() * 256);
  }
  return bytes;
}

function writeTensors(tensors: readonly Tensor[], start: number): Buffer[] {
  const describe = (first: number): Buffer[] => {
    let offset = first;
    return tensors.map(({ name, quantised, count, data }) => {
      const size = Buffer.alloc(2);
      size.writeUInt16LE(name.length);
      const entry = [
        size,
        Buffer.from(name),
        Buffer.of(quantised ? 1 : 0),
        int32(count),
        int64(offset),
        int64(data.length),
      ];
      offset += data.length;
      return Buffer.concat(entry);
    });
  };
  const directory = 4 + Buffer.concat(describe(0)).length;
  return [int32(tensors.length), ...describe(start + directory), ...tensors.map(({ data }) => data)];
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return bytes;
}
