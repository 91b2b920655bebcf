import { describe, expect, it } from 'vitest';
import { holdsKind } from './holds-kind.ts';

describe('holdsKind', () => {
  it.each([
    ['The fee is $40.', 'money', true],
    ['每小时12琥珀镑', 'money', true],
    ['每晚 300 克朗', 'money', true],
    ['Entry is free.', 'money', true],
    ['The counter closes at 5 p.m.', 'money', false],
    ['每年11月检讨', 'money', false],
    ['Apply within 21 days.', 'time', true],
    ['The fee is $40.', 'time', false],
    ['Three cups of tea', 'time', false],
    ['Call 2345 6789.', 'contact', true],
    ['Call us.', 'contact', false],
    ['There are 18 districts.', 'quantity', true],
    ['There are 18 districts.', 'other', false],
  ] as const)('%s holds what a question of the kind %s wants: %s', (text, kind, holds) => {
    expect(holdsKind(text, kind)).toBe(holds);
  });
});
