import { describe, expect, it } from 'vitest';
import { formatProportion, wilsonInterval } from '../../statistics/index.ts';
import { compilePersonalData } from './compile.ts';
import { type Measured, measurePersonalData } from './testing/measure.ts';
import type { CarrierSet } from './testing/make-samples.ts';
import { readKinds } from './testing/read-kinds.ts';

// Invented values in sentences of our own: three scripts' worth of carriers, full and half width. The
// samples of one carrier stand or fall together, so the intervals are narrower than what we really know.
const patterns = compilePersonalData(readKinds('hk'));
const size = { each: 240, negatives: 150 };

/** Least lower end of the interval of recall, below what was measured; classes not named: 0.98. */
const floors: Readonly<Record<CarrierSet, Readonly<Record<string, number>>>> = {
  developed: {},
  heldOut: { 'iam-smart-token': 0.65, 'fps-id': 0.65, 'court-case': 0.55 },
};

function print({ name, values, hidden, named, right, found }: Measured): void {
  process.stdout.write(
    `  ${name.padEnd(19)} hidden ${formatProportion(hidden, values)}; as its kind ${(named / values).toFixed(3)}; ` +
      `precision ${formatProportion(right, found)}\n`,
  );
}

describe('recall and precision on invented values', () => {
  it.each(['developed', 'heldOut'] as const)('stay above their floors on %s carriers', (set) => {
    const { classes, falseTexts, negatives } = measurePersonalData(patterns, set, size);
    process.stdout.write(`${set} carriers, ${size.each} values a class, ${negatives} look-alikes:\n`);
    for (const row of classes) print(row);
    process.stdout.write(`  false findings: ${falseTexts.length}\n`);
    expect(classes.length).toBeGreaterThanOrEqual(19);
    expect(negatives).toBeGreaterThanOrEqual(1000);
    for (const { name, values, hidden, right, found } of classes) {
      expect.soft(values, name).toBeGreaterThanOrEqual(200);
      expect
        .soft(wilsonInterval(hidden, values)?.low, `recall of ${name}`)
        .toBeGreaterThan(floors[set][name] ?? 0.98);
      expect.soft(wilsonInterval(right, found)?.low, `precision of ${name}`).toBeGreaterThan(0.95);
    }
  });
});
