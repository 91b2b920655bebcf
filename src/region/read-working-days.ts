import { z } from 'zod';
import type { IsoDate } from '../base/index.ts';
import type { WorkingCalendar } from '../governance/index.ts';
import type { PackReader } from './pack-reader.ts';

/** In the order of JavaScript's days of the week. */
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** The file `working-days.json` of a pack: by what the days of a promised answer are counted. */
const workingDaysSchema = z.strictObject({
  /** Days of the week on which offices are closed. */
  weekend: z
    .array(z.enum(weekdays))
    .max(6)
    .refine((days) => new Set(days).size === days.length, 'names a day twice'),
  /** Other days on which offices are closed. */
  holidays: z.array(z.iso.date()),
  /** The day by which someone adds the next year's. A holiday that is missing only makes a promise stricter. */
  reviewBy: z.iso.date(),
  /** Where the list comes from. */
  source: z.string().trim().min(1),
  verified: z.enum(['checked-against-source', 'general-knowledge']),
});

const file = 'working-days.json';

/** For a pack that says nothing of it. */
const usual: WorkingCalendar = { weekend: [0, 6], holidays: [] };

/**
 * Reads by what the working days of a place are counted; without the file, Saturdays and Sundays are free.
 *
 * @param today a list that was to be reviewed before this day gives a warning
 */
export async function readWorkingDays(reader: PackReader, today: IsoDate): Promise<WorkingCalendar> {
  if ((await reader.bytes(file)) === undefined) return usual;
  const read = await reader.json(file, workingDaysSchema);
  if (read === undefined) return usual;
  if (read.reviewBy < today) {
    reader.report({
      file,
      line: reader.lineOf(file, ['reviewBy']),
      severity: 'warning',
      message: `the holidays were to be reviewed by ${read.reviewBy}`,
      cure: 'Add the holidays of this year and the next, then set reviewBy.',
    });
  }
  return { weekend: read.weekend.map((day) => weekdays.indexOf(day)), holidays: read.holidays };
}
