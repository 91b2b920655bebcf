import type { z } from 'zod';
import type { ConstitutionReader } from './constitution-reader.ts';
import {
  metaSchema,
  modesSchema,
  namesSchema,
  noticesSchema,
  pageWordsSchema,
  principlesSchema,
  retentionSchema,
  rubricSchema,
  ruleTestSchema,
  termsSchema,
} from './schema-files.ts';
import { profileSchema, rulesFileSchema } from './schema-rules.ts';
import { sourcesFileSchema, taxonomySchema } from './schema-sources.ts';
import type { Placed } from './spec.ts';

/** What a constitution is read with. */
export interface ReadConstitutionOptions {
  /** Rules and sources that were to be reviewed before this day give a warning. */
  readonly today: string;
  /** Id of the region it belongs to. @default the id that it states */
  readonly region?: string;
  /** Names of places that may not trigger a rule, beside those of `names.yaml`. */
  readonly places?: readonly string[];
}

/** The files of a constitution in the form that checks work on. */
type ConstitutionFiles = ReturnType<typeof readFiles>;

/** The files that are there, once every one could be read. */
export type WholeFiles = { readonly [Key in keyof ConstitutionFiles]: NonNullable<ConstitutionFiles[Key]> };

/** Reads every file of a constitution by its schema; a file that cannot be read is undefined. */
export function readFiles(reader: ConstitutionReader) {
  return {
    meta: reader.yaml('meta.yaml', metaSchema),
    principles: reader.yaml('principles.yaml', principlesSchema),
    sources: reader.yaml('sources.yaml', sourcesFileSchema),
    taxonomy: reader.yaml('taxonomy.yaml', taxonomySchema),
    modes: reader.yaml('modes.yaml', modesSchema),
    rubric: reader.yaml('rubric.yaml', rubricSchema),
    terms: reader.yaml('terms.yaml', termsSchema),
    retention: reader.yaml('retention.yaml', retentionSchema),
    notices: reader.yaml('notices.yaml', noticesSchema),
    page: reader.yaml('page.yaml', pageWordsSchema),
    names: reader.yaml('names.yaml', namesSchema),
    rules: readFolder(reader, 'rules', rulesFileSchema),
    profiles: readFolder(reader, 'profiles', profileSchema),
    tests: reader
      .list('tests', '.jsonl')
      .flatMap((file) => reader.jsonl(file, 'constitution-tests', ruleTestSchema)),
  };
}

/** All YAML files of a folder; undefined when there is none or one of them could not be read. */
function readFolder<Schema extends z.ZodType>(
  reader: ConstitutionReader,
  folder: string,
  schema: Schema,
): Placed<z.infer<Schema>>[] | undefined {
  const names = reader.list(folder, '.yaml');
  if (names.length === 0) {
    reader.report({
      file: `${folder}/`,
      message: 'has no file',
      cure: 'Copy one from regions/template and fill it in.',
    });
  }
  const found = names.flatMap((file) => reader.yaml(file, schema) ?? []);
  return names.length > 0 && found.length === names.length ? found : undefined;
}

/** Whether every file could be read. */
export function isWhole(read: ConstitutionFiles): read is WholeFiles {
  return Object.values(read).every((file) => file !== undefined);
}
