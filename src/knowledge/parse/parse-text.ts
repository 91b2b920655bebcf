import type { Block, ParsedDocument } from '../spec.ts';
import { decodeSource, type ReadingOptions } from './decode-source.ts';
import { mediaTypes } from './detect-format.ts';
import type { OpenSource } from './open-source.ts';
import { emptyDocument } from './parse-html.ts';
import { textBlocks } from './text-blocks.ts';

/**
 * Parses plain text as one document whose blocks are read while they are consumed, so that a file
 * of any size needs little memory. Its pages are counted when the text holds form feeds.
 *
 * @throws `knowledge.empty` for a file of blank space. While blocks are consumed, what {@link decodeSource} throws.
 */
export function parseText(source: OpenSource, options: ReadingOptions): ParsedDocument {
  const isWhole = source.head.length === source.size;
  if (isWhole && !/[^\s\0\ufeff]/.test(source.head.toString('latin1'))) throw emptyDocument(source.name);
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.text,
    source: source.source,
    metadata: { title: source.title, ...(source.url !== undefined && { url: source.url }) },
    blocks: { [Symbol.asyncIterator]: () => blocksOf(source, options) },
  };
}

async function* blocksOf(source: OpenSource, options: ReadingOptions): AsyncGenerator<Block> {
  yield* textBlocks(decodeSource(source, options), { paged: source.head.includes('\f') });
}
