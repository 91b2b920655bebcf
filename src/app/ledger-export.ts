import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { type JsonlHeader, isoDate, systemClock } from '../base/index.ts';
import {
  type LedgerRecord,
  type TransparencyReport,
  createReportCounter,
  toMinute,
} from '../governance/index.ts';
import { type LedgerReading, readLedger, readLedgerRegion } from '../store/index.ts';
import type { Config } from './config.ts';
import { type LedgerIdentity, ledgerFolder, recordAccess } from './ledger.ts';

/** Which records to take out. */
export interface LedgerPeriod {
  /** First and last day, in UTC. @default all */
  readonly from?: string;
  readonly to?: string;
}

/** What is taken out of the ledger, and on whose behalf. */
export type ExportRequest = LedgerPeriod & LedgerReading & LedgerIdentity;

/**
 * Gives the records of a period as JSON Lines, the header first, each line as it stands in the ledger.
 * That they were taken out is recorded first.
 *
 * @param write receives some lines at once
 * @returns number of records
 * @throws `ledger.none`; `ledger.broken`
 */
export async function exportLedger(
  config: Pick<Config, 'home'>,
  request: ExportRequest,
  write: (lines: string) => Promise<void>,
): Promise<number> {
  await recordAccess(config, request, 'export');
  const now = (request.clock ?? systemClock)();
  const header: JsonlHeader = {
    kind: 'ledger-export',
    schema: 1,
    version: request.version,
    region: await readLedgerRegion(ledgerFolder(config)),
    createdAt: toMinute(now),
  };
  let count = 0;
  let waiting = `${JSON.stringify(header)}\n`;
  await readLedger(
    ledgerFolder(config),
    async ({ record, line }) => {
      if (!isWithin(record, request)) return;
      count += 1;
      waiting += `${line}\n`;
      if (waiting.length < writeLength) return;
      await write(waiting);
      waiting = '';
    },
    request,
  );
  await write(waiting);
  return count;
}

/** UTF-16 code units written at once. */
const writeLength = 256 * 1024;

/**
 * Writes the records of a period into a file for its owner's eyes only; an unfinished one is not left.
 *
 * @returns number of records
 */
export async function exportLedgerToFile(
  config: Pick<Config, 'home'>,
  request: ExportRequest,
  path: string,
): Promise<number> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    let count: number;
    try {
      count = await exportLedger(config, request, (lines) => file.appendFile(lines));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return count;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Counts the decisions of a period for everybody to read; counts under 10 are suppressed. That it was
 * made is recorded first.
 *
 * @throws `ledger.none`; `ledger.broken`
 */
export async function reportLedger(
  config: Pick<Config, 'home'>,
  request: ExportRequest,
): Promise<TransparencyReport> {
  await recordAccess(config, request, 'report');
  const counter = createReportCounter();
  await readLedger(
    ledgerFolder(config),
    ({ record }) => {
      if (isWithin(record, request)) counter.add(record);
    },
    request,
  );
  const { version, from, to } = request;
  return counter.finish({
    version,
    region: await readLedgerRegion(ledgerFolder(config)),
    createdAt: isoDate((request.clock ?? systemClock)(), 'UTC'),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
}

function isWithin({ time }: LedgerRecord, { from, to }: LedgerPeriod): boolean {
  const day = time.slice(0, 10);
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}
