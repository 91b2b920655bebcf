/** Prints what a test measured. Vitest keeps `console` back from some reporters. */
export function printMeasurement(text: string): void {
  process.stdout.write(`${text}\n`);
}
