/** A repeatable source of numbers in [0, 1): the mulberry32 generator. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random weights in (-scale, scale) as little-endian 32-bit floats. */
export function randomFloats(
  random: () => number,
  { count, scale }: { count: number; scale: number },
): Buffer {
  const bytes = Buffer.alloc(count * 4);
  for (let at = 0; at < count; at += 1) bytes.writeFloatLE((random() * 2 - 1) * scale, at * 4);
  return bytes;
}

/** The same number, `count` times, as little-endian 32-bit floats. */
export function constantFloats(value: number, count: number): Buffer {
  const bytes = Buffer.alloc(count * 4);
  for (let at = 0; at < count; at += 1) bytes.writeFloatLE(value, at * 4);
  return bytes;
}
