import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConstitution } from '../read-constitution.ts';
import type { Constitution } from '../spec.ts';

const folder = join(import.meta.dirname, '../../../../regions/example/constitution');

/** The day on which tests read the example. */
export const today = '2026-11-23';

/** The files of the example's constitution, by path. */
export function exampleFiles(): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  return new Map(
    names
      // Kinds of personal data lie in the same folder and are read by themselves.
      .filter((name) => /\.yaml$|^tests\/.*\.jsonl$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The example's files with one of them changed; `undefined` removes it. */
export function changedFiles(
  file: string,
  change: (text: string) => string | undefined,
): Map<string, string> {
  const files = exampleFiles();
  const before = files.get(file) ?? '';
  const after = change(before);
  if (after === before) throw new Error(`${file} was not changed`);
  if (after === undefined) files.delete(file);
  else files.set(file, after);
  return files;
}

/** A constitution read from files that have no error. */
export function readWhole(files: ReadonlyMap<string, string>): Constitution {
  const { constitution, problems } = readConstitution(files, { today });
  if (constitution === undefined) throw new Error(JSON.stringify(problems, null, 1));
  return constitution;
}
