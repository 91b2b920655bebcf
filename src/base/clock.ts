/** Tells the time; tests hand in a fixed one. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();

/** A day as `YYYY-MM-DD`, compared as text. */
export type IsoDate = string;

/** The day of an instant in a time zone (IANA name), as `YYYY-MM-DD`. */
export function isoDate(instant: Date, timeZone: string): IsoDate {
  // The Swedish locale writes dates in ISO order.
  return instant.toLocaleDateString('sv-SE', { timeZone });
}
