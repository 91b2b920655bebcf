import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LionrockError, setupError } from '../base/index.ts';
import { makePrivateFolder } from './ledger-files.ts';
import { type WriterLock, takeWriterLock } from './writer-lock.ts';

/** Between two looks at a lock that another process holds, in milliseconds. */
const pauseMs = 20;

/**
 * Takes the right to write a ledger. It is held for one batch only, so another process is waited for.
 *
 * @throws `ledger.locked` when it is still held after that time
 */
export async function takeLedgerLock(path: string, waitMs: number): Promise<WriterLock> {
  // The lock would make a folder that anybody can enter.
  await makePrivateFolder(dirname(path));
  for (let waited = 0; ; waited += pauseMs) {
    try {
      return await takeWriterLock(path);
    } catch (error) {
      if (!LionrockError.isInstance(error) || error.code !== 'store.locked') throw error;
      if (waited >= waitMs) throw locked(path, error);
    }
    await wait(pauseMs);
  }
}

function locked(path: string, cause: LionrockError): LionrockError {
  return setupError({
    code: 'ledger.locked',
    message: 'Another process has been writing the ledger for too long.',
    cure: `Wait until it has finished; if that process is gone for good, delete ${path}.`,
    data: { path },
    cause,
  });
}
