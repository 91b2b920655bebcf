import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { makeIo } from '../testing/make-io.ts';

async function run(args: readonly string[], stdin = '') {
  const io = makeIo({ stdin });
  const code = await runCli(['--region', 'example', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

describe('lionrock redact', () => {
  it('prints the text with placeholders', async () => {
    expect(await run(['redact', 'Call 555 7731, not 555 0112.'])).toEqual({
      code: 0,
      out: 'Call [PHONE], not 555 0112.\n',
      err: '',
    });
  });

  it('reads stdin, and tells machines what it found', async () => {
    const { code, out } = await run(['redact', '--json'], 'islander number ＰＡ－１２３４５６－２\n');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      text: 'islander number [ISLANDER]',
      findings: [{ kind: 'islander-number', start: 16, end: 27, verified: true }],
    });
  });

  it('filters JSON Lines: one line out for each line in, in order, offsets in the text as given', async () => {
    const lines = ['{"id":"a","text":"😀 5557731? 555-7731!"}', 'not json', '{"id":2,"text":""}', '{"id":3}'];
    const { code, out, err } = await run(['redact', '--jsonl'], `${lines.join('\n')}\n`);
    expect(code).toBe(2);
    const records = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records).toMatchObject([
      {
        id: 'a',
        text: '😀 5557731? [PHONE]!',
        findings: [{ kind: 'phone', start: 12, end: 20, verified: false }],
      },
      { line: 2, error: { code: 'jsonl.not-json' } },
      { id: 2, text: '', findings: [] },
      { id: 3, line: 4, error: { code: 'jsonl.missing-field' } },
    ]);
    expect(err).not.toContain('555');
  });

  it('lets nothing pass by a region that is not there', async () => {
    const io = makeIo();
    expect(await runCli(['--region', 'no-such-place', 'redact', '555 7731'], io)).toBe(2);
    expect(io.out()).toBe('');
    expect(io.err()).not.toContain('7731');
  });
});
