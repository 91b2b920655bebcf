import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PersonalDataKind, personalDataKindSchema } from '../index.ts';

/** The kinds of a pack that comes with the program, read without the rest of it. */
export function readKinds(region: string): PersonalDataKind[] {
  const path = join(import.meta.dirname, '../../../../regions', region, 'constitution/personal-data.jsonl');
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => personalDataKindSchema.parse(JSON.parse(line)));
}
