import { describe, expect, it } from 'vitest';
import { RequestFailed, readProblem, toProblem } from './problem.ts';

describe('readProblem', () => {
  it('takes the code and the sentence of problem details', () => {
    const body = { type: 'about:blank', title: 'Busy', status: 429, code: 'server.busy', detail: 'Wait.' };
    expect(readProblem(body, 429)).toEqual({ kind: 'server', code: 'server.busy', detail: 'Wait.' });
  });

  it('falls back to the title and the status', () => {
    expect(readProblem({ title: 'Busy' }, 503)).toEqual({ kind: 'server', code: '503', detail: 'Busy' });
  });

  it.each([undefined, null, 'gateway', 7, []])('makes do with the status for a body of %j', (body) => {
    expect(readProblem(body, 502)).toEqual({ kind: 'server', code: '502' });
  });
});

describe('toProblem', () => {
  it('unwraps our own error and blames the network for any other', () => {
    expect(toProblem(new RequestFailed({ kind: 'server', code: 'x' }))).toEqual({
      kind: 'server',
      code: 'x',
    });
    expect(toProblem(new TypeError('Failed to fetch'))).toEqual({ kind: 'network' });
  });
});
