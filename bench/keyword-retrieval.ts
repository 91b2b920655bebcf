import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { type PassageStore, type PassageToStore, Bm25Index } from '../src/knowledge/index.ts';
import { type Segmenter, createSegmenter } from '../src/language/index.ts';
import { openLanceStore } from '../src/store/index.ts';
import type { Bench, BenchOptions, BenchTable, Row } from './bench.ts';
import { type TextMaker, createTextMaker, knownQuestions, loadBenchRegion } from './make-texts.ts';
import { median, quantile, rotate, timed, toThreeDigits } from './measure.ts';

/** Our embedded store against MiniSearch and an exact BM25, on the same terms. */
export const keywordRetrieval: Bench = {
  name: 'keywords',
  about: 'keyword retrieval of the embedded store against MiniSearch and an exact BM25',
  async run(options) {
    const region = await loadBenchRegion();
    const segmenter = createSegmenter();
    const known = Array.from(knownQuestions(region).values(), (questions) => everyNth(questions, 35));
    const tables: BenchTable[] = [];
    for (const passages of [10_000, 100_000]) {
      const maker = createTextMaker(region, passages);
      const queries = [...known.flat(), ...Array.from({ length: 60 }, () => maker.query())];
      const terms = queries.map((query) => segmenter.terms(query));
      tables.push(await compareAt(passages, { maker, segmenter, queries: terms }, options));
    }
    return tables;
  },
};

const limit = 10;
const passagesPerDocument = 10;
const collection = 'bench';

interface Corpus {
  readonly maker: TextMaker;
  readonly segmenter: Segmenter;
  readonly queries: readonly (readonly string[])[];
}

interface Found {
  readonly id: string;
  readonly score: number;
}

/** One way to search, with the seconds that its index took. */
interface Engine {
  readonly name: string;
  readonly add: (passages: readonly PassageToStore[]) => Promise<void> | void;
  readonly finish: () => Promise<void> | void;
  readonly search: (terms: readonly string[]) => Promise<readonly Found[]> | readonly Found[];
  indexSeconds: number;
}

async function compareAt(count: number, corpus: Corpus, options: BenchOptions): Promise<BenchTable> {
  const store = await openLanceStore(join(options.folder, `lance-${count}`));
  const exact = new Bm25Index();
  const engines = [await lanceEngine(store), exactEngine(exact), miniSearchEngine()];
  options.note(`${count} passages: indexing`);
  const segmentSeconds = await index(count, corpus, engines);
  options.note(`${count} passages: searching`);
  const { latencies, results } = await search(engines, corpus.queries, options.rounds);
  await store.close();
  const [reference] = engines;
  const medianOf = (engine: Engine | undefined) => median(latencies.get(engine?.name ?? '') ?? []);
  const rows = engines.map((engine): Row => ({
    engine: engine.name,
    'median ms': toThreeDigits(medianOf(engine)),
    'p95 ms': toThreeDigits(quantile(latencies.get(engine.name) ?? [], 0.95)),
    'median, ours = 1': toThreeDigits(medianOf(engine) / medianOf(reference)),
    'index s': toThreeDigits(engine.indexSeconds),
    ...compareWithExact(results.get(engine.name) ?? [], exact, corpus.queries),
  }));
  return {
    title: `Keyword retrieval, ${count} passages, top ${limit}`,
    rows,
    notes: [
      `${corpus.queries.length} queries, ${options.rounds} rounds; segmenting all passages took ${toThreeDigits(segmentSeconds)} s and is not counted.`,
      'Ours reads passages and their documents from disk; the others hold ids in memory.',
      'overlap@10: share of the hits whose exact score is not below the exact tenth. MiniSearch weighs by matched terms and counts distinct terms as length, so its scores are another formula.',
    ],
  };
}

async function lanceEngine(store: PassageStore): Promise<Engine> {
  const session = await store.openSession();
  return {
    name: 'ours (LanceDB)',
    indexSeconds: 0,
    async add(passages) {
      await session.addPassages(passages);
      const firsts = passages.filter(({ ordinal }) => ordinal === 0);
      await session.commit(firsts.map(toDocument));
    },
    finish: () => session.finish(),
    async search(terms) {
      const found = await store.searchTerms(terms, limit, { collections: [collection] });
      return found.map(({ passage, score }) => ({ id: passage.passageId, score }));
    },
  };
}

function toDocument({ documentId, revision }: PassageToStore) {
  const record = {
    documentId,
    collection,
    title: documentId,
    mediaType: 'text/plain',
    source: 'bench',
    contentHash: documentId,
    addedAt: '2026-01-01T00:00:00.000Z',
    passageCount: passagesPerDocument,
    supersedes: [],
  };
  return { record, revision };
}

