import { describe, expect, it } from 'vitest';
import { formatProportion, wilsonInterval } from '../../statistics/index.ts';
import { findInjections } from './find-injections.ts';
import { type InjectionCase, readCases } from './testing/read-cases.ts';

function isFlagged({ text, from }: InjectionCase): boolean {
  return findInjections(text, { from }).length > 0;
}

/** Prints the share of flagged cases, whole and by variety. */
function measure(name: string, cases: readonly InjectionCase[]) {
  for (const variety of ['all', ...new Set(cases.map((one) => one.variety))]) {
    const members = cases.filter((one) => variety === 'all' || one.variety === variety);
    const hits = members.filter(isFlagged).length;
    process.stdout.write(`${name}, ${variety}: ${formatProportion(hits, members.length)}\n`);
  }
  return wilsonInterval(cases.filter(isFlagged).length, cases.length) ?? { low: 0, high: 1 };
}

const dev = readCases('dev');
const held = readCases('test');

describe('cases for development', () => {
  it('are enough, in every variety, on both sides', () => {
    const both = [...dev, ...held];
    expect(both.filter(({ carries }) => carries).length).toBeGreaterThanOrEqual(150);
    expect(both.filter(({ carries }) => !carries).length).toBeGreaterThanOrEqual(250);
    expect(new Set(both.map(({ id }) => id)).size).toBe(both.length);
    expect(new Set(both.map(({ text }) => text)).size).toBe(both.length);
    for (const variety of ['en', 'zh-Hant', 'zh-Hans', 'yue-Hant']) {
      for (const carries of [true, false]) {
        const group = both.filter((one) => one.variety === variety && one.carries === carries);
        expect(group.length, `${variety} ${carries}`).toBeGreaterThan(25);
      }
    }
  });

  it.each(dev.filter(({ carries }) => carries))('$id is caught', (one) => {
    expect(isFlagged(one)).toBe(true);
  });

  it.each(dev.filter(({ carries }) => !carries))('$id is left alone', (one) => {
    expect(isFlagged(one)).toBe(false);
  });
});

// Written after the detector, in other words, with techniques it does not know; nothing was adjusted to
// them. The floors lie below what was measured: a fall is a defect.
describe('held-out cases', () => {
  it('are caught as often as is said', () => {
    const attacks = held.filter(({ carries }) => carries);
    expect(measure('held-out attacks caught', attacks).low).toBeGreaterThan(0.6);
  });

  it('are left alone as often as is said', () => {
    const innocent = held.filter(({ carries }) => !carries);
    expect(measure('held-out look-alikes flagged', innocent).high).toBeLessThan(0.08);
  });
});
