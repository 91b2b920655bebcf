import { findInstructions, type Instruction } from './find-instructions.ts';
import type { HiddenKind, HiddenLayer } from './hidden-layer.ts';
import { isMention } from './mention.ts';
import { plainView } from './plain-view.ts';
import { isPayload, revealHidden } from './reveal-hidden.ts';
import type { InstructionSource } from './scene.ts';

/** An instruction to the assistant with where it stands, and how it was hidden when it was. */
export interface Injection extends Instruction {
  readonly hidden?: HiddenKind;
}

/** Kinds that an article may print as an example, because its reader sees them. */
const visible: ReadonlySet<HiddenKind> = new Set([
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

/**
 * Finds the instructions to the assistant that a text carries, in the open or hidden. What is hidden
 * counts only when it carries one.
 */
export function findInjections(
  text: string,
  options: { readonly from?: InstructionSource } = {},
): Injection[] {
  const hidden = revealHidden(text)
    .filter(isPayload)
    .flatMap((layer) => hiddenInjection(text, layer));
  return withoutOverlaps([...findInstructions(text, options), ...hidden]);
}

function hiddenInjection(text: string, layer: HiddenLayer): Injection[] {
  const found = findInstructions(layer.decoded, { from: 'outside', sparesMentions: visible.has(layer.kind) });
  const first = found[0];
  if (first === undefined) return [];
  if (visible.has(layer.kind) && isExample(text, layer)) return [];
  return [{ kinds: first.kinds, start: layer.start, end: layer.end, hidden: layer.kind }];
}

/** How much of the text around a layer is looked at to tell an example. */
const around = 600;

function isExample(text: string, { start, end }: HiddenLayer): boolean {
  const before = plainView(text.slice(Math.max(0, start - around), start)).text;
  const inside = plainView(text.slice(start, Math.min(end, start + 200))).text;
  const after = plainView(text.slice(end, end + around)).text;
  return isMention(`${before}${inside}${after}`, {
    start: before.length,
    end: before.length + inside.length,
  });
}

/** In order of place; of two that overlap the one that begins first grows over both. */
function withoutOverlaps(injections: readonly Injection[]): Injection[] {
  const merged: Injection[] = [];
  for (const next of injections.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) {
      merged.push(next);
      continue;
    }
    const hidden = last.hidden ?? next.hidden;
    merged[merged.length - 1] = {
      kinds: Array.from(new Set([...last.kinds, ...next.kinds])),
      start: last.start,
      end: Math.max(last.end, next.end),
      ...(hidden !== undefined && { hidden }),
    };
  }
  return merged;
}
