// One measurement of `ingest-speed.ts` in a process of its own, because only so its memory can be told.
// Arguments: the stage, the file, a folder for the store. Prints one line of JSON.
import { createSegmenter } from '../src/language/index.ts';
import {
  type ParsedDocument,
  ingest,
  isParseFailure,
  parseSource,
  splitPassages,
} from '../src/knowledge/index.ts';
import { openLanceStore } from '../src/store/index.ts';

/** How far documents are worked on: each stage does what the one before does, and more. */
export type Stage = 'read' | 'segment' | 'store';

const [stage, path = '', folder = ''] = process.argv.slice(2);
const rss: number[] = [];
const timer = setInterval(() => rss.push(process.memoryUsage.rss()), 200);
const start = performance.now();
const passages = stage === 'store' ? await store() : await read(stage === 'segment');
const seconds = (performance.now() - start) / 1000;
clearInterval(timer);
const half = Math.ceil(rss.length / 2);
console.log(
  JSON.stringify({
    seconds,
    passages,
    // Kilobytes, as Linux counts them.
    peakBytes: process.resourceUsage().maxRSS * 1024,
    firstHalfPeakBytes: Math.max(0, ...rss.slice(0, half)),
    secondHalfPeakBytes: Math.max(0, ...rss.slice(half)),
  }),
);

async function read(segment: boolean): Promise<number> {
  const segmenter = createSegmenter();
  let count = 0;
  for await (const document of documents()) {
    for await (const { text } of splitPassages(document.blocks)) {
      if (segment) segmenter.terms(text);
      count += 1;
    }
  }
  return count;
}

async function store(): Promise<number> {
  const opened = await openLanceStore(folder);
  let count = 0;
  const options = { store: opened, segmenter: createSegmenter(), collection: 'bench' };
  for await (const outcome of ingest(documents(), options)) {
    if ('passages' in outcome) count += outcome.passages;
  }
  await opened.close();
  return count;
}

async function* documents(): AsyncGenerator<ParsedDocument> {
  for await (const result of parseSource({ path })) {
    if (isParseFailure(result)) throw result.error;
    yield result;
  }
}
