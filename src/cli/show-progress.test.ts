import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressDisplay } from './show-progress.ts';

function terminal(isTTY: boolean) {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  // What cli-progress asks of a terminal beyond a stream.
  const methods = { cursorTo() {}, clearLine() {}, clearScreenDown() {}, moveCursor() {} };
  return { stream: Object.assign(stream, methods, { isTTY, columns: 100 }), written: () => text };
}

describe('createProgressDisplay', () => {
  it('shows nothing where there is no terminal', async () => {
    const { stream, written } = terminal(false);
    const display = await createProgressDisplay(stream);
    display.report({ label: 'reading', done: 1, total: 2, unit: 'documents' });
    display.clear();
    expect(written()).toBe('');
  });

  it('shows label, share and amount, and starts anew for another label', async () => {
    const { stream, written } = terminal(true);
    const display = await createProgressDisplay(stream);
    display.report({ label: 'fetching', done: 500_000, total: 2_000_000, unit: 'bytes' });
    display.report({ label: 'reading', done: 3, unit: 'documents' });
    display.clear();
    expect(written()).toMatch(/fetching .*25% 500 kB of 2\.0 MB/);
    expect(written()).toMatch(/reading 3 documents/);
  });

  it('leaves the line when the work is done, and can be cleared at any time', async () => {
    const { stream, written } = terminal(true);
    const display = await createProgressDisplay(stream);
    display.clear();
    display.report({ label: 'fetching', done: 2, total: 2, unit: 'passages' });
    const length = written().length;
    display.clear();
    expect(written()).toHaveLength(length);
  });
});
