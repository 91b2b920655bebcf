import { access, readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setupError } from '../base/index.ts';

/** The folder of the packs that come with the program. */
export const regionsFolder = fileURLToPath(new URL('../../regions', import.meta.url));

/** The region used when none is named: data, so that a fork for another place changes no code. */
export async function readDefaultRegion(): Promise<string> {
  const content = await readFile(join(regionsFolder, 'regions.json'), 'utf8');
  return (JSON.parse(content) as { default: string }).default;
}

/**
 * The folder of a region named by id or by path.
 *
 * @throws `region.not-found` listing the packs that come with the program
 */
export async function resolveRegion(name: string): Promise<string> {
  const candidates = /^[a-z][a-z0-9-]*$/.test(name)
    ? [join(regionsFolder, name), resolve(name)]
    : [resolve(name)];
  for (const folder of candidates) {
    const found = await access(join(folder, 'region.json')).then(
      () => true,
      () => false,
    );
    if (found) return folder;
  }
  const entries = await readdir(regionsFolder, { withFileTypes: true });
  const known = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  throw setupError({
    code: 'region.not-found',
    message: `There is no region pack "${name}".`,
    cure: `Name one of ${known.join(', ')}, or the path of a folder with a region.json.`,
    data: { name },
  });
}
