import { hash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditEntry } from '../src/governance/index.ts';
import { openLedger, proveRecord, verifyLedger } from '../src/store/index.ts';
import type { Bench, BenchOptions, BenchTable, Row } from './bench.ts';
import { median, timed, toMegabytes, toThreeDigits } from './measure.ts';

/** How fast decisions get into the ledger, and how long it takes to check them. */
export const ledger: Bench = {
  name: 'ledger',
  about: 'appends/s by batch, and verifying 100,000 records; --large verifies 1,000,000',
  async run(options) {
    return [await measureAppends(options), await measureVerifying(options)];
  },
};

const ledgerOptions = { region: 'example', version: '0.1.0' } as const;

/** A decision of usual size, no two alike. */
function makeEntry(number: number): AuditEntry {
  return {
    kind: 'decision',
    stage: 'output',
    action: number % 20 === 0 ? 'redact' : 'allow',
    clauses: number % 20 === 0 ? ['example-1.1'] : [],
    bundle: 'b5'.repeat(32),
    model: 'qwen2.5-coder-1.5b-instruct',
    variety: 'yue-Hant',
    latency: 1000,
    subject: String(number % 1000).padStart(64, '0'),
    shape: { questionLength: number % 80, answerLength: number % 900, citations: number % 5 },
  };
}

async function measureAppends({ rounds, folder, note }: BenchOptions): Promise<BenchTable> {
  const cases = [
    { batch: 1, count: 50 },
    { batch: 100, count: 4000 },
    { batch: 8192, count: 81_920 },
    { batch: 50_000, count: 100_000 },
  ] as const;
  const rates = new Map(cases.map(({ batch }) => [batch as number, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { batch, count } of cases) {
      note(`appending in batches of ${batch}, round ${round + 1} of ${rounds}`);
      const path = join(folder, 'appends');
      const log = await openLedger({ ...ledgerOptions, folder: path });
      const { milliseconds } = await timed(() => appendAll(log, { batch, count }));
      await log.close();
      await rm(path, { recursive: true });
      rates.get(batch)?.push((count / milliseconds) * 1000);
    }
  }
  const rows = cases.map(({ batch }): Row => {
    const each = rates.get(batch) ?? [];
    return {
      'appended at once': batch,
      'appends/s, median': toThreeDigits(median(each)),
      best: toThreeDigits(Math.max(...each)),
    };
  });
  return {
    title: 'Appending to the ledger',
    rows,
    notes: [
      'Each batch is on the disk, and signed, before the next one is given: the first rows measure the disk.',
      `One SHA-256 of 500 bytes takes ${timeOneHash()} µs here, one record two of them and its JSON.`,
    ],
  };
}

async function appendAll(
  log: Awaited<ReturnType<typeof openLedger>>,
  { batch, count }: { readonly batch: number; readonly count: number },
): Promise<void> {
  for (let from = 0; from < count; from += batch) {
    const size = Math.min(batch, count - from);
    await Promise.all(Array.from({ length: size }, (_, at) => log.append(makeEntry(from + at))));
  }
}

async function measureVerifying({ rounds, large, folder, note }: BenchOptions): Promise<BenchTable> {
  const rows: Row[] = [];
  for (const count of large ? [100_000, 1_000_000] : [100_000]) {
    const path = join(folder, `records-${count}`);
    note(`making ${count} records`);
    const log = await openLedger({ ...ledgerOptions, folder: path });
    await appendAll(log, { batch: 8192, count });
    await log.close();
    const verifying: number[] = [];
    const proving: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      note(`verifying ${count} records, round ${round + 1} of ${rounds}`);
      const verified = await timed(() => verifyLedger(path));
      if (!verified.result.ok) throw new Error('the ledger of the bench is broken');
      verifying.push(verified.milliseconds / 1000);
      proving.push((await timed(() => proveRecord(path, count >> 1))).milliseconds / 1000);
    }
    const { size } = await stat(join(path, 'segment-000001.jsonl'));
    rows.push({
      records: count,
      'MB of the first segment': toMegabytes(size),
      'verify s, median': toThreeDigits(median(verifying)),
      best: toThreeDigits(Math.min(...verifying)),
      'prove one s, median': toThreeDigits(median(proving)),
    });
    await rm(path, { recursive: true });
  }
  const notes = ['Files in the cache of the system; one thread.'];
  return { title: 'Checking the ledger', rows, notes };
}

/** For comparing machines: everything here is made of it. */
function timeOneHash(): number {
  const content = Buffer.alloc(500);
  const count = 100_000;
  const start = performance.now();
  for (let at = 0; at < count; at += 1) hash('sha256', content);
  return toThreeDigits(((performance.now() - start) / count) * 1000);
}
