import { z } from 'zod';

/**
 * How the last character of a number is computed from the others.
 *
 * - `luhn`: of payment cards (ISO/IEC 7812-1).
 * - `iso7064-mod-11-2`: digits with a check character 0-9 or X (ISO/IEC 7064).
 * - `weighted-mod-11`: each character times its weight, the sum and the check character making a
 *   multiple of 11. A letter counts from `firstLetter` (A) upwards; a number that is shorter than the
 *   weights is filled in front with `missing`; `checks` are the check characters for 0 to 10.
 */
export const checksumSchema = z.discriminatedUnion('algorithm', [
  z.strictObject({ algorithm: z.literal('none') }),
  z.strictObject({ algorithm: z.literal('luhn') }),
  z.strictObject({ algorithm: z.literal('iso7064-mod-11-2') }),
  z.strictObject({
    algorithm: z.literal('weighted-mod-11'),
    weights: z.array(z.int().min(1).max(100)).min(2).max(30),
    firstLetter: z.int().min(0).max(100),
    missing: z.int().min(0).max(100),
    checks: z.string().regex(/^[0-9A-Z]{11}$/, 'must be 11 digits or capital letters'),
  }),
]);

/** One of the algorithms of {@link checksumSchema} with its parameters. */
export type Checksum = z.infer<typeof checksumSchema>;

/**
 * Whether the check character of a number is right. Never true with the algorithm `none`.
 *
 * @param key digits and capital letters alone, the check character last
 */
export function isChecked(key: string, checksum: Checksum): boolean {
  if (checksum.algorithm === 'luhn') return /^\d{2,}$/.test(key) && luhnSum(key) % 10 === 0;
  if (checksum.algorithm === 'iso7064-mod-11-2')
    return /^\d+[\dX]$/.test(key) && mod112Of(key.slice(0, -1)) === key.at(-1);
  return checksum.algorithm === 'weighted-mod-11' && isWeighted(key, checksum);
}

function luhnSum(key: string): number {
  let sum = 0;
  for (const [at, digit] of Array.from(key, Number).toReversed().entries()) {
    const value = at % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum;
}

function mod112Of(digits: string): string {
  let rest = 0;
  for (const digit of digits) rest = ((rest + Number(digit)) * 2) % 11;
  return '0123456789X'[(12 - rest) % 11] ?? '';
}

type Weighted = Extract<Checksum, { algorithm: 'weighted-mod-11' }>;

function isWeighted(key: string, { weights, firstLetter, missing, checks }: Weighted): boolean {
  const values = Array.from(key.slice(0, -1), (character) =>
    /\d/.test(character) ? Number(character) : firstLetter + character.charCodeAt(0) - 'A'.charCodeAt(0),
  );
  if (!/^[0-9A-Z]{2,}$/.test(key) || values.length > weights.length) return false;
  const filled = [...Array.from({ length: weights.length - values.length }, () => missing), ...values];
  const sum = filled.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
  return checks[(11 - (sum % 11)) % 11] === key.at(-1);
}
