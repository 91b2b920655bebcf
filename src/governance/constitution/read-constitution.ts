import { checkConstitution } from './check-constitution.ts';
import { checkWords } from './check-words.ts';
import { type ReadConstitutionOptions, type WholeFiles, isWhole, readFiles } from './constitution-files.ts';
import { ConstitutionReader } from './constitution-reader.ts';
import type { Constitution, ConstitutionProblem } from './spec.ts';

/** A constitution with what is wrong in it; `constitution` is there when no error is. */
export interface ReadConstitution {
  readonly constitution?: Constitution;
  readonly problems: readonly ConstitutionProblem[];
}

/**
 * Reads and checks a constitution and reports every problem in it, with file, line and cure.
 *
 * @param files texts by path within the constitution's folder, with `/` between parts
 */
export function readConstitution(
  files: ReadonlyMap<string, string>,
  options: ReadConstitutionOptions,
): ReadConstitution {
  const reader = new ConstitutionReader(files);
  const read = readFiles(reader);
  reportStrangers(reader, files);
  if (isWhole(read)) {
    checkWords(reader, read);
    checkConstitution(reader, read, options);
  }
  const failed = reader.problems.some((problem) => problem.severity === 'error');
  return failed || !isWhole(read)
    ? { problems: reader.problems }
    : { constitution: joinFiles(read), problems: reader.problems };
}

/** A file that nobody reads is most likely a slip of the pen. */
function reportStrangers(reader: ConstitutionReader, files: ReadonlyMap<string, string>): void {
  const known =
    /^(?:(?:meta|principles|sources|taxonomy|modes|rubric|terms|retention|notices|page|names)\.yaml|(?:rules|profiles)\/[^/]+\.yaml|tests\/[^/]+\.jsonl)$/;
  for (const file of files.keys()) {
    if (known.test(file)) continue;
    reader.report({
      file,
      severity: 'warning',
      message: 'is not read',
      cure: 'Correct its name or its folder, or remove it; names end in .yaml, tests in .jsonl.',
    });
  }
}

function joinFiles(read: WholeFiles): Constitution {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return {
    meta: read.meta.value,
    principles: read.principles.value,
    sources: read.sources.value.sources.toSorted(byId),
    taxonomy: read.taxonomy.value,
    rules: read.rules.flatMap(({ value }) => value.rules).toSorted(byId),
    modes: read.modes.value.modes,
    rubric: read.rubric.value,
    terms: read.terms.value.terms,
    retention: read.retention.value.stores,
    notices: read.notices.value.notices,
    pageWords: read.page.value,
    names: read.names.value,
    profiles: read.profiles.map(({ value }) => value).toSorted(byId),
    tests: read.tests,
  };
}
