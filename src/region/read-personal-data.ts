import {
  type PersonalDataKind,
  checkPersonalDataKinds,
  personalDataKindSchema,
} from '../governance/index.ts';
import type { ReplyVariety } from '../language/index.ts';
import type { PackReader } from './pack-reader.ts';

const file = 'constitution/personal-data.jsonl';

/**
 * Reads the kinds of personal data of a place. Each is tried on its own examples: a pattern that does
 * not find what it should is an error.
 *
 * @param offered varieties in which each kind needs a title
 */
export async function readPersonalData(
  reader: PackReader,
  offered: readonly ReplyVariety[],
): Promise<PersonalDataKind[]> {
  const before = reader.problems.length;
  const kinds = await reader.jsonl(file, 'personal-data', personalDataKindSchema);
  for (const { value, line } of kinds) {
    for (const variety of offered.filter((each) => value.title[each] === undefined)) {
      reader.report({ file, line, message: `${value.id}: title lacks ${variety}`, cure: 'Write it.' });
    }
  }
  // Kinds lean on each other: with one of them missing, others would seem to fail.
  if (reader.problems.length > before) return [];
  for (const { at, message, cure } of checkPersonalDataKinds(kinds.map(({ value }) => value))) {
    const line = kinds[at]?.line;
    reader.report({ file, ...(line !== undefined && { line }), message, cure });
  }
  return kinds.map(({ value }) => value);
}
