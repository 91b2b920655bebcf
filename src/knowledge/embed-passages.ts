import { type ReportProgress, ignoreProgress } from '../base/index.ts';
import type { EmbeddingModel } from '../models/spec.ts';
import type { FoundPassage, PassageStore, PassageVector } from './spec.ts';

/** What to embed and how. */
export interface EmbedOptions {
  readonly store: PassageStore;
  readonly model: EmbeddingModel;
  /** Most passages the model may work on now; known vectors do not count. @default Infinity */
  readonly limit?: number;
  /** Tells the vector of a text that need not be computed. */
  readonly known?: (text: string) => Float32Array | undefined;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/** Passages embedded between two writes: little is lost when the process dies, and writes stay rare. */
const batchSize = 64;

/**
 * Gives every passage that lacks one a vector of the model; returns how many got one. May be stopped
 * and run again at any time: what is done stays done.
 */
export async function embedPassages(options: EmbedOptions): Promise<number> {
  const { store, model, signal } = options;
  const { passages, embedded } = await store.status(model.id);
  const total = Math.max(0, passages - embedded);
  if (total === 0) return 0;
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let done = 0;
  let batch: PassageVector[] = [];
  const flush = async () => {
    await store.putVectors(model.id, batch);
    done += batch.length;
    batch = [];
    (options.report ?? ignoreProgress)({ label: 'vectors', done, total, unit: 'passages' });
  };
  for await (const passage of store.withoutVector(model.id)) {
    signal?.throwIfAborted();
    const text = passageEmbeddingText(passage);
    let vector = options.known?.(text);
    if (vector === undefined && left > 0) {
      left -= 1;
      [vector] = await model.embed([text], 'passage', signal);
    }
    if (vector === undefined) continue;
    batch.push({ collection: passage.collection, passageId: passage.passageId, vector });
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  return done;
}

/** What is embedded of a passage: the headings tell what a clause such as "This limit does not apply" is about. */
export function passageEmbeddingText({
  title,
  locator,
  text,
}: Pick<FoundPassage, 'title' | 'locator' | 'text'>): string {
  return [title, ...(locator.headings ?? []), text].join('\n');
}
