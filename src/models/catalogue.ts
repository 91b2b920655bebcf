import { join } from 'node:path';
import { z } from 'zod';
import { inputError } from '../base/index.ts';
import { pinnedModels } from './pinned-models.ts';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const bytesSchema = z.int().positive();
const fileNameSchema = z.string().regex(/^[\w.-]+$/);

const resultFields = {
  /** Size of the finished model file. */
  bytes: bytesSchema,
  /** SHA-256 of the finished model file. */
  sha256: sha256Schema,
  /** True when we fetched this source and computed the hash; false when both are as quoted publicly. */
  measuredHere: z.boolean(),
};

const hubSourceSchema = z.strictObject({
  type: z.literal('hub'),
  /** `owner/name` on the model hub. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** Commit of the repository, so that the file cannot change under its name. */
  revision: z.string().regex(/^[0-9a-f]{40}$/),
  file: fileNameSchema,
  ...resultFields,
});

const wheelsSourceSchema = z.strictObject({
  type: z.literal('wheels'),
  /** One pinned requirement line a wheel, in the order in which the parts are joined. */
  requirements: z
    .array(z.string().regex(/^[\w.-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}$/))
    .min(1)
    .readonly(),
  /** Pattern of the one entry of each wheel that holds its part. */
  entry: z.string(),
  /** How the joined parts become the model file. Absent: they are the model file. */
  converter: z.enum(['e5']).optional(),
  /** Size and hash of the joined parts, before a converter. */
  joined: z.strictObject({ bytes: bytesSchema, sha256: sha256Schema }).optional(),
  ...resultFields,
});

const commonFields = {
  id: z.string().regex(/^[a-z0-9.-]+$/),
  /** Name for people. */
  title: z.string(),
  /** Name of the model file inside `<models directory>/<id>/`. */
  file: fileNameSchema,
  /** Main memory the model needs while it runs, in bytes: measured, or estimated where the notes say so. */
  memoryBytes: bytesSchema,
  licence: z.strictObject({ name: z.string(), text: z.url() }),
  /** What a user should know before choosing it, shown by `model list`. */
  notes: z.array(z.string()).readonly(),
  /** Where it can be had, tried in this order. */
  sources: z
    .array(z.discriminatedUnion('type', [hubSourceSchema, wheelsSourceSchema]))
    .min(1)
    .readonly(),
};

const pinnedModelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('chat'),
    ...commonFields,
    /** Whether the model may draft freely, see `ChatCapabilities`. */
    drafts: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('embedding'),
    ...commonFields,
    /** Numbers in a vector. */
    dimensions: z.int().positive(),
    /** Longest input in tokens, special tokens and prefix included. */
    windowTokens: z.int().positive(),
    prefixes: z.strictObject({ query: z.string(), passage: z.string() }),
    /** How texts are normalised before they are tokenised. */
    normalisation: z.enum(['none', 'sentencepiece']),
  }),
]);

/** A model that can be fetched, with the hashes that its file must have. */
export type PinnedModel = z.output<typeof pinnedModelSchema>;

/** One place a pinned model can be had from. */
export type ModelSource = PinnedModel['sources'][number];

/** A file of a model hub, at a fixed commit. */
export type HubSource = z.output<typeof hubSourceSchema>;

/** Wheels of the Python package index that carry parts of a model file as data. */
export type WheelsSource = z.output<typeof wheelsSourceSchema>;

/** Every model this version can fetch, in the order in which they are listed. */
export const modelCatalogue: readonly PinnedModel[] = z.array(pinnedModelSchema).parse(pinnedModels);

/**
 * The catalogue's entry for an id.
 *
 * @throws `models.unknown-model` when the catalogue has no such id.
 * @example findPinnedModel('multilingual-e5-small').kind // 'embedding'
 */
export function findPinnedModel(id: string): PinnedModel {
  const model = modelCatalogue.find((candidate) => candidate.id === id);
  if (model !== undefined) return model;
  const known = modelCatalogue.map((candidate) => candidate.id);
  throw inputError({
    code: 'models.unknown-model',
    message: `There is no pinned model "${id}".`,
    cure: `Known models: ${known.join(', ')}.`,
    data: { id, known },
  });
}

/** Where the file of a pinned model lies inside a models directory: `<directory>/<id>/<file>`. */
export function pinnedModelPath(model: PinnedModel, directory: string): string {
  return join(directory, model.id, model.file);
}
