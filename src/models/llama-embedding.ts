import type { LlamaEmbeddingContext, Token } from 'node-llama-cpp';
import { inputError, type LionrockError } from '../base/index.ts';
import { createExclusiveResource } from './exclusive-resource.ts';
import type { LlamaRuntime, LoadedLlamaModel } from './llama-runtime.ts';
import { modelClosed } from './model-closed.ts';
import { normaliseSentencePiece } from './normalise-sentencepiece.ts';
import type { EmbeddingModel } from './spec.ts';
import { toUnitVector } from './unit-vector.ts';

/** An embedding model in a GGUF file. */
export interface LlamaEmbeddingOptions {
  /** Kept with every index built with it: it must differ when the vectors differ. */
  readonly id: string;
  /** Path of the GGUF file. */
  readonly path: string;
  readonly runtime: LlamaRuntime;
  /** Numbers in a vector; a file with another number is refused. */
  readonly dimensions: number;
  /** Longest input in tokens, special tokens and prefix included; a longer one is cut. @default 512 */
  readonly windowTokens?: number;
  /** Put before each text, for models that are trained with prefixes. @default none */
  readonly prefixes?: { readonly query: string; readonly passage: string };
  /** How texts are normalised before they are tokenised. @default 'none' */
  readonly normalisation?: 'none' | 'sentencepiece';
}

interface OpenEmbedding extends LoadedLlamaModel {
  readonly context: LlamaEmbeddingContext;
  /** Most tokens of an input, special tokens apart. */
  readonly room: number;
}

/**
 * Makes an embedding model of a GGUF file that runs inside this process, on the processor. The file is
 * loaded with the first call.
 *
 * The model throws `models.wrong-dimensions`, `models.closed`, and what
 * {@link LlamaRuntime.loadModel} throws.
 */
export function createLlamaEmbeddingModel(options: LlamaEmbeddingOptions): EmbeddingModel {
  const resource = createExclusiveResource({
    open: () => openEmbedding(options),
    close: (embedding) => embedding.model.dispose(),
    closedError: () => modelClosed(options.id),
  });
  const embedOne = (text: string, signal?: AbortSignal): Promise<Float32Array> =>
    resource.use(async (embedding) => {
      const tokens = tokenise(embedding, text);
      const { vector } = await options.runtime.run(() => embedding.context.getEmbeddingFor(tokens), signal);
      return toUnitVector(vector);
    }, signal);
  return {
    id: options.id,
    dimensions: options.dimensions,
    async embed(texts, kind, signal) {
      const prefix = options.prefixes?.[kind] ?? '';
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await embedOne(prefix + normalise(text, options), signal));
      return vectors;
    },
    close: () => resource.close(),
  };
}

function normalise(text: string, { normalisation }: LlamaEmbeddingOptions): string {
  return normalisation === 'sentencepiece' ? normaliseSentencePiece(text) : text;
}

/** Begin, end, and one place that the engine leaves empty. */
const reservedTokens = 3;

async function openEmbedding(options: LlamaEmbeddingOptions): Promise<OpenEmbedding> {
  const loaded = await options.runtime.loadModel(options.path);
  const { model } = loaded;
  const dimensions = model.embeddingVectorSize;
  if (dimensions !== options.dimensions) {
    await model.dispose();
    throw wrongDimensions(options, dimensions);
  }
  // Past the window the model was trained on the engine ends the whole process.
  const window = Math.min(options.windowTokens ?? 512, model.trainContextSize);
  const context = await model.createEmbeddingContext({
    contextSize: window,
    batchSize: window, // an encoder must see its input at once
    threads: options.runtime.threads,
  });
  return { ...loaded, context, room: window - reservedTokens };
}

/** No token is longer; what is past the window need not be tokenised. */
const longestToken = 64;

function tokenise({ library, model, room }: OpenEmbedding, text: string): Token[] {
  const tokens = model.tokenize(text.slice(0, room * longestToken)).slice(0, room);
  const { bos, shouldPrependBosToken } = model.tokens;
  // The engine adds the other special tokens, but leaves this one out for unigram vocabularies.
  const bare = model.vocabularyType === library.LlamaVocabularyType.ugm || tokens.length === 0;
  if (bare && shouldPrependBosToken && bos !== null) tokens.unshift(bos);
  return tokens;
}

function wrongDimensions(options: LlamaEmbeddingOptions, actual: number): LionrockError {
  return inputError({
    code: 'models.wrong-dimensions',
    message: `The model ${options.id} gives vectors of ${actual} numbers, not ${options.dimensions}.`,
    cure: 'Correct the dimensions in the configuration.',
    data: { id: options.id, expected: options.dimensions, actual },
  });
}
