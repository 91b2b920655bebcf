import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { ExportRequest } from '../../app/index.ts';
import { inputError, writeFileAtomically } from '../../base/index.ts';
import { writeTo } from '../cli-io.ts';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatProofCheck, formatVerification } from '../print-ledger.ts';
import { type Cli, type Run, act } from '../run-command.ts';

/** Adds `ledger`: what governance did, kept so that it cannot be changed unnoticed. */
export function addLedgerCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('ledger'), {
    about: 'verify, prove and export the ledger of what governance decided',
    more: 'It holds hashes, clause ids, counts and lengths; no questions, no answers, no names.',
    example: 'lionrock ledger verify',
  });
  const version = program.version() ?? '';
  addVerifyCommand(group, cli);
  addProveCommand(group, cli, version);
  addExportCommand(group, cli, version);
}

interface KeyOptions {
  /** Path of a public key. */
  readonly key?: string;
}

const keyOption = [
  '--key <file>',
  'public key that you trust, in PEM form (default: the one beside the ledger)',
] as const;

function addVerifyCommand(group: Command, cli: Cli): void {
  describeCommand(group.command('verify'), {
    about: 'check every record, hash and signature; exit code 3 when something is wrong',
    more:
      'Changes nothing. Compare the fingerprint of the key, or name your own copy of it: ' +
      'whoever can change the whole folder can also put another key into it.',
    example: 'lionrock ledger verify --key my-copy.pem',
  })
    .option(...keyOption)
    .action(act(cli, verify));
}

async function verify(run: Run, { key }: KeyOptions): Promise<ExitCode> {
  const { verifyAuditLedger } = await import('../../app/index.ts');
  const config = await run.loadConfig();
  const found = await run.withProgress(({ report }) =>
    verifyAuditLedger(config, {
      report,
      signal: run.io.signal,
      ...(key !== undefined && { key: resolve(run.io.workingFolder, key) }),
    }),
  );
  if (run.json) await run.printJson(found);
  else await run.print(formatVerification(found));
  return found.ok ? exitCodes.done : exitCodes.gateNotMet;
}

interface ProveOptions extends KeyOptions {
  readonly check?: string;
  readonly since?: number;
}

function addProveCommand(group: Command, cli: Cli, version: string): void {
  describeCommand(group.command('prove [seq]'), {
    about: 'prove that a record is in the ledger, by its number; or check such a proof',
    more:
      'Prints the proof as JSON. --check needs no ledger, only the public key; exit code 3 when the proof ' +
      'does not hold. With --since, proves that the ledger has only grown since a checkpoint.',
    example: 'lionrock ledger prove 0',
  })
    .option('--check <file>', 'check the proof in this file')
    .option(...keyOption)
    .option('--since <size>', 'number of records of the checkpoint', parseNumber)
    .action(
      act(cli, (run, options: ProveOptions, seq?: string) =>
        options.check === undefined
          ? prove(run, { version, since: options.since, seq })
          : checkProof(run, { ...options, check: options.check }),
      ),
    );
}

interface Wanted {
  readonly version: string;
  readonly since: number | undefined;
  readonly seq: string | undefined;
}

async function prove(run: Run, { version, since, seq }: Wanted): Promise<undefined> {
  if ((since === undefined) === (seq === undefined)) {
    throw inputError({
      code: 'cli.usage',
      message: 'Give either the number of a record, or --since, or --check.',
      cure: 'Add --help to see how it is used.',
    });
  }
  const what = since === undefined ? { seq: parseNumber(seq ?? '') } : { since };
  const { proveFromLedger } = await import('../../app/index.ts');
  const config = await run.loadConfig();
  const proof = await run.withProgress(({ report }) =>
    proveFromLedger(config, { ...what, version, report, signal: run.io.signal }),
  );
  if (run.json) await run.printJson(proof);
  else await run.print(JSON.stringify(proof, null, 2));
}

async function checkProof(run: Run, { check, key }: { check: string; key?: string }): Promise<ExitCode> {
  const { checkLedgerProof } = await import('../../app/index.ts');
  const found = await checkLedgerProof(await run.loadConfig(), {
    file: resolve(run.io.workingFolder, check),
    ...(key !== undefined && { key: resolve(run.io.workingFolder, key) }),
  });
  if (run.json) await run.printJson(found);
  else await run.print(formatProofCheck(found));
  return found.ok ? exitCodes.done : exitCodes.gateNotMet;
}

interface ExportOptions {
  readonly report?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
}

function addExportCommand(group: Command, cli: Cli, version: string): void {
  describeCommand(group.command('export'), {
    about: 'take the records out as JSON Lines, or publish what they count up to',
    more:
      'With --report, a transparency report: HTML, or JSON with --json or into a .json file; counts under 10 ' +
      'are suppressed. Days are in UTC. That records were taken out is recorded in the ledger.',
    example: 'lionrock ledger export --report --from 2026-01-01 --to 2026-03-31 --out report.html',
  })
    .option('--report', 'count instead of listing')
    .option('--from <day>', 'first day, as 2026-01-31', parseDay)
    .option('--to <day>', 'last day', parseDay)
    .option('--out <file>', 'file to write (default: standard output)')
    .action(act(cli, (run, options: ExportOptions) => exportRecords(run, options, version)));
}

async function exportRecords(run: Run, options: ExportOptions, version: string): Promise<undefined> {
  const { from, to, out } = options;
  const path = out === undefined ? undefined : resolve(run.io.workingFolder, out);
  await run.withProgress(async ({ report }) => {
    const request = {
      version,
      // On a terminal the records themselves are to be seen.
      ...(path !== undefined && { report }),
      signal: run.io.signal,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
    if (options.report === true) await writeReport(run, request, path);
    else await writeRecords(run, request, path);
  });
}

async function writeRecords(run: Run, request: ExportRequest, path: string | undefined): Promise<void> {
  const { exportLedger, exportLedgerToFile } = await import('../../app/index.ts');
  const config = await run.loadConfig();
  if (path === undefined) {
    await exportLedger(config, request, (lines) => writeTo(run.io.stdout, lines));
    return;
  }
  const records = await exportLedgerToFile(config, request, path);
  if (run.json) await run.printJson({ records, file: path });
  else await run.print(`${records} records are in ${path}.`);
}

async function writeReport(run: Run, request: ExportRequest, path: string | undefined): Promise<void> {
  const { formatTransparencyReport, reportLedger } = await import('../../app/index.ts');
  if (path !== undefined && !/\.(?:html|json)$/.test(path)) {
    throw inputError({
      code: 'ledger.unknown-report-form',
      message: `A report cannot be written into ${path}.`,
      cure: 'Name a file that ends in .html or .json.',
      data: { path },
    });
  }
  const report = await reportLedger(await run.loadConfig(), request);
  const isJson = path === undefined ? run.json : path.endsWith('.json');
  const text = isJson ? `${JSON.stringify(report)}\n` : formatTransparencyReport(report);
  if (path === undefined) {
    await writeTo(run.io.stdout, text);
    return;
  }
  await writeFileAtomically(path, text);
  if (run.json) await run.printJson({ file: path });
  else await run.print(`The report is in ${path}.`);
}

function parseNumber(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 0.');
}

function parseDay(value: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const day = isDay ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError('It must be a day, as 2026-01-31.');
}
