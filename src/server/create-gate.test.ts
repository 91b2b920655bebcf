import { describe, expect, it } from 'vitest';
import { createGate } from './create-gate.ts';

const never = new AbortController().signal;

describe('createGate', () => {
  it('lets in as many as it may, and the others in the order in which they came', async () => {
    const gate = createGate({ simultaneous: 1, waiting: 2 });
    const order: string[] = [];
    const leaveFirst = await gate.enter(never);
    const second = gate.enter(never).then((leave) => {
      order.push('second');
      return leave;
    });
    const third = gate.enter(never).then(() => order.push('third'));
    expect(gate).toMatchObject({ running: 1, waiting: 2 });
    leaveFirst();
    const leaveSecond = await second;
    expect(order).toEqual(['second']);
    leaveSecond();
    await third;
    expect(order).toEqual(['second', 'third']);
    expect(gate).toMatchObject({ running: 1, waiting: 0 });
  });

  it('refuses at once when too many wait', async () => {
    const gate = createGate({ simultaneous: 1, waiting: 0 });
    await gate.enter(never);
    expect(() => gate.enter(never)).toThrow(expect.objectContaining({ code: 'server.busy' }));
  });

  it('forgets who gives up', async () => {
    const gate = createGate({ simultaneous: 1, waiting: 1 });
    const leave = await gate.enter(never);
    const gone = new AbortController();
    const waiting = gate.enter(gone.signal);
    gone.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(gate.waiting).toBe(0);
    leave();
    expect(gate.running).toBe(0);
  });

  it('counts a place once, however often it is given up', async () => {
    const gate = createGate({ simultaneous: 2, waiting: 0 });
    const leave = await gate.enter(never);
    await gate.enter(never);
    leave();
    leave();
    expect(gate.running).toBe(1);
  });
});
