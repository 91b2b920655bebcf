import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bench, BenchOptions, BenchTable, Row } from './bench.ts';
import type { Stage } from './ingest-child.ts';
import { createTextMaker, loadBenchRegion } from './make-texts.ts';
import { median, toMegabytes, toThreeDigits } from './measure.ts';

/** How fast text gets into the store, and how much memory that takes. */
export const ingestSpeed: Bench = {
  name: 'ingest',
  about: 'MB/s and peak memory of reading, segmenting and storing; --large adds 1 GB',
  async run(options) {
    const sizes = options.large ? [100, 1000] : [100];
    return [await compareStages(options), await measureSizes(sizes, options)];
  },
};

/** The forms that are measured: one long document, and many short ones. */
const forms = ['txt', 'jsonl'] as const;
type Form = (typeof forms)[number];

/** What the child process tells. */
interface Outcome {
  readonly seconds: number;
  readonly passages: number;
  readonly peakBytes: number;
  readonly firstHalfPeakBytes: number;
  readonly secondHalfPeakBytes: number;
}

/** Megabytes of the file on which the stages are compared. */
const stageMegabytes = 10;

async function compareStages(options: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = [];
  for (const form of forms) {
    const file = await writeInput(form, stageMegabytes, options);
    const stages: readonly Stage[] = ['read', 'segment', 'store'];
    const seconds = new Map(stages.map((stage) => [stage, [] as number[]]));
    for (let round = 0; round < options.rounds; round += 1) {
      for (const stage of stages) {
        options.note(`${stageMegabytes} MB ${form}, ${stage}, round ${round + 1} of ${options.rounds}`);
        seconds.get(stage)?.push((await runChild(stage, file, options)).seconds);
      }
    }
    const all = median(seconds.get('store') ?? []);
    for (const [stage, times] of seconds) {
      rows.push({
        input: form,
        'up to': stage,
        'MB/s': toThreeDigits(stageMegabytes / median(times)),
        'share of the whole': toThreeDigits(median(times) / all),
      });
    }
    await rm(file);
  }
  return {
    title: `Ingest by stage, ${stageMegabytes} MB`,
    rows,
    notes: [
      `Each stage includes those above it. Median of ${options.rounds} rounds, interleaved, each in a process of its own; loading the dictionary (about 0.2 s) counts.`,
    ],
  };
}

async function measureSizes(sizes: readonly number[], options: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = [];
  for (const form of forms) {
    for (const megabytes of sizes) {
      options.note(`${megabytes} MB ${form}`);
      const file = await writeInput(form, megabytes, options);
      const outcome = await runChild('store', file, options);
      rows.push({
        input: `${megabytes} MB ${form}`,
        'MB/s': toThreeDigits(megabytes / outcome.seconds),
        seconds: Math.round(outcome.seconds),
        passages: outcome.passages,
        'peak RSS MB': toMegabytes(outcome.peakBytes),
        'peak, first half': toMegabytes(outcome.firstHalfPeakBytes),
        'second half': toMegabytes(outcome.secondHalfPeakBytes),
      });
      await rm(file);
    }
  }
  return {
    title: 'Ingest into the store',
    rows,
    notes: ['One run each, without vectors. Memory is flat when the halves do not differ.'],
  };
}

/** Writes a text, or records of one to three paragraphs, of a size in megabytes. */
async function writeInput(form: Form, megabytes: number, { folder }: BenchOptions): Promise<string> {
  const maker = createTextMaker(await loadBenchRegion(), megabytes);
  const path = join(folder, `input-${megabytes}.${form}`);
  const file = createWriteStream(path);
  let bytes = 0;
  for (let number = 0; bytes < megabytes * 1e6; number += 1) {
    const text = maker.text();
    const id = `record-${number}`;
    const piece = form === 'txt' ? `${text}\n\n` : `${JSON.stringify({ id, title: id, text })}\n`;
    bytes += Buffer.byteLength(piece);
    if (!file.write(piece)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return path;
}

const child = fileURLToPath(new URL('ingest-child.ts', import.meta.url));

async function runChild(stage: Stage, file: string, { folder }: BenchOptions): Promise<Outcome> {
  const store = join(folder, 'store');
  await rm(store, { recursive: true, force: true });
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    child,
    stage,
    file,
    store,
  ]);
  await rm(store, { recursive: true, force: true });
  return JSON.parse(stdout) as Outcome;
}
