/** The part of a keyboard event that matters here. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>;

/**
 * True for an Enter that sends the question: not with Shift, and not the one that takes a candidate of
 * an input method. Safari ends the composition before that key comes; only its key code 229 tells.
 */
export function isSendKey({ key, shiftKey, isComposing, keyCode }: PressedKey): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;
}
