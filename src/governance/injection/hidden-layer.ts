/** How something in a text is kept from its reader, or disguised. */
export const hiddenKinds = [
  'zero-width',
  'bidi',
  'tag-characters',
  'variation-selectors',
  'homoglyph',
  'full-width',
  'leetspeak',
  'spaced-letters',
  'base64',
  'hex',
  'percent',
  'entity',
  'escape',
  'rot13',
  'reversed',
  'html-comment',
  'html-hidden',
] as const;

/** One of {@link hiddenKinds}. */
export type HiddenKind = (typeof hiddenKinds)[number];

/** A place of a text that hides something, and what it hides. Offsets in UTF-16 code units of the text. */
export interface HiddenLayer {
  readonly kind: HiddenKind;
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
  /** 1: found in the text itself. 2 and 3: found in what the layer before it hides; the place is that one's. */
  readonly depth: number;
}

/** A layer before its depth is known. */
export type FoundLayer = Omit<HiddenLayer, 'depth'>;
