import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type LionrockError, inputError } from '../base/index.ts';
import { regionFileSchema } from '../region/index.ts';
import { regionsFolder } from './region-folders.ts';

/** The pack to begin. */
export interface CreateRegionRequest {
  /** Small letters, digits and hyphens. @default the folder's name */
  readonly id?: string;
  /** Name of the place in the template's variety. @default words that say what to write there */
  readonly name?: string;
  /** Folder to make; it must not exist. */
  readonly folder: string;
}

/**
 * Begins a region pack: a copy of the template under its own id. Returns the pack's folder.
 *
 * @throws `region.bad-id`; `region.folder-exists`
 */
export async function createRegion(request: CreateRegionRequest): Promise<string> {
  const folder = resolve(request.folder);
  const id = request.id ?? basename(folder);
  if (!regionFileSchema.shape.id.safeParse(id).success) throw badId(id);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder).catch((error: unknown) => {
    throw isExisting(error) ? folderExists(folder) : error;
  });
  try {
    await cp(join(regionsFolder, 'template'), folder, { recursive: true });
    await renameTemplate(folder, id);
    if (request.name !== undefined) await setName(join(folder, 'region.json'), request.name);
  } catch (error) {
    // Half a pack would only be in the way of the next try.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Records carry the id of their region, and ids of rules begin with it. */
async function renameTemplate(folder: string, id: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(?:jsonl?|yaml)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path, 'utf8');
    const renamed = content
      .replaceAll(/("(?:region|id)":\s*")template"/g, `$1${id}"`)
      .replaceAll(/^id: template$/gm, `id: ${id}`)
      .replaceAll(/\btemplate-(?=\d+\.\d)/g, `${id}-`);
    if (renamed !== content) await writeFile(path, renamed);
  }
}

async function setName(path: string, name: string): Promise<void> {
  const value = JSON.parse(await readFile(path, 'utf8')) as { name: Record<string, string> };
  const variety = Object.keys(value.name)[0] ?? 'en';
  await writeFile(path, `${JSON.stringify({ ...value, name: { [variety]: name } }, null, 2)}\n`);
}

function isExisting(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

function badId(id: string): LionrockError {
  return inputError({
    code: 'region.bad-id',
    message: `"${id}" cannot be the id of a region.`,
    cure: 'Use small letters, digits and hyphens, beginning with a letter; set it with --id.',
    data: { id },
  });
}

function folderExists(folder: string): LionrockError {
  return inputError({
    code: 'region.folder-exists',
    message: `${folder} already exists.`,
    cure: 'Choose a folder that does not exist yet; nothing is overwritten.',
    data: { folder },
  });
}
