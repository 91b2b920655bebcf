import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type LionrockError, setupError } from '../base/index.ts';
import { type LedgerPaths, absentAs, brokenLedger, writePrivateFile } from './ledger-files.ts';

/** What checkpoints are signed with, and checked by. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * Opens the key pair of a ledger; a ledger that has not begun gets one. To be called by the writer only.
 *
 * @param hasBegun whether something was signed already, so that the key must be there
 * @throws `ledger.no-signing-key`; `ledger.bad-key`; `ledger.broken` when the public key is of another pair
 */
export async function openSigningKey(paths: LedgerPaths, hasBegun: boolean): Promise<SigningKey> {
  let pem = await readFile(paths.privateKey, 'utf8').catch(absentAs(undefined));
  if (pem === undefined) {
    if (hasBegun) throw noSigningKey(paths.privateKey);
    const { privateKey } = generateKeyPairSync('ed25519');
    pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await writePrivateFile(paths.privateKey, pem);
  }
  const privateKey = parseKey(paths.privateKey, () => createPrivateKey(pem));
  const publicKey = createPublicKey(privateKey);
  const stored = await readFile(paths.publicKey, 'utf8').catch(absentAs(undefined));
  if (stored === undefined) {
    await writePrivateFile(paths.publicKey, publicKey.export({ type: 'spki', format: 'pem' }));
  } else if (!parseKey(paths.publicKey, () => createPublicKey(stored)).equals(publicKey)) {
    throw brokenLedger(paths.folder, 'its public key belongs to another signing key');
  }
  return { privateKey, publicKey };
}

/**
 * Reads a public key in PEM form.
 *
 * @throws `ledger.bad-key`; `file.not-found` from the system
 */
export async function readPublicKey(path: string): Promise<KeyObject> {
  const pem = await readFile(path, 'utf8');
  return parseKey(path, () => createPublicKey(pem));
}

function parseKey(path: string, parse: () => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = parse();
  } catch {
    // The reason may hold parts of the key.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw badKey(path);
}

/** A key file that holds no key of its kind. The content is not repeated. */
export function badKey(path: string): LionrockError {
  return setupError({
    code: 'ledger.bad-key',
    message: `${path} does not hold the key that it should.`,
    cure: 'Put it back from a backup, or name the right file.',
    data: { path },
  });
}

function noSigningKey(path: string): LionrockError {
  return setupError({
    code: 'ledger.no-signing-key',
    message: `The signing key of the ledger, ${path}, is not there.`,
    cure: 'Put it back from a backup; a copy of a ledger without it can be verified, but not written.',
    data: { path },
  });
}