function exactEngine(exact: Bm25Index): Engine {
  return {
    name: 'exact BM25 in memory',
    indexSeconds: 0,
    add: (passages) => passages.forEach(({ passageId, terms }) => exact.add(passageId, terms)),
    finish: () => undefined,
    search: (terms) => exact.search(terms, limit),
  };
}

function miniSearchEngine(): Engine {
  const index = new MiniSearch<{ id: string; terms: string }>({
    fields: ['terms'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    // As near to BM25 as its options allow.
    searchOptions: { combineWith: 'OR', bm25: { k: 1.2, b: 0.75, d: 0 } },
  });
  return {
    name: 'MiniSearch',
    indexSeconds: 0,
    add: (passages) =>
      index.addAll(passages.map(({ passageId, terms }) => ({ id: passageId, terms: terms.join(' ') }))),
    finish: () => undefined,
    search(terms) {
      const found = index.search(Array.from(new Set(terms)).join(' '));
      return found.slice(0, limit).map(({ id, score }) => ({ id: String(id), score }));
    },
  };
}

const batchSize = 2000;

/** Gives every engine the same passages; returns the seconds that segmenting them took. */
async function index(count: number, { maker, segmenter }: Corpus, engines: Engine[]): Promise<number> {
  let segmenting = 0;
  for (let from = 0; from < count; from += batchSize) {
    const texts = Array.from({ length: Math.min(batchSize, count - from) }, () => maker.text());
    const { result: passages, milliseconds } = await timed(() =>
      texts.map((text, at) => toPassage(text, from + at, segmenter)),
    );
    segmenting += milliseconds;
    for (const engine of engines) {
      engine.indexSeconds += (await timed(() => engine.add(passages))).milliseconds / 1000;
    }
  }
  for (const engine of engines) {
    engine.indexSeconds += (await timed(() => engine.finish())).milliseconds / 1000;
  }
  return segmenting / 1000;
}

function toPassage(text: string, number: number, segmenter: Segmenter): PassageToStore {
  const documentId = `d${Math.floor(number / passagesPerDocument)}`;
  const ordinal = number % passagesPerDocument;
  return {
    passageId: `${documentId}#${ordinal}`,
    documentId,
    collection,
    ordinal,
    text,
    locator: {},
    variety: 'und',
    terms: segmenter.terms(text),
    revision: documentId,
  };
}

/** Every query by every engine in every round, the engines taking turns at being first. */
async function search(engines: readonly Engine[], queries: Corpus['queries'], rounds: number) {
  const latencies = new Map(engines.map(({ name }) => [name, [] as number[]]));
  const results = new Map(engines.map(({ name }) => [name, [] as (readonly Found[])[]]));
  // The first round warms up and gives the results to compare.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, terms] of queries.entries()) {
      for (const engine of rotate(engines, round + at)) {
        const { result, milliseconds } = await timed(() => engine.search(terms));
        if (round === 0) results.get(engine.name)?.push(result);
        else latencies.get(engine.name)?.push(milliseconds);
      }
    }
  }
  return { latencies, results };
}

/** How near an engine's hits and scores come to the exact ones. */
function compareWithExact(
  found: readonly (readonly Found[])[],
  exact: Bm25Index,
  queries: Corpus['queries'],
): Row {
  let [hits, good, firsts, searched] = [0, 0, 0, 0];
  const errors: number[] = [];
  for (const [at, terms] of queries.entries()) {
    const scores = new Map(exact.search(terms, Infinity).map(({ id, score }) => [id, score]));
    const ordered = Array.from(scores.values());
    const wanted = Math.min(limit, ordered.length);
    const lowest = (ordered[wanted - 1] ?? 0) * (1 - tolerance);
    const own = found[at] ?? [];
    searched += 1;
    hits += wanted;
    good += own.filter(({ id }) => (scores.get(id) ?? 0) >= lowest).length;
    if ((scores.get(own[0]?.id ?? '') ?? 0) >= (ordered[0] ?? 0) * (1 - tolerance)) firsts += 1;
    errors.push(...own.map(({ id, score }) => Math.abs(score / (scores.get(id) ?? Number.NaN) - 1)));
  }
  return {
    'overlap@10': (good / hits).toFixed(4),
    'same best': (firsts / searched).toFixed(4),
    'score off, median': `${(100 * median(errors)).toFixed(3)} %`,
    'score off, p99': `${(100 * quantile(errors, 0.99)).toFixed(3)} %`,
  };
}

/** Scores that differ by less are equal: the store counts in 32 bits. */
const tolerance = 1e-5;

function everyNth(items: readonly string[], wanted: number): string[] {
  const step = Math.max(1, Math.floor(items.length / wanted));
  return items.filter((_, at) => at % step === 0).slice(0, wanted);
}
