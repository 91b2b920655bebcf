import { writeGguf, type GgufTensor } from '../write-gguf.ts';
import { constantFloats, createRandom, randomFloats } from './random-numbers.ts';

const hidden = 64;
const feedForward = 128;
const layers = 2;
const heads = 4;
const contextTokens = 2048;

const template =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/**
 * A chat model with random weights and a byte vocabulary in the ChatML format, some 500 kB. It says
 * nothing of sense, but the same each time, and it runs everywhere at once.
 */
export function writeTinyChat(): Buffer {
  const tokens = [...listByteTokens(), 'Ġt', '<|im_start|>', '<|im_end|>', '<|endoftext|>'];
  const [start, end, endOfText] = [tokens.length - 3, tokens.length - 2, tokens.length - 1];
  const types = Int32Array.from(tokens, (_, id) => (id >= start ? 3 : 1));
  const bytes = writeGguf({
    metadata: {
      'general.architecture': { type: 'string', value: 'llama' },
      'general.name': { type: 'string', value: 'tiny random chat' },
      'llama.context_length': { type: 'uint32', value: contextTokens },
      'llama.embedding_length': { type: 'uint32', value: hidden },
      'llama.block_count': { type: 'uint32', value: layers },
      'llama.feed_forward_length': { type: 'uint32', value: feedForward },
      'llama.attention.head_count': { type: 'uint32', value: heads },
      'llama.attention.head_count_kv': { type: 'uint32', value: heads },
      'llama.rope.dimension_count': { type: 'uint32', value: hidden / heads },
      'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-5 },
      'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
      'tokenizer.ggml.pre': { type: 'string', value: 'qwen2' },
      'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
      'tokenizer.ggml.token_type': { type: 'int32s', value: types },
      'tokenizer.ggml.merges': { type: 'strings', value: ['Ġ t'] },
      'tokenizer.ggml.bos_token_id': { type: 'uint32', value: endOfText },
      'tokenizer.ggml.eos_token_id': { type: 'uint32', value: end },
      'tokenizer.ggml.add_bos_token': { type: 'bool', value: false },
      'tokenizer.chat_template': { type: 'string', value: template },
    },
    tensors: listTensors(tokens.length),
  });
  return Buffer.concat([...bytes]);
}

/** The visible characters that stand for the 256 bytes in byte-level vocabularies. */
function listByteTokens(): string[] {
  let invisible = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    const visible = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(visible ? byte : 256 + invisible++);
  });
}

function listTensors(vocabularySize: number): GgufTensor[] {
  const random = createRandom(3);
  const matrix = (name: string, rows: number, columns: number): GgufTensor => ({
    name,
    shape: [columns, rows],
    type: 'F32',
    data: randomFloats(random, { count: rows * columns, scale: 0.3 }),
  });
  const norm = (name: string): GgufTensor => ({
    name,
    shape: [hidden],
    type: 'F32',
    data: constantFloats(1, hidden),
  });
  const tensors = [matrix('token_embd.weight', vocabularySize, hidden), norm('output_norm.weight')];
  for (let layer = 0; layer < layers; layer += 1) {
    const name = (part: string): string => `blk.${layer}.${part}.weight`;
    tensors.push(
      norm(name('attn_norm')),
      norm(name('ffn_norm')),
      ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((part) => matrix(name(part), hidden, hidden)),
      ...['ffn_gate', 'ffn_up'].map((part) => matrix(name(part), feedForward, hidden)),
      matrix(name('ffn_down'), hidden, feedForward),
    );
  }
  return tensors;
}
