import type { IsoDate } from '../../base/index.ts';
import type { WorkingCalendar } from './spec.ts';

const dayMs = 86_400_000;

/** True for a day on which people work. */
export function isWorkingDay(day: IsoDate, { weekend, holidays }: WorkingCalendar): boolean {
  return !weekend.includes(new Date(dayStart(day)).getUTCDay()) && !holidays.includes(day);
}

/**
 * The day that lies a number of working days after another one, which itself does not count.
 *
 * @param days 1 or more
 * @example addWorkingDays('2026-12-24', 2, { weekend: [0, 6], holidays: ['2026-12-25'] }) // '2026-12-29'
 */
export function addWorkingDays(from: IsoDate, days: number, calendar: WorkingCalendar): IsoDate {
  let time = dayStart(from);
  for (let left = days; left > 0;) {
    time += dayMs;
    if (isWorkingDay(toDay(time), calendar)) left -= 1;
  }
  return toDay(time);
}

/** Midnight in UTC stands for the day, so that no change of clocks gets in the way. */
function dayStart(day: IsoDate): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(time: number): IsoDate {
  return new Date(time).toISOString().slice(0, 10);
}
