import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Constitution, readConstitution } from '../governance/index.ts';
import type { LexiconEntry } from '../language/index.ts';
import { PackReader, type RegionProblem } from './pack-reader.ts';
import { readLexicon } from './read-lexicon.ts';
import { type RegionFile, regionFileSchema } from './region-schema.ts';

/** The folders of a constitution; a file anywhere else in it is not read. */
const folders = ['', 'rules', 'profiles', 'tests'];

/** Files of a constitution's folder that others read. */
const readElsewhere = new Set(['personal-data.jsonl']);

/** What of a region its constitution is checked against. */
export interface PackConstitutionOptions {
  /** Rules and sources that were to be reviewed before this day give a warning. */
  readonly today: string;
  readonly file: RegionFile;
  readonly elsewhere: readonly LexiconEntry[];
}

/** A constitution with what is wrong in it, and the words of its region. */
export interface CheckedConstitution {
  /** Absent when there is an error in it. */
  readonly constitution?: Constitution;
  readonly problems: readonly RegionProblem[];
  /** Empty for a folder that belongs to no pack. */
  readonly lexicon: readonly LexiconEntry[];
}

/**
 * Reads and checks a constitution alone: that of a pack, or a folder with a `meta.yaml`.
 *
 * @param folder the pack's folder, or the constitution's
 * @param today rules and sources that were to be reviewed before this day give a warning
 */
export async function checkConstitutionFolder(folder: string, today: string): Promise<CheckedConstitution> {
  const reader = new PackReader(folder);
  const isPack = await access(join(folder, 'region.json')).then(
    () => true,
    () => false,
  );
  if (!isPack) {
    const constitution = await readFolder(reader, '', { today });
    return { ...(constitution && { constitution }), problems: reader.problems, lexicon: [] };
  }
  const file = await reader.json('region.json', regionFileSchema);
  if (file === undefined) return { problems: reader.problems, lexicon: [] };
  const lexicon = await readLexicon(reader, 'lexicons/terms.tsv');
  const elsewhere = await readLexicon(reader, 'lexicons/elsewhere.tsv');
  const constitution = await readPackConstitution(reader, { today, file, elsewhere });
  return { ...(constitution && { constitution }), problems: reader.problems, lexicon };
}

/** Reads a pack's constitution, which no name of a place may trigger and which needs every variety of the region. */
export async function readPackConstitution(
  reader: PackReader,
  { today, file, elsewhere }: PackConstitutionOptions,
): Promise<Constitution | undefined> {
  const places = [
    ...Object.values(file.name),
    ...elsewhere.flatMap((entry) => Object.values(entry.forms).flat()),
  ];
  const constitution = await readFolder(reader, 'constitution', { today, region: file.id, places });
  const lacking = file.varieties.filter(
    (variety) => constitution !== undefined && !constitution.meta.varieties.includes(variety),
  );
  if (lacking.length > 0) {
    reader.report({
      file: 'constitution/meta.yaml',
      message: `varieties lacks ${lacking.join(', ')}, which the region answers in`,
      cure: 'Add it, and write its words in every file.',
    });
  }
  return constitution;
}

/**
 * Reads a constitution's folder and notes its problems with the reader.
 *
 * @param folder the constitution's folder within the pack; `''` when the reader's folder is one
 */
async function readFolder(
  reader: PackReader,
  folder: string,
  options: Parameters<typeof readConstitution>[1],
): Promise<Constitution | undefined> {
  const files = new Map<string, string>();
  for (const part of folders) {
    const place = [folder, part].filter((name) => name !== '').join('/');
    for (const ending of ['.yaml', '.yml', '.json', '.jsonl']) {
      for (const path of await reader.list(place === '' ? '.' : place, ending)) {
        const name = path.replace(/^\.\//, '').slice(folder === '' ? 0 : folder.length + 1);
        if (readElsewhere.has(name)) continue;
        const text = await reader.text(path);
        if (text !== undefined) files.set(name, text);
      }
    }
  }
  const { constitution, problems } = readConstitution(files, options);
  for (const { severity, file, ...problem } of problems) {
    reader.report({
      ...problem,
      file: folder === '' ? file : `${folder}/${file}`,
      ...(severity === 'warning' && { severity }),
    });
  }
  return constitution;
}
