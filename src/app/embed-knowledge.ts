import type { ReportProgress } from '../base/index.ts';
import { embedPassages, questionKey } from '../knowledge/index.ts';
import type { EmbeddingModel } from '../models/index.ts';
import type { Region } from '../region/index.ts';
import type { Workspace } from './workspace.ts';

/** How to bring vectors up to date. */
export interface EmbedKnowledgeOptions {
  /** Most passages the embedding model may work on now. @default Infinity */
  readonly limit?: number;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/**
 * Gives passages their vectors by the embedding model, up to the limit; without one there is nothing
 * to do. Vectors that the pack brought for this very model are not computed again.
 */
export async function embedKnowledge(
  workspace: Workspace,
  options: EmbedKnowledgeOptions = {},
): Promise<void> {
  const { store, gather, region } = workspace;
  const model = gather.embedding();
  if (model === undefined) return;
  await embedPassages({ ...options, store, model, known: knownVectors(region, model) });
}

/** The vectors that the pack brought, if they are of this very model file. */
function knownVectors(
  { vectors }: Region,
  model: EmbeddingModel,
): (text: string) => Float32Array | undefined {
  const teacher = vectors.passages?.header.teacher;
  if (teacher === undefined || model.id !== `${teacher.id}@${teacher.sha256.slice(0, 8)}`)
    return () => undefined;
  return (text) => toUnitLength(vectors.passages?.vector(questionKey(text)));
}

/** Rounding to bytes has changed the length a little. */
function toUnitLength(vector: Float32Array | undefined): Float32Array | undefined {
  const length = vector === undefined ? 0 : Math.hypot(...vector);
  return vector?.map((value) => value / length);
}
