import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { readGgufFileInfo } from 'node-llama-cpp';
import { describe, expect, it } from 'vitest';
import { LionrockError } from '../base/index.ts';
import { convertE5 } from './convert-e5.ts';
import { readE5s1 } from './read-e5s1.ts';
import { makeTemporaryFolder } from './testing/make-temporary-folder.ts';
import { tinyE5, tinyPieces, writeTinyE5s1 } from './testing/write-tiny-e5s1.ts';

function convertTiny(): Buffer {
  return Buffer.concat([...convertE5(writeTinyE5s1())]);
}

describe('readE5s1', () => {
  it('reads sizes, vocabulary and tensors', () => {
    const model = readE5s1(writeTinyE5s1());
    expect(model).toMatchObject({
      hiddenSize: tinyE5.hidden,
      layers: tinyE5.layers,
      positions: tinyE5.positions,
    });
    expect(model.pieces.map((piece) => Buffer.from(piece).toString())).toEqual(tinyPieces);
    expect(model.special).toEqual({ begin: 0, end: 2, padding: 1, unknown: 3 });
    expect(model.scores[10]).toBeCloseTo(-1);
    expect(model.tensors.get('l1.fo.w')).toMatchObject({
      quantised: true,
      count: tinyE5.feedForward * tinyE5.hidden,
    });
  });

  it('refuses every file that is cut short or is another format, with a typed error', () => {
    const whole = writeTinyE5s1();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(() => readE5s1(whole.subarray(0, length))).toThrow(LionrockError);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readE5s1(Buffer.concat([Buffer.from('E5S1'), bytes]))).toThrow(LionrockError);
      }),
    );
  });
});

describe('convertE5', () => {
  it('writes a file whose header another reader understands', async () => {
    const path = join(await makeTemporaryFolder(), 'tiny.gguf');
    await writeFile(path, convertTiny());
    const info = await readGgufFileInfo(path, { logWarnings: false });
    expect(info.version).toBe(3);
    expect(info.metadata.general.architecture).toBe('bert');
    const spare = Array.from({ length: tinyE5.spareRows }, (_, at) => `[PAD${tinyPieces.length + at}]`);
    expect(info.metadata.tokenizer.ggml.tokens).toEqual([...tinyPieces, ...spare]);
    expect(info.architectureMetadata).toMatchObject({
      block_count: tinyE5.layers,
      embedding_length: tinyE5.hidden,
    });
    expect(info.fullTensorInfo).toHaveLength(5 + 16 * tinyE5.layers);
    expect(info.fullTensorInfo?.map(({ name }) => name)).toContain('blk.1.layer_output_norm.bias');
  });

  it('is deterministic and copies the weights unchanged', () => {
    const bytes = convertTiny();
    expect(convertTiny().equals(bytes)).toBe(true);
    const weights = readE5s1(writeTinyE5s1()).tensors.get('l1.fo.w');
    expect(bytes.includes(Buffer.from(weights?.data ?? []))).toBe(true);
  });

  it('says which tensor is missing', () => {
    const renamed = Buffer.from(writeTinyE5s1().toString('latin1').replace('l0.q.w', 'l0.x.w'), 'latin1');
    expect(() => [...convertE5(renamed)]).toThrow('l0.q.w');
  });
});
