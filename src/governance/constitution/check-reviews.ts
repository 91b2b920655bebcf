import type { ConstitutionReader } from './constitution-reader.ts';
import { placedItems, placedRules } from './placed-rules.ts';
import type { WholeFiles } from './constitution-files.ts';
import type { Placed } from './spec.ts';

interface Dated {
  readonly id: string;
  readonly asOf?: string;
  readonly since?: string;
  readonly reviewBy: string;
}

/** Warns of what was to be looked at again, and reports reviews that lie before what they review. */
export function checkReviews(reader: ConstitutionReader, files: WholeFiles, today: string): void {
  const dated: Placed<Dated>[] = [
    files.meta,
    ...placedItems(files.sources, 'sources', files.sources.value.sources),
    ...placedRules(files),
    ...placedItems(files.terms, 'terms', files.terms.value.terms),
  ];
  for (const { value, file, lineOf } of dated) {
    const from = value.asOf ?? value.since ?? '';
    const place = { file, line: lineOf(['reviewBy']) };
    if (value.reviewBy <= from) {
      reader.report({
        ...place,
        message: `${value.id}: is to be reviewed by ${value.reviewBy}, before it was written (${from})`,
        cure: 'Correct one of the days.',
      });
    } else if (value.reviewBy < today) {
      reader.report({
        ...place,
        severity: 'warning',
        message: `${value.id}: was to be reviewed by ${value.reviewBy}`,
        cure: 'Check whether it still holds, then set a new day.',
      });
    }
  }
}
