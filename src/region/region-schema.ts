import { z } from 'zod';
import { replyVarieties } from '../language/index.ts';

/** The file `region.json` of a pack. */
export const regionFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  name: z.partialRecord(z.enum(replyVarieties), z.string().min(1)),
  /** IANA time zone: decides what "today" is. */
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone such as Asia/Tokyo'),
  /** Varieties it answers in, the preferred one first. */
  varieties: z.tuple([z.enum(replyVarieties)], z.enum(replyVarieties)),
  /** Languages that every fact card must have. */
  cardLanguages: z.array(z.enum(replyVarieties)).min(1),
  /** SPDX id of the licence of the pack's own texts. */
  licence: z.string().min(1),
});

/** The file `region.json` of a pack. */
export type RegionFile = z.infer<typeof regionFileSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
