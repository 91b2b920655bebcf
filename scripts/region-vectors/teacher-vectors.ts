import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256, writeFileAtomically } from '../../src/base/index.ts';
import type { EmbeddingKind, EmbeddingModel } from '../../src/models/index.ts';

/** Embeds texts once: vectors of earlier runs are read from a cache, so that a stopped run goes on. */
export class TeacherVectors {
  readonly #path: string;
  readonly #model: EmbeddingModel;
  readonly #known = new Map<string, Float32Array>();

  constructor(model: EmbeddingModel, cachePath: string) {
    this.#model = model;
    this.#path = cachePath;
  }

  /** Reads the cache, if there is one. */
  async load(): Promise<void> {
    const content = await readFile(this.#path).catch(() => undefined);
    if (content === undefined) return;
    const size = 32 + this.#model.dimensions * 4;
    for (let at = 0; at + size <= content.length; at += size) {
      const floats = new Float32Array(this.#model.dimensions);
      for (let place = 0; place < floats.length; place += 1)
        floats[place] = content.readFloatLE(at + 32 + place * 4);
      this.#known.set(content.toString('latin1', at, at + 32), floats);
    }
  }

  /** The vectors of texts, in order. */
  async embed(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    let fresh = 0;
    for (const [at, text] of texts.entries()) {
      const key = sha256(`${kind} ${text}`).slice(0, 32);
      let vector = this.#known.get(key);
      if (vector === undefined) {
        [vector] = await this.#model.embed([text], kind);
        this.#known.set(key, vector!);
        fresh += 1;
        if (fresh % 1000 === 0) {
          console.log(`  ${at + 1} of ${texts.length}`);
          await this.save();
        }
      }
      vectors.push(vector!);
    }
    if (fresh > 0) await this.save();
    return vectors;
  }

  async save(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const parts: Buffer[] = [];
    for (const [key, vector] of this.#known) {
      parts.push(
        Buffer.from(key, 'latin1'),
        Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
      );
    }
    await writeFileAtomically(this.#path, Buffer.concat(parts));
  }
}
