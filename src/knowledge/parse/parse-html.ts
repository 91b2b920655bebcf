import { inputError, type LionrockError } from '../../base/index.ts';
import type { ParsedDocument } from '../spec.ts';
import { decodeWhole, type ReadingOptions } from './decode-source.ts';
import { mediaTypes } from './detect-format.ts';
import { htmlMetadata } from './html-metadata.ts';
import { loadMarkup, type MarkupRoot } from './markup.ts';
import type { OpenSource, SizeLimit } from './open-source.ts';
import { walkHtml } from './walk-html.ts';

/** Largest web page or Markdown file. */
export const htmlLimit: SizeLimit = {
  bytes: 16 * 1024 * 1024,
  format: 'web page or Markdown',
  cure: 'Split it, or convert it to JSON Lines with one record a section.',
};

/**
 * Parses a web page: its main content as blocks, its own words for title, language, address and date.
 *
 * @throws `knowledge.file-too-large`; `knowledge.malformed-markup`; `knowledge.empty` for a page
 *   without text; what `decodeText` throws.
 */
export async function parseHtml(source: OpenSource, options: ReadingOptions): Promise<ParsedDocument> {
  const declared = source.declaredCharset ?? declaredCharset(source.head);
  const html = await decodeWhole(source, htmlLimit, { ...options, declared });
  const root = loadMarkup(html, { xml: false, name: source.name });
  return htmlDocument(root, source);
}

function htmlDocument(root: MarkupRoot, source: OpenSource): ParsedDocument {
  const blocks = walkHtml(root);
  if (blocks.length === 0) throw emptyDocument(source.name);
  const { metadata, keywords } = htmlMetadata(root, source.url);
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.html,
    source: source.source,
    metadata: { ...metadata, title: metadata.title === '' ? source.title : metadata.title },
    ...(keywords !== undefined && { keywords }),
    blocks,
  };
}

/** Makes the error for a source in which no text was found. */
export function emptyDocument(name: string): LionrockError {
  return inputError({
    code: 'knowledge.empty',
    message: `${name} holds no text that could be searched.`,
    cure: 'A page that builds its text with a program must be saved from a browser first.',
  });
}

/** The charset a page declares in its first bytes. */
function declaredCharset(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 4096);
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(start)?.[1] ??
    /^<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})/i.exec(start)?.[1]
  );
}
