import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { TeacherVectors } from '../../scripts/region-vectors/teacher-vectors.ts';
import {
  type ModelSlots,
  type RetrievalEvaluation,
  type Workspace,
  evaluateRetrieval,
  loadConfig,
  openModelSlots,
  openWorkspace,
  readDefaultRegion,
} from '../../src/app/index.ts';
import type { RetrievalItem } from '../../src/evaluation/index.ts';
import {
  type ParsedDocument,
  createMemoryStore,
  embedPassages,
  ingest,
  passageEmbeddingText,
} from '../../src/knowledge/index.ts';
import type { EmbeddingModel } from '../../src/models/index.ts';

/** Documents with the queries they answer. */
export interface Corpus {
  readonly documents: readonly ParsedDocument[];
  readonly sets: readonly { readonly name: string; readonly items: readonly RetrievalItem[] }[];
  readonly k: number;
  readonly labelSource: string;
}

/** A workspace without a chat model, for measuring retrieval with and without vectors. */
export interface Bench {
  /** The embedding model, with a cache on disk; undefined when it is not on this machine. */
  readonly model: CachedModel | undefined;
  measure(corpus: Corpus, dense: boolean): Promise<ReadonlyMap<string, RetrievalEvaluation>>;
  close(): Promise<void>;
}

/** An embedding model whose vectors are kept on disk: embedding a corpus takes minutes. */
export interface CachedModel extends EmbeddingModel {
  /** Computes and keeps what is not known yet. */
  prepare(texts: readonly string[], kind: 'query' | 'passage'): Promise<void>;
}

const collection = 'corpus';

/** Opens the bench over a store in memory. */
export async function openBench(): Promise<Bench> {
  const home = await mkdtemp(join(tmpdir(), 'lionrock-bench-'));
  const config = await loadConfig({
    defaultRegion: await readDefaultRegion(),
    options: { home, chatModel: 'none', threads: process.env['LIONROCK_THREADS'] ?? freeCores() },
  });
  const models = await openModelSlots(config);
  const workspace = await openWorkspace(config, { models, store: createMemoryStore() });
  const model = await cacheModel(models);
  return {
    model,
    measure: (corpus, dense) => measureCorpus(workspace, corpus, dense ? model : undefined),
    async close() {
      await workspace.close();
      await rm(home, { recursive: true });
    },
  };
}

/** More threads than idle cores slow the model down many times over. */
function freeCores(): number {
  return Math.max(1, Math.round(availableParallelism() - (loadavg()[0] ?? 0)));
}

async function cacheModel(models: ModelSlots): Promise<CachedModel | undefined> {
  const model = models.embedding();
  if (model === undefined) return undefined;
  const teacher = new TeacherVectors(model, join('.lionrock', 'test-vectors', `${model.id}.bin`));
  await teacher.load();
  return {
    id: model.id,
    dimensions: model.dimensions,
    embed: (texts, kind) => teacher.embed(texts, kind),
    async prepare(texts, kind) {
      await teacher.embed(texts, kind);
    },
  };
}

async function measureCorpus(
  workspace: Workspace,
  { documents, sets, k, labelSource }: Corpus,
  model: CachedModel | undefined,
): Promise<ReadonlyMap<string, RetrievalEvaluation>> {
  const store = createMemoryStore();
  async function* stream() {
    yield* documents;
  }
  for await (const outcome of ingest(stream(), { store, segmenter: workspace.segmenter, collection })) {
    if (outcome.outcome !== 'added') throw new Error(`${outcome.source}: ${outcome.outcome}`);
  }
  if (model !== undefined) {
    const texts: string[] = [];
    for await (const passage of store.withoutVector(model.id)) texts.push(passageEmbeddingText(passage));
    await model.prepare(texts, 'passage');
    await model.prepare(
      sets.flatMap((set) => set.items.map((item) => item.query)),
      'query',
    );
    await embedPassages({ store, model });
  }
  const reports = new Map<string, RetrievalEvaluation>();
  const measured = { ...workspace, store, gather: { ...workspace.gather, store, embedding: () => model } };
  for (const { name, items } of sets) {
    reports.set(
      name,
      await evaluateRetrieval(measured, { name, items, k, labelSource, collections: [collection] }),
    );
  }
  return reports;
}
