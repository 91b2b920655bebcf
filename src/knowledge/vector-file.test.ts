import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LionrockError } from '../base/index.ts';
import { type VectorFileContent, readVectorFile, writeVectorFile } from './vector-file.ts';

function content(
  vectors: ReadonlyMap<string, Float32Array>,
  dimensions: number,
  matrix: readonly Float32Array[] = [],
): VectorFileContent {
  return {
    header: {
      kind: 'test-vectors',
      schema: 1,
      region: 'test',
      createdAt: '2026-11-23',
      teacher: { id: 'teacher', sha256: 'ab', licence: 'MIT' },
      dimensions,
      note: '備註',
    },
    vectors,
    matrix,
  };
}

const small = content(new Map([['a', Float32Array.of(0.5, -1)]]), 2, [Float32Array.of(1, 2, 3)]);
const number = fc.float({ min: -100, max: 100, noNaN: true });

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return LionrockError.isInstance(error) ? error.code : `untyped: ${String(error)}`;
  }
}

describe('the file of vectors', () => {
  it('gives back every vector to within half a step of its scale, and the matrix exactly', () => {
    const made = fc.integer({ min: 1, max: 8 }).chain((dimensions) =>
      fc.record({
        dimensions: fc.constant(dimensions),
        entries: fc.dictionary(
          fc.string({ unit: 'grapheme' }),
          fc.array(number, { minLength: dimensions, maxLength: dimensions }),
        ),
        matrix: fc.array(fc.array(number, { minLength: dimensions, maxLength: dimensions })),
      }),
    );
    fc.assert(
      fc.property(made, ({ dimensions, entries, matrix }) => {
        const vectors = new Map(
          Object.entries(entries).map(([name, values]) => [name, Float32Array.from(values)]),
        );
        const rows = matrix.map((values) => Float32Array.from(values));
        const file = readVectorFile(writeVectorFile(content(vectors, dimensions, rows)), 'test-vectors');
        expect(file.names).toEqual(Array.from(vectors.keys()));
        for (const [name, vector] of vectors) {
          const largest = Math.max(...vector.map(Math.abs));
          for (const [at, value] of Array.from(file.vector(name)!).entries()) {
            expect(Math.abs(value - vector[at]!)).toBeLessThanOrEqual(largest / 253 + 1e-12);
          }
        }
        expect(file.matrix).toEqual(rows);
      }),
    );
  });

  it('keeps the header, and tells two contents apart by their version', () => {
    const file = readVectorFile(writeVectorFile(small), 'test-vectors');
    expect(file.header).toEqual(small.header);
    expect(file.vector('unknown')).toBeUndefined();
    const other = content(new Map([['a', Float32Array.of(1, 0.5)]]), 2);
    expect(readVectorFile(writeVectorFile(other), 'test-vectors').version).not.toBe(file.version);
    expect(readVectorFile(writeVectorFile(small), 'test-vectors').version).toBe(file.version);
  });

  it('refuses a file of another kind, cut short, too long, or of no vectors at all', () => {
    const bytes = writeVectorFile(small);
    expect(codeOf(() => readVectorFile(bytes, 'other-vectors'))).toBe('knowledge.bad-vector-file');
    expect(codeOf(() => readVectorFile(Buffer.concat([bytes, Buffer.alloc(1)]), 'test-vectors'))).toBe(
      'knowledge.bad-vector-file',
    );
    expect(codeOf(() => readVectorFile(Buffer.from('<html></html>'), 'test-vectors'))).toBe(
      'knowledge.bad-vector-file',
    );
    for (let length = 0; length < bytes.length; length += 1) {
      expect(codeOf(() => readVectorFile(bytes.subarray(0, length), 'test-vectors'))).toBe(
        'knowledge.bad-vector-file',
      );
    }
  });

  it('gives vectors or the typed error whatever byte is damaged', () => {
    const bytes = writeVectorFile(small);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = damaged[at]! ^ flip;
        const code = codeOf(() => {
          const file = readVectorFile(damaged, 'test-vectors');
          expect(file.names).toHaveLength(1);
          expect(file.vector(file.names[0]!)).toHaveLength(2);
        });
        expect(['no error', 'knowledge.bad-vector-file']).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });
});
