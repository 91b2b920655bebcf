import { describe, expect, it } from 'vitest';
import { isSendKey } from './is-send-key.ts';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

describe('isSendKey', () => {
  it('is Enter alone', () => {
    expect(isSendKey(enter)).toBe(true);
    expect(isSendKey({ ...enter, shiftKey: true })).toBe(false);
    expect(isSendKey({ ...enter, key: 'a', keyCode: 65 })).toBe(false);
  });

  it('is not the Enter that takes a candidate of an input method', () => {
    expect(isSendKey({ ...enter, isComposing: true })).toBe(false);
    // Safari: the composition is over, but the key belongs to it.
    expect(isSendKey({ ...enter, keyCode: 229 })).toBe(false);
  });
});
