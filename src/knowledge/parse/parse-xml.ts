import { inputError, type LionrockError } from '../../base/index.ts';
import type { Block } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { decodeWhole, type ReadingOptions } from './decode-source.ts';
import { mediaTypes } from './detect-format.ts';
import {
  characters,
  childElements,
  childrenOf,
  isElement,
  loadMarkup,
  localName,
  plainText,
  type MarkupElement,
} from './markup.ts';
import type { OpenSource, SizeLimit } from './open-source.ts';
import type { ParseResult } from './parse-failure.ts';
import { emptyDocument } from './parse-html.ts';
import { feedDocuments, isFeed } from './read-feed.ts';
import { isLegislation, legislationDocument } from './read-legislation.ts';

/** Largest XML file. */
const xmlLimit: SizeLimit = {
  bytes: 64 * 1024 * 1024,
  format: 'XML',
  cure: 'Split it, or convert it to JSON Lines with one record a line.',
};

/**
 * Parses XML: legislation in Legislative Markup, feeds (RSS and Atom, a document for each item), and
 * anything else as its text, an element with plain children being a row `name: value; …`.
 *
 * @throws `knowledge.xml-entities` for a file that defines entities; `knowledge.malformed-markup`;
 *   `knowledge.not-xml`; `knowledge.xml-cut-short` for a file that ends before its root element does; `knowledge.empty`; `knowledge.file-too-large`; what `decodeText` throws.
 */
export async function* parseXml(source: OpenSource, options: ReadingOptions): AsyncGenerator<ParseResult> {
  const text = await decodeWhole(source, xmlLimit, { ...options, declared: declaredEncoding(source) });
  if (/<!DOCTYPE[^>[]{0,1000}\[/i.test(text) || /<!ENTITY/i.test(text)) throw definesEntities(source.name);
  const root = loadMarkup(text, { xml: true, name: source.name }).children.find(isElement);
  if (root === undefined) throw notXml(source.name);
  if (childrenOf(root).length > 0 && !text.includes(`</${root.name}`)) throw cutShort(source.name);
  if (isLegislation(root)) yield legislationDocument(root, source);
  else if (isFeed(root)) yield* feedDocuments(root, source);
  else yield genericDocument(root, source);
}

function genericDocument(root: MarkupElement, source: OpenSource): ParseResult {
  const blocks: Block[] = [];
  addElement(root, blocks);
  if (blocks.length === 0) throw emptyDocument(source.name);
  const title = childElements(root, 'title')
    .map(plainText)
    .find((text) => text !== '');
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.xml,
    source: source.source,
    metadata: {
      title: cleanText(title ?? source.title),
      ...(source.url !== undefined && { url: source.url }),
    },
    blocks,
  };
}

function addElement(element: MarkupElement, blocks: Block[]): void {
  const children = childElements(element);
  const hasOwnText = childrenOf(element).some((child) => (characters(child) ?? '').trim() !== '');
  if (children.length === 0 || hasOwnText) {
    const text = cleanText(plainText(element));
    if (text !== '') blocks.push({ kind: 'paragraph', text });
    return;
  }
  if (children.length > 1 && children.every((child) => childElements(child).length === 0)) {
    const pairs = children
      .map((child) => ({ name: localName(child), value: cleanText(plainText(child)) }))
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}: ${value}`);
    const before = blocks.at(-1);
    const row = before?.kind === 'row' ? before.row + 1 : 1;
    if (pairs.length > 0) blocks.push({ kind: 'row', row, text: pairs.join('; ') });
    return;
  }
  for (const child of children) addElement(child, blocks);
}

function declaredEncoding(source: OpenSource): string | undefined {
  return /^[^<]{0,4}<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})/i.exec(
    source.head.toString('latin1', 0, 300),
  )?.[1];
}

function definesEntities(name: string): LionrockError {
  return inputError({
    code: 'knowledge.xml-entities',
    message: `${name} defines entities of its own, which can be made to expand without end or to read other files.`,
    cure: 'Save it without a document type definition.',
  });
}

function cutShort(name: string): LionrockError {
  return inputError({
    code: 'knowledge.xml-cut-short',
    message: `${name} ends before its first element is closed: a part of it is missing.`,
    cure: 'Download or export it again.',
  });
}

function notXml(name: string): LionrockError {
  return inputError({
    code: 'knowledge.not-xml',
    message: `${name} holds no XML element.`,
    cure: 'Check that the download is complete.',
  });
}
