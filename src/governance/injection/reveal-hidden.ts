import { disguiseLayers } from './disguise-layers.ts';
import type { FoundLayer, HiddenKind, HiddenLayer } from './hidden-layer.ts';
import { invisibleLayers } from './invisible-layers.ts';
import { markupLayers } from './markup-layers.ts';
import { payloadLayers } from './payload-layers.ts';

/** Deepest layer that is looked into. */
const deepest = 3;

/** Most text that is decoded of one text, in code units. */
const largest = 65_536;

/** Layers whose text stands somewhere else than in plain sight: only these are looked into again. */
const payloads: ReadonlySet<HiddenKind> = new Set([
  'bidi',
  'tag-characters',
  'variation-selectors',
  'base64',
  'hex',
  'percent',
  'entity',
  'escape',
  'rot13',
  'reversed',
  'html-comment',
  'html-hidden',
]);

/** Whether a layer holds a text of its own; others only disguise the text they stand in. */
export function isPayload({ kind, start, end, decoded }: HiddenLayer): boolean {
  // A payload of zero-width characters is longer than what it hides; a word that they split is not much.
  return payloads.has(kind) || (kind === 'zero-width' && end - start >= decoded.length * 8);
}

/**
 * Finds and decodes what a reader of a text does not see, or sees as something else. Finding something
 * accuses nobody: emoji, flags and scripts written from right to left are left out, the rest is for
 * `findInjections` to judge. At most 64 kB are decoded, three layers deep. Never throws; linear.
 */
export function revealHidden(text: string): HiddenLayer[] {
  const layers: HiddenLayer[] = [];
  let left = largest;
  let open: readonly { readonly text: string; readonly place?: HiddenLayer }[] = [{ text }];
  for (let depth = 1; depth <= deepest; depth += 1) {
    const found = open.flatMap(({ text: inner, place }) =>
      layersOf(inner).map((layer): HiddenLayer => ({
        ...layer,
        depth,
        ...(place !== undefined && { start: place.start, end: place.end }),
      })),
    );
    const kept: HiddenLayer[] = [];
    for (const layer of found) {
      // What only disguises letters is no longer than they are, and is not looked into again.
      const decoded = isPayload(layer) ? layer.decoded.slice(0, left) : layer.decoded;
      if (isPayload(layer)) left -= decoded.length;
      if (decoded !== '') kept.push({ ...layer, decoded });
    }
    layers.push(...kept);
    open = kept.filter(isPayload).map((layer) => ({ text: layer.decoded, place: layer }));
  }
  return layers;
}

function layersOf(text: string): FoundLayer[] {
  return [...invisibleLayers(text), ...disguiseLayers(text), ...payloadLayers(text), ...markupLayers(text)]
    .toSorted((a, b) => a.start - b.start)
    .filter(({ decoded }) => decoded !== '');
}
