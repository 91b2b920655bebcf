import { describe, expect, it } from 'vitest';
import { createReportCounter } from './transparency-report.ts';
import { makeDecision } from './testing/audit-log-conformance.ts';

const chained = { time: '2026-05-01T09:30Z', previous: '0'.repeat(64), hash: 'a'.repeat(64), seq: 0 };
const frame = { version: '1.0.0', region: 'example', createdAt: '2026-06-01' };

function makeReport(groups: readonly [count: number, change: object][]) {
  const counter = createReportCounter();
  for (const [count, change] of groups) {
    for (let at = 0; at < count; at += 1) {
      counter.add({ ...makeDecision(), ...chained, ...change });
    }
  }
  return counter.finish(frame);
}

const appeal = (outcome: string) => ({ kind: 'appeal', decision: 0, outcome });

describe('the transparency report', () => {
  it('counts by action, clause, variety, stage and month', () => {
    const report = makeReport([
      [40, {}],
      [20, { action: 'redact', clauses: ['c-1.1', 'c-1.2', 'c-1.1'], variety: 'en', stage: 'input' }],
      [15, { action: 'decline', clauses: ['c-1.1'], time: '2026-06-01T00:00Z' }],
    ]);
    expect(report.decisions).toBe(75);
    expect(report.tables).toEqual({
      action: [
        { name: 'allow', count: 40 },
        { name: 'decline', count: 15 },
        { name: 'redact', count: 20 },
      ],
      clause: [
        { name: 'c-1.1', count: 35 },
        { name: 'c-1.2', count: 20 },
        { name: 'none', count: 40 },
      ],
      variety: [
        { name: 'en', count: 20 },
        { name: 'yue-Hant', count: 55 },
      ],
      stage: [
        { name: 'input', count: 20 },
        { name: 'output', count: 55 },
      ],
      month: [
        { name: '2026-05', count: 60 },
        { name: '2026-06', count: 15 },
      ],
    });
    expect(report.appeals).toBeUndefined();
  });

  it('orders rows by name also where counts are suppressed: an order by count would tell them', () => {
    const report = makeReport([
      [3, { action: 'redact' }],
      [25, { action: 'decline' }],
      [500, {}],
    ]);
    expect(report.tables.action).toEqual([
      { name: 'allow', count: 500 },
      { name: 'decline', count: 'withheld' },
      { name: 'redact', count: '<10' },
    ]);
  });

  it('tells of fewer than 10 decisions nothing but that', () => {
    const report = makeReport([
      [4, {}],
      [3, { action: 'decline' }],
    ]);
    expect(report.decisions).toBe('<10');
    expect(Object.values(report.tables).flat()).toEqual([]);
    expect(JSON.stringify(report.tables)).not.toMatch(/allow|decline/);
  });

  it('counts appeals and what became of them', () => {
    const report = makeReport([
      [50, {}],
      [60, appeal('lodged')],
      [12, appeal('overturned')],
      [30, appeal('upheld')],
    ]);
    expect(report.decisions).toBe(50);
    expect(report.appeals).toEqual({
      lodged: 60,
      outcomes: [
        { name: 'open', count: 18 },
        { name: 'overturned', count: 12 },
        { name: 'upheld', count: 30 },
      ],
    });
  });

  it('tells nothing of the outcomes of a few appeals', () => {
    const report = makeReport([
      [50, {}],
      [3, appeal('lodged')],
      [1, appeal('overturned')],
    ]);
    expect(report.appeals).toEqual({ lodged: '<10', outcomes: [] });
  });

  it('does not count the records of the ledger itself', () => {
    const report = makeReport([
      [10, {}],
      [50, { kind: 'access', purpose: 'export' }],
      [50, { kind: 'recovery', bytes: 1, digest: 'a'.repeat(64) }],
    ]);
    expect(report.decisions).toBe(10);
  });
});
