import type { EmbeddingModel } from '../models/spec.ts';
import { type QuestionTools, readQuestionFeatures } from './question-features.ts';
import type { VectorFile } from './vector-file.ts';

/** Kind of the file that holds the vectors of terms. */
export const termVectorsKind = 'term-vectors';

/** What a term embedding is made of. */
export interface TermEmbeddingOptions {
  /** Vectors of features, each already weighted by how much the feature tells. */
  readonly vectors: VectorFile;
  readonly tools: QuestionTools;
}

/**
 * An embedding model that is only a table: the vector of a text is the sum of the vectors of its
 * terms and concepts, trained to come near to those of a real model. It needs no download and no
 * inference, and lets retrieval work across languages before a model is there.
 */
export function createTermEmbedding({ vectors, tools }: TermEmbeddingOptions): EmbeddingModel {
  const { dimensions } = vectors.header;
  const embedOne = (text: string): Float32Array => {
    const sum = new Float32Array(dimensions);
    for (const feature of readQuestionFeatures(text, tools)) {
      const vector = vectors.vector(feature);
      if (vector !== undefined)
        for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
    }
    const length = Math.hypot(...sum);
    // A text without a known term lies in no direction: equally far from all.
    return length === 0 ? sum.fill(1 / Math.sqrt(dimensions)) : sum.map((value) => value / length);
  };
  return {
    id: `terms@${vectors.version}`,
    dimensions,
    embed: (texts) => Promise.resolve(texts.map(embedOne)),
  };
}
