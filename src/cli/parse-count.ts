import { InvalidArgumentError } from 'commander';

/**
 * Parses a whole number from 1 to 1000, for Commander.
 *
 * @throws Commander's `InvalidArgumentError`
 */
export function parseCount(value: string): number {
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= 1000) return count;
  throw new InvalidArgumentError('It must be a whole number from 1 to 1000.');
}
