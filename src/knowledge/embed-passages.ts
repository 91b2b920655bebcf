import { type ReportProgress, ignoreProgress } from '../base/index.ts';
import type { EmbeddingModel } from '../models/spec.ts';
import type { FoundPassage, PassageStore } from './spec.ts';

/** What to embed and how. */
export interface EmbedOptions {
  readonly store: PassageStore;
  readonly model: EmbeddingModel;
  /** Most passages to embed now. @default Infinity */
  readonly limit?: number;
  readonly report?: ReportProgress;
  readonly signal?: AbortSignal;
}

/** Passages embedded between two writes: little is lost when the process dies, and writes stay rare. */
const batchSize = 32;

/**
 * Gives every passage that lacks one a vector of the model; returns how many it embedded. May be
 * stopped and run again at any time: what is done stays done.
 */
export async function embedPassages(options: EmbedOptions): Promise<number> {
  const { store, model, signal } = options;
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const { passages, embedded } = await store.status(model.id);
  const total = Math.min(Math.max(0, passages - embedded), limit);
  let done = 0;
  let batch: FoundPassage[] = [];
  const flush = async () => {
    const vectors = await model.embed(batch.map(embeddingText), 'passage', signal);
    await store.putVectors(
      model.id,
      batch.flatMap(({ collection, passageId }, at) => {
        const vector = vectors[at];
        return vector === undefined ? [] : [{ collection, passageId, vector }];
      }),
    );
    done += batch.length;
    batch = [];
    (options.report ?? ignoreProgress)({ label: 'vectors', done, total, unit: 'passages' });
  };
  if (total === 0) return 0;
  for await (const passage of store.withoutVector(model.id)) {
    signal?.throwIfAborted();
    batch.push(passage);
    if (batch.length >= batchSize || done + batch.length >= limit) await flush();
    if (done >= limit) break;
  }
  if (batch.length > 0) await flush();
  return done;
}

/** What is embedded of a passage: the headings tell what a clause such as "This limit does not apply" is about. */
function embeddingText({ title, locator, text }: FoundPassage): string {
  return [title, ...(locator.headings ?? []), text].join('\n');
}
