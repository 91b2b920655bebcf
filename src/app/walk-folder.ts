import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type LionrockError, inputError, toLionrockError } from '../base/index.ts';

/** A file of a folder, or a part of it that cannot be read. */
export type FoundFile = { readonly path: string } | { readonly path: string; readonly error: LionrockError };

/**
 * Every file in a folder and its sub-folders, in name order. Hidden ones are left out; what cannot be
 * read, and a folder with no file in it, is an error in its place. A link that leads back is not followed.
 */
export async function* walkFolder(folder: string): AsyncGenerator<FoundFile> {
  let found = false;
  for await (const file of walk(folder, [])) {
    found = true;
    yield file;
  }
  if (!found) yield { path: folder, error: emptyFolder(folder) };
}

/** @param above the true paths of the folders it stands in */
async function* walk(folder: string, above: readonly string[]): AsyncGenerator<FoundFile> {
  let names: string[];
  let here: string;
  try {
    here = await realpath(folder);
    if (above.includes(here)) return;
    names = await readdir(folder);
  } catch (error) {
    yield { path: folder, error: toLionrockError(error) };
    return;
  }
  // Order by code unit: the same on every machine, whatever its language.
  for (const name of names.filter((entry) => !entry.startsWith('.')).toSorted()) {
    const path = join(folder, name);
    const kind = await kindOf(path);
    if (kind === 'folder') yield* walk(path, [...above, here]);
    else if (kind === 'file') yield { path };
    else yield { path, error: kind };
  }
}

/** What a path leads to; what is neither file nor folder is left to the parser to name. */
export async function kindOf(path: string): Promise<'file' | 'folder' | LionrockError> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return toLionrockError(error);
  }
}

function emptyFolder(folder: string): LionrockError {
  return inputError({
    code: 'knowledge.empty-folder',
    message: `There is no file in ${folder}.`,
    cure: 'Name a folder with documents; hidden files are left out.',
    data: { folder },
  });
}
