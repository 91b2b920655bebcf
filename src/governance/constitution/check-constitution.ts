import { checkNames } from './check-names.ts';
import { checkProfiles } from './check-profiles.ts';
import { checkReferences } from './check-references.ts';
import { checkReviews } from './check-reviews.ts';
import { checkRules } from './check-rules.ts';
import { checkTests } from './check-tests.ts';
import type { ConstitutionReader } from './constitution-reader.ts';
import type { ReadConstitutionOptions, WholeFiles } from './constitution-files.ts';

/** Checks what no single file can tell: references, limits of classes, names, tests, days of review. */
export function checkConstitution(
  reader: ConstitutionReader,
  files: WholeFiles,
  options: ReadConstitutionOptions,
): void {
  const { meta } = files;
  if (options.region !== undefined && meta.value.id !== options.region) {
    reader.report({
      file: meta.file,
      line: meta.lineOf(['id']),
      message: `is of "${meta.value.id}", but the region is "${options.region}"`,
      cure: 'Write the id of region.json.',
    });
  }
  checkReferences(reader, files);
  checkRules(reader, files);
  checkNames(reader, files, options.places ?? []);
  checkProfiles(reader, files);
  checkTests(reader, files);
  checkReviews(reader, files, options.today);
}
