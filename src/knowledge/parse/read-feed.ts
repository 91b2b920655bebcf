import type { Block, ParsedDocument } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { mediaTypes } from './detect-format.ts';
import { urlDocumentId } from './document-id.ts';
import { childElements, loadMarkup, localName, plainText, textIn, type MarkupElement } from './markup.ts';
import type { OpenSource } from './open-source.ts';
import { readDate } from './read-date.ts';
import { readLanguage } from './read-language.ts';
import { walkHtml } from './walk-html.ts';

/** True for the root of an RSS 2.0, RSS 1.0 or Atom feed. */
export function isFeed(root: MarkupElement): boolean {
  return /^(?:rss|feed|rdf)$/.test(localName(root));
}

/**
 * Makes a document of each item of a feed: its title, its text (the full content when the feed has
 * it), its address, and as `asOf` the day it was published. The feed itself is the publisher. An
 * item's id is that of its address, so that the page itself replaces it when it is added.
 */
export function* feedDocuments(root: MarkupElement, source: OpenSource): Generator<ParsedDocument> {
  const channel = childElements(root, 'channel')[0] ?? root;
  const feed = {
    publisher: firstText(channel, ['title']),
    language: firstText(channel, ['language']) ?? root.attribs['xml:lang'],
  };
  const items = [...childElements(channel), ...(channel === root ? [] : childElements(root))];
  let number = 0;
  for (const item of items) {
    if (!/^(?:item|entry)$/.test(localName(item))) continue;
    number += 1;
    const document = itemDocument(item, { source, number, ...feed });
    if (document !== undefined) yield document;
  }
}

interface FeedPlace {
  readonly source: OpenSource;
  readonly number: number;
  readonly publisher: string | undefined;
  readonly language: string | undefined;
}

function itemDocument(item: MarkupElement, place: FeedPlace): ParsedDocument | undefined {
  const { source } = place;
  const title = firstText(item, ['title']);
  const blocks = itemBlocks(item, source.name);
  // A headline alone is still worth finding.
  if (blocks.length === 0 && title !== undefined) blocks.push({ kind: 'paragraph', text: title });
  if (blocks.length === 0) return undefined;
  const url = itemUrl(item);
  const language = readLanguage(firstText(item, ['language']) ?? place.language ?? '');
  const asOf = readDate(firstText(item, ['updated', 'pubdate', 'published', 'date', 'modified']) ?? '');
  return {
    documentId: url === undefined ? `${source.documentId}/${place.number}` : urlDocumentId(url),
    mediaType: mediaTypes.xml,
    source: source.source,
    metadata: {
      title: title ?? source.title,
      ...(url !== undefined && { url }),
      ...(place.publisher !== undefined && { publisher: place.publisher }),
      ...(language !== undefined && { language }),
      ...(asOf !== undefined && { asOf }),
    },
    blocks,
  };
}

function itemBlocks(item: MarkupElement, name: string): Block[] {
  for (const part of ['encoded', 'content', 'description', 'summary']) {
    const element = childElements(item, part)[0];
    if (element === undefined) continue;
    // Inside a feed HTML is escaped once, in XHTML content not at all.
    const html = childElements(element).length > 0 ? undefined : textIn(element);
    const blocks =
      html === undefined
        ? [{ kind: 'paragraph' as const, text: cleanText(plainText(element)) }]
        : walkHtml(loadMarkup(html, { xml: false, name }), { whole: true });
    if (blocks.some((block) => block.text !== '')) return blocks;
  }
  return [];
}

function itemUrl(item: MarkupElement): string | undefined {
  const links = childElements(item, 'link');
  const alternate = links.find((link) => (link.attribs['rel'] ?? 'alternate') === 'alternate');
  const guid = childElements(item, 'guid').find((element) => element.attribs['isPermaLink'] !== 'false');
  const found = [alternate?.attribs['href'], alternate && plainText(alternate), guid && plainText(guid)];
  return found.find((link) => link !== undefined && /^https?:\/\//i.test(link) && URL.canParse(link));
}

/** Text of the first child of that name, with HTML that stands in it taken out. */
function firstText(element: MarkupElement, names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const child of childElements(element, name)) {
      const text = cleanText(plainText(child).replace(/<[^>]{0,200}>/g, ''));
      if (text !== '') return text;
    }
  }
  return undefined;
}
