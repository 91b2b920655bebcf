import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../base/index.ts';
import type { AuditLog, LedgerProof } from '../governance/index.ts';
import {
  type LedgerReading,
  type LedgerVerification,
  type ProofCheck,
  type SubjectKeys,
  checkProofFile,
  openLedger,
  openSubjectKeys,
  proveGrowth,
  proveRecord,
  readLedgerRegion,
  verifyLedger,
} from '../store/index.ts';
import type { Config } from './config.ts';

/** Folder of the ledger of an installation. */
export function ledgerFolder({ home }: Pick<Config, 'home'>): string {
  return join(home, 'ledger');
}

/** Who writes into the ledger. */
export interface LedgerIdentity {
  /** Version of the program. */
  readonly version: string;
  readonly clock?: Clock;
}

/** The ledger of an installation, open for writing. */
export interface OpenedLedger {
  readonly log: AuditLog;
  /** Names sessions for `subject` of an entry. */
  readonly subjects: SubjectKeys;
}

/**
 * Opens the ledger of an installation, and destroys the subject keys whose time is over.
 *
 * @throws `ledger.broken`; `ledger.locked`; `ledger.no-signing-key`; `ledger.bad-key`
 */
export async function openAuditLedger(
  config: Pick<Config, 'home'>,
  identity: LedgerIdentity & { readonly region: string },
): Promise<OpenedLedger> {
  const { clock = systemClock } = identity;
  const folder = ledgerFolder(config);
  const subjects = openSubjectKeys({ folder: join(folder, 'subject-keys'), clock });
  await subjects.destroyExpired();
  return { log: await openLedger({ folder, ...identity, clock }), subjects };
}

/** The ledger of an installation, opened when the first record is written. */
export interface AuditTrail {
  open(): Promise<OpenedLedger>;
  /** Writes a checkpoint, if anything was recorded. */
  close(): Promise<void>;
}

/** Makes the trail of an installation; a command that decides nothing leaves no trace. */
export function createAuditTrail(...given: Parameters<typeof openAuditLedger>): AuditTrail {
  let opened: Promise<OpenedLedger> | undefined;
  return {
    open: () => (opened ??= openAuditLedger(...given)),
    async close() {
      await (await opened)?.log.close();
    },
  };
}

/** How the ledger of an installation is verified. */
export interface VerifyLedgerRequest extends LedgerReading {
  /** Path of a public key that one trusts. @default the one beside the ledger */
  readonly key?: string;
}

/**
 * Checks every record, hash and signature of the ledger; changes nothing.
 *
 * @throws `ledger.none`; `ledger.bad-key`
 */
export async function verifyAuditLedger(
  config: Pick<Config, 'home'>,
  request: VerifyLedgerRequest = {},
): Promise<LedgerVerification> {
  return verifyLedger(ledgerFolder(config), request);
}

/** What is to be proved: one of the two. */
export type ProofRequest = LedgerReading &
  LedgerIdentity &
  ({ readonly seq: number } | { readonly since: number });

/**
 * Proves that a record is in the ledger, or that the ledger has only grown since a checkpoint. That
 * the record was taken out is recorded first.
 *
 * @throws `ledger.no-such-record`; `ledger.no-such-checkpoint`; `ledger.none`; `ledger.broken`
 */
export async function proveFromLedger(
  config: Pick<Config, 'home'>,
  request: ProofRequest,
): Promise<LedgerProof> {
  const folder = ledgerFolder(config);
  if ('since' in request) return proveGrowth(folder, request.since, request);
  await recordAccess(config, request, 'proof');
  return proveRecord(folder, request.seq, request);
}

/** A proof in a file, and the public key to check it with. */
export interface CheckProofRequest {
  readonly file: string;
  /** Path of the public key. @default the one beside the ledger */
  readonly key?: string;
}

/**
 * Checks a proof; with a public key of one's own, without any ledger.
 *
 * @throws `ledger.bad-proof`; `ledger.bad-key`
 */
export async function checkLedgerProof(
  config: Pick<Config, 'home'>,
  { file, key }: CheckProofRequest,
): Promise<ProofCheck> {
  return checkProofFile(file, resolve(key ?? join(ledgerFolder(config), 'public-key.pem')));
}

/**
 * Records that somebody takes records out of the ledger, before they get any.
 *
 * @throws `ledger.none`, so that looking makes no ledger; what opening throws
 */
export async function recordAccess(
  config: Pick<Config, 'home'>,
  identity: LedgerIdentity,
  purpose: 'export' | 'report' | 'proof',
): Promise<void> {
  const { clock } = identity;
  const folder = ledgerFolder(config);
  const region = await readLedgerRegion(folder);
  const log = await openLedger({
    folder,
    region,
    version: identity.version,
    ...(clock !== undefined && { clock }),
  });
  try {
    await log.append({ kind: 'access', purpose });
  } finally {
    await log.close();
  }
}
