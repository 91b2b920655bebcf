/**
 * Writes a day as people of a language do.
 *
 * @param day `YYYY-MM-DD`; anything else is given back as it is
 * @param locale a BCP 47 tag, best with a region
 * @example formatDay('2026-05-01', 'en-HK') // '1 May 2026'
 */
export function formatDay(day: string, locale: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  if (Number.isNaN(time)) return day;
  return new Intl.DateTimeFormat(locales(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

/** Writes a time that something took; `milliseconds` below one second, seconds above. */
export function formatDuration(milliseconds: number, locale: string): string {
  const seconds = milliseconds >= 1000;
  return new Intl.NumberFormat(locales(locale), {
    style: 'unit',
    unit: seconds ? 'second' : 'millisecond',
    unitDisplay: 'narrow',
    maximumFractionDigits: seconds ? 1 : 0,
  }).format(seconds ? milliseconds / 1000 : milliseconds);
}

/** Writes a count with its thousands set off. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locales(locale)).format(count);
}

/** A browser without Cantonese would fall back to the device's own language, not to Chinese. */
function locales(locale: string): string[] {
  return locale.startsWith('yue-') ? [locale, locale.replace(/^yue-/, 'zh-')] : [locale];
}
