import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputError } from '../base/index.ts';
import { type Filter, filterLines } from './filter-lines.ts';
import { makeIo } from './testing/make-io.ts';

const upper: Filter = { field: 'text', handle: (text) => ({ upper: text.toUpperCase() }) };

async function filter(input: string, by: Filter = upper) {
  const io = makeIo({ stdin: input });
  const code = await filterLines(io, by);
  const lines = io.out().split('\n').slice(0, -1);
  return { code, lines, records: lines.map((line) => JSON.parse(line)), err: io.err() };
}

describe('filterLines', () => {
  it('puts each result behind the id of its record, and leaves an id out that was not given', async () => {
    const { code, records, err } = await filter('{"id":"a","text":"x"}\n{"text":"y"}\n{"id":7,"text":"z"}\n');
    expect(records).toEqual([{ id: 'a', upper: 'X' }, { upper: 'Y' }, { id: 7, upper: 'Z' }]);
    expect(code).toBe(0);
    expect(err).toBe('');
  });

  it('gives an error in the place of each bad line, runs the rest, and ends with 2', async () => {
    const { code, records, err } = await filter(
      '\n{"id":1,"text":"a"}\nnot json\n[1]\n{"id":"b"}\n{"id":{},"text":"c"}\n   \n{"id":"d","text":3}\n{"text":"e"}',
    );
    expect(records.map((record) => record.error?.code ?? record.upper)).toEqual([
      'jsonl.blank-line',
      'A',
      'jsonl.not-json',
      'jsonl.not-an-object',
      'jsonl.missing-field',
      'jsonl.bad-id',
      'jsonl.blank-line',
      'jsonl.missing-field',
      'E',
    ]);
    expect(records[4]).toMatchObject({ id: 'b', line: 5 });
    expect(records[2]).not.toHaveProperty('id');
    expect(code).toBe(2);
    expect(err).toContain('7 lines were bad');
  });

  it('never repeats the text of a bad line', async () => {
    const { lines } = await filter('{"text": "my secret" oops}\n{"id":"x","txet":"my secret"}\n');
    expect(lines.join('\n')).not.toContain('secret');
  });

  it('keeps count and order for any input', async () => {
    const good = fc.record({ id: fc.nat(), text: fc.string() }).map((record) => JSON.stringify(record));
    const bad = fc.stringMatching(/^[^\n]*$/u);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(good, bad), { maxLength: 30 }), async (lines) => {
        const { records } = await filter(lines.map((line) => `${line}\n`).join(''));
        const places = records.map((record, at) =>
          record.error === undefined ? record.id : record.line - 1 - at,
        );
        const expected = lines.map((line, at) =>
          records[at]?.error === undefined ? JSON.parse(line).id : 0,
        );
        expect(places).toEqual(expected);
      }),
    );
  });

  it('lets a header through unchanged on the first line only', async () => {
    const header = '{"kind":"prompts", "schema":1,"version":"1.0.0"}';
    const { code, lines } = await filter(`${header}\n{"id":1,"text":"a"}\n${header}\n`);
    expect(lines[0]).toBe(header);
    expect(JSON.parse(lines[2]!).error.code).toBe('jsonl.missing-field');
    expect(code).toBe(2);
  });

  it('reports an over-long line in its place', async () => {
    const { records } = await filter(`{"text":"${'x'.repeat(100)}"}\n{"text":"y"}\n`, {
      ...upper,
      maxLine: 50,
    });
    expect(records.map((record) => record.error?.code ?? record.upper)).toEqual(['jsonl.line-too-long', 'Y']);
  });

  it('goes on after a record that cannot be handled; a defect of ours ends with 1', async () => {
    const handle = (text: string) => {
      if (text === 'typed') throw inputError({ code: 'test.refused', message: 'No.' });
      if (text === 'defect') throw new TypeError('oops');
      return { text };
    };
    const typed = await filter('{"text":"typed"}\n{"text":"a"}\n', { field: 'text', handle });
    expect(typed.records).toEqual([
      { line: 1, error: { code: 'test.refused', message: 'No.' } },
      { text: 'a' },
    ]);
    expect(typed.code).toBe(2);
    const defect = await filter('{"text":"defect"}\n{"text":"typed"}\n{"text":"a"}\n', {
      field: 'text',
      handle,
    });
    expect(defect.records.map((record) => record.error?.code ?? record.text)).toEqual([
      'internal.unexpected',
      'test.refused',
      'a',
    ]);
    expect(defect.code).toBe(1);
  });

  it('lets go of what it has read', async () => {
    const line = Buffer.from(`${JSON.stringify({ text: 'x'.repeat(1024 * 1024) })}\n`);
    async function* long(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < 400; at += 1) yield await Promise.resolve(Buffer.from(line));
    }
    const start = process.memoryUsage().arrayBuffers;
    let most = 0;
    const handle = () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - start);
      return {};
    };
    expect(await filterLines(makeIo({ stdin: long() }), { field: 'text', handle })).toBe(0);
    expect(most).toBeLessThan(200 * 1024 * 1024);
  });
});
