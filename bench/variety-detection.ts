import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import { detectVariety } from '../src/language/index.ts';
import { formatProportion } from '../src/statistics/index.ts';
import type { Bench, BenchTable, Row } from './bench.ts';
import { median, toThreeDigits } from './measure.ts';

// Kept beside the repository and never in it; see docs/variety-detection.md for what was developed on what.
const corpus = join(import.meta.dirname, '../../shared/data/corpora/lid/labelled.jsonl');
const reported = new Set(['abc_dictionary', 'wordshk_plus15', 'legco_hansard', 'sib200']);

interface Labelled {
  readonly text: string;
  readonly label: string;
  readonly source: string;
}

/** What one tool found, by sentence, and how many sentences it read in a second, by round. */
interface Result {
  readonly tool: string;
  readonly cantonese: readonly boolean[];
  readonly perSecond: readonly number[];
}

// The same sentences, in one process, with nothing else to do; `cantonese` and `cantonese_quotes…` count alike.
const peerProgram = `
import json, sys, time
sentences, rounds, tool = json.load(sys.stdin)
if tool == 'canto-filter':
    from cantofilter import judge
else:
    from cantonesedetect import CantoneseDetector
    judge = CantoneseDetector().judge
for sentence in sentences[:1000]: judge(sentence)
rates = []
for _ in range(rounds):
    start = time.process_time()
    labels = [judge(sentence) for sentence in sentences]
    rates.append(len(sentences) / (time.process_time() - start))
print(json.dumps([[str(getattr(label, 'value', label)).lower().startswith('canto') for label in labels], rates]))
`;

/** How many sentences a second are told apart, and how well, beside the two tools for Cantonese from PyPI. */
export const varietyDetection: Bench = {
  name: 'varieties',
  about: 'telling written Cantonese from Mandarin, beside cantonesedetect and canto-filter',
  async run({ rounds, note }) {
    if (!existsSync(corpus)) return [{ title: 'Variety detection', rows: [], notes: [`no ${corpus}`] }];
    const rows = await readRows();
    const results: Result[] = [detectAll(rows, rounds)];
    const missing: string[] = [];
    for (const tool of ['cantonesedetect', 'canto-filter']) {
      note(tool);
      const result = await runPeer(tool, rows, rounds);
      if (result === undefined) missing.push(tool);
      else results.push(result);
    }
    return [describeResults(rows, results, missing)];
  },
};

/** Cantonese and Traditional Mandarin: what all three tools are made for. */
async function readRows(): Promise<Labelled[]> {
  const lines = (await readFile(corpus, 'utf8')).trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line) as Labelled)
    .filter(({ label, source }) => reported.has(source) && (label === 'yue' || label === 'zh-Hant'));
}

function detectAll(rows: readonly Labelled[], rounds: number): Result {
  const detect = () => rows.map(({ text }) => detectVariety(text).variety.startsWith('yue-'));
  let cantonese = detect();
  const perSecond = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    cantonese = detect();
    const { user, system } = process.cpuUsage(before);
    return rows.length / ((user + system) / 1e6);
  });
  return { tool: 'ours', cantonese, perSecond };
}

/** Runs a Python tool; `undefined` where Python or the tool is not installed. */
async function runPeer(tool: string, rows: readonly Labelled[], rounds: number): Promise<Result | undefined> {
  const child = spawn('python3', ['-c', peerProgram], { stdio: ['pipe', 'pipe', 'ignore'] });
  // A tool that is missing ends before it has read its input.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify([rows.map(({ text }) => text), rounds, tool]));
  const output = await readStream(child.stdout).catch(() => '');
  if (output.trim() === '') return undefined;
  const [cantonese, perSecond] = JSON.parse(output) as [boolean[], number[]];
  return { tool, cantonese, perSecond };
}

function describeResults(
  rows: readonly Labelled[],
  results: readonly Result[],
  missing: readonly string[],
): BenchTable {
  const base = median(results[0]?.perSecond ?? []);
  const share = ({ cantonese }: Result, among: (row: Labelled) => boolean) => {
    const places = rows.flatMap((row, at) => (among(row) ? [at] : []));
    return formatProportion(places.filter((at) => cantonese[at]).length, places.length);
  };
  const countHan = (text: string) => text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return {
    title: 'Variety detection',
    rows: results.map((result): Row => ({
      tool: result.tool,
      'Cantonese found': share(result, ({ label }) => label === 'yue'),
      'from 8 Han characters': share(result, ({ label, text }) => label === 'yue' && countHan(text) >= 8),
      'Mandarin called Cantonese': share(result, ({ label }) => label === 'zh-Hant'),
      'sentences a second': toThreeDigits(median(result.perSecond)),
      'ours = 1': toThreeDigits(median(result.perSecond) / base),
    })),
    notes: [
      `${rows.length} sentences in traditional characters of ${Array.from(reported).join(', ')}; time of the processor, one core.`,
      ...missing.map((tool) => `${tool} is not installed for python3: pip install ${tool}.`),
    ],
  };
}
