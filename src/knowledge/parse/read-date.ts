import type { IsoDate } from '../../base/index.ts';

/**
 * Reads the day out of a date as sources write it, or gives undefined when there is none or it could
 * mean two days (`03/04/2026`). The day is the one that is written, whatever the time zone.
 *
 * Known: ISO 8601, `20260131`, `2026/1/31`, `31 January 2026`, `Jan 31, 2026`, RFC 822 dates of
 * feeds, PDF dates (`D:2026…`), `2026年1月31日`, and `31/1/2026` where only one reading exists.
 */
export function readDate(text: string): IsoDate | undefined {
  const value = text.trim().slice(0, 80);
  const numeric =
    /^(?:D:)?(\d{4})(\d{2})(\d{2})(?!\d{1,5}$)/.exec(value) ??
    /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(value) ??
    /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/.exec(value);
  if (numeric !== null) return day(numeric[1], numeric[2], numeric[3]);
  const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)/.exec(
    value,
  );
  if (dayFirst !== null) return day(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = /([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/.exec(value);
  if (monthFirst !== null) return day(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  return readSlashed(value);
}

function readSlashed(value: string): IsoDate | undefined {
  const slashed = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/.exec(value);
  if (slashed === null) return undefined;
  const dayFirst = day(slashed[3], slashed[2], slashed[1]);
  const monthFirst = day(slashed[3], slashed[1], slashed[2]);
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) return undefined;
  return dayFirst ?? monthFirst;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonthNames =
  'january february march april may june july august september october november december sept'.split(' ');

function monthNumber(name: string | undefined): string | undefined {
  const lower = (name ?? '').toLowerCase();
  if (!monthNames.includes(lower) && !longMonthNames.includes(lower)) return undefined;
  return String(monthNames.indexOf(lower.slice(0, 3)) + 1);
}

function day(
  year: string | undefined,
  month: string | undefined,
  date: string | undefined,
): IsoDate | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  const instant = new Date(Date.UTC(y, m - 1, d));
  const real =
    instant.getUTCFullYear() === y && instant.getUTCMonth() === m - 1 && instant.getUTCDate() === d;
  return real && y >= 1800 && y <= 2200 ? instant.toISOString().slice(0, 10) : undefined;
}
