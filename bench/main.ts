// Measures the product by hand: `npm run bench -- [name…] [--large] [--rounds N]`. Prints tables and keeps the
// figures in bench/results/latest.json, which is not committed. Never part of the tests.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeFileAtomically } from '../src/base/index.ts';
import type { Bench, BenchTable, Row } from './bench.ts';
import { firstSentence } from './first-sentence.ts';
import { ingestSpeed } from './ingest-speed.ts';
import { keywordRetrieval } from './keyword-retrieval.ts';
import { ledger } from './ledger.ts';
import { questionMatching } from './question-matching.ts';
import { varietyDetection } from './variety-detection.ts';

const benches: readonly Bench[] = [
  keywordRetrieval,
  ingestSpeed,
  firstSentence,
  questionMatching,
  ledger,
  varietyDetection,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { large: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } },
});
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
const rounds = Number(values.rounds);
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error('npm run bench -- [name…] [--large] [--rounds N]');
  for (const { name, about } of benches) console.error(`  ${name.padEnd(10)} ${about}`);
  process.exit(2);
}

const machine = {
  date: new Date().toISOString().slice(0, 10),
  revision: readRevision(),
  node: process.version,
  cores: availableParallelism(),
  memoryGigabytes: Math.round(totalmem() / 1e9),
};
const results: { bench: string; load: string; tables: readonly BenchTable[] }[] = [];
console.log(JSON.stringify(machine));
for (const bench of chosen) {
  const folder = await mkdtemp(join(tmpdir(), 'lionrock-bench-'));
  const before = showLoad();
  try {
    const note = (text: string) => console.error(`${bench.name}: ${text}`);
    const tables = await bench.run({ rounds, large: values.large, folder, note });
    const load = `${before} to ${showLoad()}`;
    results.push({ bench: bench.name, load, tables });
    for (const table of tables) console.log(`\n${formatTable(table)}\nLoad average ${load}.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
const file = fileURLToPath(new URL('results/latest.json', import.meta.url));
await mkdir(join(file, '..'), { recursive: true });
await writeFileAtomically(file, `${JSON.stringify({ machine, rounds, results }, undefined, 2)}\n`);
// A model's threads would keep the process alive.
process.exit(0);

/** As Markdown: it is read in a terminal and copied into a document alike. */
function formatTable({ title, rows, notes }: BenchTable): string {
  const names = Array.from(new Set(rows.flatMap((row) => Object.keys(row))));
  const lines = rows.map((row) => formatLine(names.map((name) => row[name] ?? '')));
  const head = [formatLine(names), formatLine(names.map((name) => (isNumeric(rows, name) ? '--:' : '---')))];
  return [`## ${title}`, '', ...head, ...lines, '', ...notes.map((note) => `- ${note}`)].join('\n');
}

function formatLine(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function isNumeric(rows: readonly Row[], name: string): boolean {
  return rows.some((row) => /^[\d.]+(?: %)?$/.test(String(row[name] ?? '')));
}

function showLoad(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function readRevision(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
