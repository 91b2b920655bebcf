import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Checksum, isChecked } from './checksum.ts';

const weighted: Checksum = {
  algorithm: 'weighted-mod-11',
  weights: [9, 8, 7, 6, 5, 4, 3, 2],
  firstLetter: 10,
  missing: 36,
  checks: '0123456789A',
};
const luhn: Checksum = { algorithm: 'luhn' };
const mod112: Checksum = { algorithm: 'iso7064-mod-11-2' };

describe('isChecked', () => {
  it.each([
    ['A1234563', weighted],
    ['E3649125', weighted],
    ['AB9876543', weighted],
    ['C6686689', weighted],
    ['4111111111111111', luhn],
    ['378282246310005', luhn],
    ['11010519491231002X', mod112],
    ['440524188001010014', mod112],
  ])('knows the published example %s', (key, checksum) => {
    expect(isChecked(key, checksum)).toBe(true);
  });

  it.each([
    ['A1234564', weighted],
    ['ABC9876543', weighted],
    ['A', weighted],
    ['', weighted],
    ['A12345六3', weighted],
    ['4111111111111112', luhn],
    ['4', luhn],
    ['41111111111111１1', luhn],
    ['110105194912310021', mod112],
    ['X', mod112],
    ['A1234563', { algorithm: 'none' } as const],
  ])('refuses %s', (key, checksum) => {
    expect(isChecked(key, checksum)).toBe(false);
  });

  it.each([
    [weighted, 8],
    [luhn, 16],
    [mod112, 18],
  ] as const)('notices every single wrong digit: %j', (checksum, length) => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 });
    fc.assert(
      fc.property(digits, fc.nat(length - 2), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const check = Array.from('0123456789AX').find((each) => isChecked(body.join('') + each, checksum));
        expect(check).toBeDefined();
        const wrong = body.with(at, (body[at]! + shift) % 10).join('') + check!;
        expect(isChecked(wrong, checksum)).toBe(false);
      }),
    );
  });
});
