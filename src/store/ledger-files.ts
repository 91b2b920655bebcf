import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type LionrockError, inputError, setupError } from '../base/index.ts';
import { checkpointSchema } from '../governance/index.ts';

/** Where the parts of a ledger are. */
export interface LedgerPaths {
  readonly folder: string;
  /** State of the end, signed; written after each batch. */
  readonly head: string;
  /** Signed trees, as JSON Lines. */
  readonly checkpoints: string;
  readonly privateKey: string;
  readonly publicKey: string;
  /** Keys that name sessions, one for each month. */
  readonly subjectKeys: string;
  /** Bytes of unfinished writes. */
  readonly torn: string;
  readonly lock: string;
}

/** Names the parts of the ledger in a folder. */
export function ledgerPaths(folder: string): LedgerPaths {
  return {
    folder,
    head: join(folder, 'head.json'),
    checkpoints: join(folder, 'checkpoints.jsonl'),
    privateKey: join(folder, 'signing-key.pem'),
    publicKey: join(folder, 'public-key.pem'),
    subjectKeys: join(folder, 'subject-keys'),
    torn: join(folder, 'torn'),
    lock: join(folder, 'writer.lock'),
  };
}

/** Path of a segment by its number, from 1. */
export function segmentPath(folder: string, segment: number): string {
  return join(folder, `segment-${String(segment).padStart(6, '0')}.jsonl`);
}

/** Numbers of the segments that are there, in order; none when there is no folder. */
export async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(absentAs<string[]>([]));
  return names
    .flatMap((name) => /^segment-(\d{6,})\.jsonl$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

const headSchema = z.strictObject({
  kind: z.literal('ledger-head'),
  schema: z.literal(1),
  /** What is signed: all records that were promised to be kept. */
  checkpoint: checkpointSchema,
  /** Peaks of the tree, so that it need not be built anew to go on. */
  peaks: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  /** Hash of the last record. */
  last: z.string().regex(/^[0-9a-f]{64}$/),
  /** Segment of the last record, and where it ends there, in bytes; 0 before the first segment. */
  segment: z.int().nonnegative(),
  offset: z.int().nonnegative(),
});

/** State of the end of a ledger. */
export type LedgerHead = z.infer<typeof headSchema>;

/** Reads the head: `undefined` when there is none, `damaged` when it cannot be read. */
export async function readHead(path: string): Promise<LedgerHead | 'damaged' | undefined> {
  const text = await readFile(path, 'utf8').catch(absentAs(undefined));
  if (text === undefined) return undefined;
  try {
    return headSchema.safeParse(JSON.parse(text)).data ?? 'damaged';
  } catch {
    return 'damaged';
  }
}

/** Writes a file that only its owner can read: all of it or, after a crash, nothing. */
export async function writePrivateFile(path: string, content: string | Uint8Array): Promise<void> {
  await makePrivateFolder(dirname(path));
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Makes a folder that only its owner can enter, if it is not there. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/** Brings the names in a folder to the disk; where folders cannot be opened, the system does it by itself. */
export async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle;
  try {
    folder = await open(path, constants.O_RDONLY);
  } catch (error) {
    if (['EISDIR', 'EPERM', 'EACCES'].includes(codeOf(error) ?? '')) return;
    throw error;
  }
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** For `catch`: a value in place of a file that is not there. */
export function absentAs<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** A ledger that cannot be gone on with. */
export function brokenLedger(folder: string, what: string): LionrockError {
  return setupError({
    code: 'ledger.broken',
    message: `The ledger in ${folder} is broken: ${what}.`,
    cure: 'Keep the folder as it is, look at it with `lionrock ledger verify`, and move it away to begin a new one.',
    data: { folder },
  });
}

/** There is no ledger in that folder. */
export function noLedger(folder: string): LionrockError {
  return inputError({
    code: 'ledger.none',
    message: `There is no ledger in ${folder}.`,
    cure: 'Name the home folder with --home; a ledger begins with the first decision.',
    data: { folder },
  });
}

/** Tells whether anything of a ledger is there but its keys. */
export async function hasLedger({ folder, head, checkpoints }: LedgerPaths): Promise<boolean> {
  if ((await listSegments(folder)).length > 0) return true;
  const found = await Promise.all(
    [head, checkpoints].map((path) => stat(path).then(() => true, absentAs(false))),
  );
  return found.includes(true);
}
