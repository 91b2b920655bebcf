import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonl, readLines, type Line } from './jsonl.ts';

async function* chunked(text: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
}

function texts(lines: Line[]): (string | undefined)[] {
  return lines.map((line) => ('text' in line ? line.text : undefined));
}

describe('readLines', () => {
  it('gives the same lines whatever the chunk size, also inside a character', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[^\n\r\uFEFF]*$/), { maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        async (lines, size) => {
          const text = lines.map((line) => `${line}\n`).join('');
          expect(texts(await collect(readLines(chunked(text, size))))).toEqual(
            lines.map((line) => Buffer.from(line).toString()),
          );
        },
      ),
    );
  });

  it('drops a byte-order mark and carriage returns, and keeps a last line without a break', async () => {
    const lines = await collect(readLines(chunked('\uFEFF一\r\n二', 2)));
    expect(lines).toEqual([
      { number: 1, text: '一' },
      { number: 2, text: '二' },
    ]);
  });

  it('reports an over-long line in its place and goes on', async () => {
    const lines = await collect(readLines(chunked(`a\n${'x'.repeat(50)}\nb\n${'y'.repeat(50)}`, 7), 20));
    expect(texts(lines)).toEqual(['a', undefined, 'b', undefined]);
    expect(lines.map((line) => line.number)).toEqual([1, 2, 3, 4]);
  });
});

describe('readJsonl', () => {
  it('keeps order and count, with an error in the place of a bad line', async () => {
    const records = await collect(readJsonl(chunked('{"a":1}\n\n{"a":\n[2]\n', 3)));
    expect(records.map((r) => ('value' in r ? r.value : r.error.code))).toEqual([
      { a: 1 },
      'jsonl.not-json',
      [2],
    ]);
    expect(records.map((r) => r.line)).toEqual([1, 3, 4]);
  });
});
