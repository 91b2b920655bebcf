import { readFile, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { setupError, sha256File, writeFileAtomically } from '../base/index.ts';
import { findPinnedModel, pinnedModelPath, type ModelSource, type PinnedModel } from './catalogue.ts';

const manifestSchema = z.object({
  id: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  /** Where the file came from, for people. */
  source: z.string(),
  licence: z.object({ name: z.string(), text: z.string() }),
  /** ISO 8601 instant. */
  pulledAt: z.string(),
});

/** The record beside a model file, `<file>.json`. It is written last: its existence means completeness. */
export type ModelManifest = Readonly<z.output<typeof manifestSchema>>;

/** A model file on this machine. */
export interface PulledModel extends ModelManifest {
  /** Path of the model file. */
  readonly path: string;
}

/** Which model to look for and where. */
export interface FindPulledOptions {
  /** Folder of all models; the file lies in `<directory>/<id>/`. */
  readonly directory: string;
  /** Sources beyond the catalogue's whose hashes are accepted too. */
  readonly sources?: readonly ModelSource[];
}

/**
 * The complete file of a pinned model, or `undefined` when it is not there. Cheap enough for every
 * start: it trusts the manifest and compares the size; {@link verifyModel} computes the hash.
 *
 * @throws `models.unknown-model`.
 */
export async function findPulledModel(
  id: string,
  options: FindPulledOptions,
): Promise<PulledModel | undefined> {
  const model = findPinnedModel(id);
  const path = pinnedModelPath(model, options.directory);
  const manifest = await readManifest(path);
  if (manifest === undefined || manifest.id !== id) return undefined;
  const accepted = [...model.sources, ...(options.sources ?? [])].some(
    (source) => source.sha256 === manifest.sha256,
  );
  return accepted && (await sizeOf(path)) === manifest.bytes ? { ...manifest, path } : undefined;
}

/**
 * Computes the SHA-256 of a pulled model's file and compares it with the pinned one. It reads the
 * whole file: seconds for a gigabyte. A damaged file loses its manifest, so that the next pull
 * replaces it.
 *
 * @throws `models.not-pulled` when the model is not there; `models.damaged` when the hash is wrong;
 *   `models.unknown-model`.
 */
export async function verifyModel(id: string, options: FindPulledOptions): Promise<PulledModel> {
  const pulled = await findPulledModel(id, options);
  if (pulled === undefined) throw notPulled(id, options.directory);
  const actual = await sha256File(pulled.path);
  if (actual === pulled.sha256) return pulled;
  await rm(manifestPath(pulled.path), { force: true });
  throw setupError({
    code: 'models.damaged',
    message: `The file of ${id} has SHA-256 ${actual}, but ${pulled.sha256} is pinned.`,
    cure: `Run "model pull ${id}"; it replaces the file.`,
    data: { id, path: pulled.path, expected: pulled.sha256, actual },
  });
}

/**
 * Completes a model whose file lies in its place without a manifest (copied there by hand, or left
 * by a run killed at the last moment): the hash decides. Another file is left alone until a pull
 * replaces it.
 */
export async function adoptModel(
  model: PinnedModel,
  options: FindPulledOptions & { readonly now: Date },
): Promise<PulledModel | undefined> {
  const path = pinnedModelPath(model, options.directory);
  const size = await sizeOf(path);
  if (size === undefined) return undefined;
  const candidates = [...model.sources, ...(options.sources ?? [])].filter((source) => source.bytes === size);
  const actual = candidates.length === 0 ? undefined : await sha256File(path);
  const source = candidates.find((candidate) => candidate.sha256 === actual);
  return source && (await recordModel(model, { path, source, now: options.now }));
}

/** Writes the manifest of a file whose hash has been checked. */
export async function recordModel(
  model: PinnedModel,
  { path, source, now }: { readonly path: string; readonly source: ModelSource; readonly now: Date },
): Promise<PulledModel> {
  const manifest: ModelManifest = {
    id: model.id,
    sha256: source.sha256,
    bytes: source.bytes,
    source: describeSource(source),
    licence: model.licence,
    pulledAt: now.toISOString(),
  };
  await writeFileAtomically(manifestPath(path), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return { ...manifest, path };
}

/** A source in a few words: the hub's repository, or the first wheel and how many there are. */
export function describeSource(source: ModelSource): string {
  if (source.type === 'hub') return `hub ${source.repository}@${source.revision.slice(0, 8)}`;
  const [first = ''] = source.requirements;
  const more = source.requirements.length - 1;
  return `wheels ${first.split(' ')[0] ?? ''}${more === 0 ? '' : ` and ${more} more`}`;
}

function notPulled(id: string, directory: string): Error {
  return setupError({
    code: 'models.not-pulled',
    message: `The model ${id} is not in ${directory}.`,
    cure: `Run "model pull ${id}".`,
    data: { id, directory },
  });
}

function manifestPath(path: string): string {
  return `${path}.json`;
}

async function readManifest(path: string): Promise<ModelManifest | undefined> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(manifestPath(path), 'utf8')));
  } catch {
    return undefined; // none, or damaged: the hash will decide
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    (entry) => entry.size,
    () => undefined,
  );
}
