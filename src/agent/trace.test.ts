import { describe, expect, it } from 'vitest';
import { startTrace } from './trace.ts';

describe('startTrace', () => {
  it('gives each step the time since the one before', () => {
    const times = [1000, 1007, 1107];
    const trace = startTrace(() => new Date(times.shift() ?? 0));
    trace.mark('first', { found: 3 });
    trace.mark('second', {});
    expect(trace.steps).toEqual([
      { step: 'first', milliseconds: 7, detail: { found: 3 } },
      { step: 'second', milliseconds: 100, detail: {} },
    ]);
  });
});
