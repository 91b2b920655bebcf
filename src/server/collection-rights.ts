import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { inputError, sha256 } from '../base/index.ts';
import { parseCollection, privatePrefix } from '../app/index.ts';
import { isLocalCaller } from './guard-requests.ts';
import { invalidRequest } from './read-failure.ts';
import type { ServerContext } from './server-context.ts';
import type { ServerEnv } from './server-env.ts';

const privateName = /^private:[0-9a-f]{32}$/;

/**
 * The name of a collection in a request, checked. Whoever names a private one has the right to it: its
 * 128 random bits cannot be guessed.
 *
 * @throws `knowledge.bad-collection-name`, `server.invalid-request`
 */
export function readCollection(name: string): string {
  if (name.startsWith(privatePrefix) && !privateName.test(name))
    throw invalidRequest(
      'A private collection is named by `private:` and 32 hexadecimal digits.',
      'collection',
    );
  return parseCollection(name);
}

/**
 * The private collections a question is to be answered from, beside the shared ones.
 *
 * @throws `server.invalid-request` for a name that is not one of a private collection
 */
export function readPrivateCollections(names: readonly string[] = []): readonly string[] {
  for (const name of names) {
    if (!privateName.test(name))
      throw invalidRequest(
        'Only private collections can be named; shared ones are searched anyhow.',
        'collections',
      );
  }
  return Array.from(new Set(names));
}

/**
 * Refuses to change a shared collection unless the caller sits at this machine or has the admin key.
 *
 * @throws `server.not-permitted`
 */
export function requireChangeRight(
  c: Context<ServerEnv>,
  { workspace }: ServerContext,
  collection: string,
): void {
  if (privateName.test(collection) || isLocalCaller(c)) return;
  const { adminKey } = workspace.config;
  if (adminKey !== undefined && isSameSecret(readBearer(c), adminKey)) return;
  throw inputError({
    code: 'server.not-permitted',
    message: `The shared collection "${collection}" cannot be changed from here.`,
    cure: 'Do it on the machine the server runs on, or send the admin key as a bearer token.',
  });
}

function readBearer(c: Context<ServerEnv>): string {
  return /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
}

/** Hashed first, so that neither length nor place of a difference shows in the time it takes. */
function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(secret)));
}
