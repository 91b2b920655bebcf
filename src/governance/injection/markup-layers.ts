import type { FoundLayer } from './hidden-layer.ts';

const hiddenStyle =
  /display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0|opacity\s?:\s?0(?![.\d]*[1-9])|(?<![-\w])color\s?:\s?(?:#fff(?:fff)?\b|white|transparent|rgba?\(255, ?255, ?255)|text-indent\s?:\s?-\d{3}|left\s?:\s?-\d{3,}|max-height\s?:\s?0|width\s?:\s?0(?!\.?\d)|(?:^|\s)hidden(?:\s|$|=)|clip\s?:\s?rect\(0|class\s?=\s?["']?(?:sr-only|visually-hidden|hidden|d-none)\b/i;
const openingTag = /<([a-z][a-z0-9-]{0,20})(\s[^<>]{1,600})>/gi;
const markdownComment = /^\[(?:\/\/|comment|_|#)\]:\s?[#<>]{0,2}\s?[("']([^\n]{1,4000})$/gim;
const attribute =
  /\s(?:alt|title|aria-label|data-[a-z-]{1,30}|content|placeholder)\s?=\s?"([^"<>]{12,2000})"/gi;

/** Text of a page that its reader does not see: comments, hidden elements, attributes. */
export function markupLayers(text: string): FoundLayer[] {
  return [
    ...commentLayers(text),
    ...Array.from(text.matchAll(markdownComment), ({ index, 0: found, 1: inner = '' }): FoundLayer => ({
      kind: 'html-comment',
      start: index,
      end: index + found.length,
      decoded: inner,
    })),
    ...elementLayers(text),
    ...Array.from(text.matchAll(attribute), ({ index, 0: found, 1: inner = '' }): FoundLayer => ({
      kind: 'html-hidden',
      start: index,
      end: index + found.length,
      decoded: inner,
    })),
  ];
}

function commentLayers(text: string): FoundLayer[] {
  const layers: FoundLayer[] = [];
  let start = text.indexOf('<!--');
  while (start !== -1) {
    const close = text.indexOf('-->', start + 4);
    const stop = close === -1 ? text.length : close;
    const end = close === -1 ? text.length : close + 3;
    layers.push({ kind: 'html-comment', start, end, decoded: text.slice(start + 4, stop) });
    start = close === -1 ? -1 : text.indexOf('<!--', end);
  }
  return layers;
}

/** Elements that a style or an attribute hides, to their end tag. */
function elementLayers(text: string): FoundLayer[] {
  const layers: FoundLayer[] = [];
  const lower = text.toLowerCase();
  let from = 0;
  for (const { index, 0: tag, 1: name = '', 2: attributes = '' } of text.matchAll(openingTag)) {
    if (index < from || !hiddenStyle.test(attributes)) continue;
    const inner = index + tag.length;
    const close = lower.indexOf(`</${name.toLowerCase()}`, inner);
    const stop = close === -1 ? text.length : close;
    const decoded = text.slice(inner, stop);
    if (decoded.trim() !== '') layers.push({ kind: 'html-hidden', start: index, end: stop, decoded });
    // What lies inside is hidden with it: no place is read twice.
    from = stop;
  }
  return layers;
}
