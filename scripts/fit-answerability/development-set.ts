import { join } from 'node:path';
import { z } from 'zod';
import {
  type Candidate,
  cardFeatures,
  documentFeatures,
  enhanceQuery,
  gatherEvidence,
  type GatherTools,
  type VectorState,
} from '../../src/agent/index.ts';
import { embedKnowledge } from '../../src/app/embed-knowledge.ts';
import {
  loadConfig,
  openWorkspace,
  readDefaultRegion,
  regionCollection,
  type Workspace,
} from '../../src/app/index.ts';
import { openJsonl } from '../../src/base/index.ts';
import {
  createMemoryStore,
  createQuestionIndex,
  embedPassages,
  factCardDocuments,
  ingest,
  questionKey,
} from '../../src/knowledge/index.ts';

/** One question with what weighing found, for one kind of source. */
export interface Observation {
  readonly features: readonly number[];
  /** The best candidate answers the question. */
  readonly answers: boolean;
  /** One of the best two candidates does. */
  readonly secondAnswers: boolean;
  /** Some source answers it. */
  readonly answerable: boolean;
}

const itemSchema = z.object({
  question: z.string(),
  variety: z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant']),
  answerable: z.boolean(),
  gold: z.array(z.string()),
});
type Item = z.infer<typeof itemSchema>;

/** The region's development questions, ready to be weighed with each kind of vectors. */
export async function createDevelopmentSet() {
  const config = await loadConfig({
    defaultRegion: await readDefaultRegion(),
    options: { chatModel: 'none' },
  });
  const workspace = await openWorkspace(config);
  await embedKnowledge(workspace);
  const folder = join(workspace.region.folder, 'benchmarks/answer-quality');
  // Short, ordinary and long questions, and some by an author who had not seen the known ones: a judge
  // that knows one kind only misjudges the others.
  const files = ['plain.dev.jsonl', 'dev.jsonl', 'stories.dev.jsonl', 'fresh.dev.jsonl'];
  const items = (await Promise.all(files.map((file) => readItems(join(folder, file))))).flat();
  const plain = await plainDocuments(workspace);
  return {
    async observeCards(vectors: VectorState): Promise<Observation[]> {
      const tools = withVectors(workspace.gather, vectors);
      return observeAll(items, async (item) => {
        const { weighing } = await gather(item, tools, workspace);
        return { features: cardFeatures(weighing), ...label(item, weighing.cards) };
      });
    },
    async observeDocuments(vectors: VectorState): Promise<Observation[]> {
      const tools = withVectors(plain, vectors);
      return observeAll(items, async (item) => {
        const { weighing } = await gather(item, tools, workspace);
        return { features: documentFeatures(weighing), ...label(item, weighing.documents) };
      });
    },
  };
}

async function observeAll(
  items: readonly Item[],
  observe: (item: Item) => Promise<Observation>,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const item of items) observations.push(await observe(item));
  return observations;
}

function label({ gold, answerable }: Item, candidates: readonly Candidate[]) {
  const right = candidates.map(({ hit }) => gold.includes(hit.passage.group ?? ''));
  return { answers: right[0] === true, secondAnswers: right.slice(0, 2).includes(true), answerable };
}

async function readItems(path: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const record of openJsonl(path)) {
    if (record.line > 1 && 'value' in record) items.push(itemSchema.parse(record.value));
  }
  return items;
}

function withVectors(tools: GatherTools, vectors: VectorState): GatherTools {
  return {
    ...tools,
    embedding: vectors === 'model' ? tools.embedding : () => undefined,
    // Without vectors the known questions are compared by their words alone.
    questions: vectors === 'none' ? { ...tools.questions, dense: false } : tools.questions,
  };
}

function gather(item: Item, tools: GatherTools, workspace: Workspace) {
  return gatherEvidence(
    {
      query: enhanceQuery(item.question, tools),
      variety: item.variety,
      collections: [regionCollection],
      today: workspace.today(),
    },
    tools,
  );
}

/** The cards as if they were documents that somebody added: without keywords and known questions. */
async function plainDocuments(workspace: Workspace): Promise<GatherTools> {
  const { region, segmenter, gather } = workspace;
  const store = createMemoryStore();
  async function* documents() {
    for (const { value, file } of region.cards) {
      for (const { keywords: _, ...document } of factCardDocuments(value, file)) yield document;
    }
  }
  for await (const _ of ingest(documents(), { store, segmenter, collection: regionCollection }));
  const model = gather.embedding();
  if (model !== undefined) {
    await embedPassages({
      store,
      model,
      known: (text) => region.vectors.passages?.vector(questionKey(text)),
    });
  }
  return { ...gather, store, questions: createQuestionIndex([]) };
}
