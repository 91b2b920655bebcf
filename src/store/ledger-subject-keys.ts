import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../base/index.ts';
import { hashSubject, isKeyExpired, keyMonth } from '../governance/index.ts';
import { absentAs, makePrivateFolder, syncFolder } from './ledger-files.ts';
import { badKey } from './ledger-signing-key.ts';

/** Names sessions in the ledger so that they can be told apart for at most 31 days. */
export interface SubjectKeys {
  /**
   * The name of a session this month.
   *
   * @throws `ledger.bad-key`
   */
  subjectOf(sessionId: string): Promise<string>;
  /** Destroys the keys whose time is over; also done whenever a session is named on a new day. */
  destroyExpired(): Promise<void>;
}

/** Where the keys are kept. */
export interface SubjectKeyOptions {
  readonly folder: string;
  readonly clock?: Clock;
}

const keyBytes = 32;

/** Opens the keys of a ledger. A month's key is made when it is first needed, for its owner's eyes only. */
export function openSubjectKeys({ folder, clock = systemClock }: SubjectKeyOptions): SubjectKeys {
  let current: { readonly month: string; readonly key: Buffer } | undefined;
  let sweptOn = '';
  const destroyExpired = async () => {
    const now = clock();
    for (const name of await readdir(folder).catch(absentAs<string[]>([]))) {
      const month = /^(\d{4}-\d{2})\.key$/.exec(name)?.[1];
      if (month !== undefined && isKeyExpired(month, now)) await destroy(join(folder, name));
    }
    sweptOn = dayOf(now);
  };
  return {
    destroyExpired,
    async subjectOf(sessionId) {
      const now = clock();
      if (sweptOn !== dayOf(now)) await destroyExpired();
      const month = keyMonth(now);
      if (current?.month !== month) {
        // Nobody may find the old key while the new one is being read: it is all zeros now.
        current?.key.fill(0);
        current = undefined;
        current = { month, key: await readKey(folder, month) };
      }
      return hashSubject(current.key, sessionId);
    },
  };
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** Reads the key of a month, made by us or by another process this moment. */
async function readKey(folder: string, month: string): Promise<Buffer> {
  const path = join(folder, `${month}.key`);
  let key = await readFile(path).catch(absentAs(undefined));
  if (key === undefined) {
    await makeKey(folder, path);
    key = await readFile(path);
  }
  if (key.length !== keyBytes) throw badKey(path);
  return key;
}

/** The file gets its name when it is whole; of two processes, the first one's key is the key. */
async function makeKey(folder: string, path: string): Promise<void> {
  await makePrivateFolder(folder);
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(keyBytes));
    await file.sync();
    await link(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await file.close();
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}

/** Overwrites before deleting: a file that is only deleted can be found again on the disk. */
async function destroy(path: string): Promise<void> {
  const size = await stat(path).then(({ size }) => size, absentAs(undefined));
  if (size === undefined) return;
  const file = await open(path, 'r+');
  try {
    await file.write(Buffer.alloc(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
}
