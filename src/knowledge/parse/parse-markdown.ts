import { Marked } from 'marked';
import type { Block, ParsedDocument } from '../spec.ts';
import { cleanText } from './clean-text.ts';
import { decodeWhole, type ReadingOptions } from './decode-source.ts';
import { mediaTypes } from './detect-format.ts';
import { splitFrontMatter } from './front-matter.ts';
import { joinLines } from './join-lines.ts';
import { loadMarkup } from './markup.ts';
import type { OpenSource } from './open-source.ts';
import { emptyDocument, htmlLimit } from './parse-html.ts';
import { blocksOfText } from './text-blocks.ts';
import { walkHtml } from './walk-html.ts';

/**
 * Parses Markdown (GitHub flavour) by way of HTML. The title comes from the front matter, else from
 * the first heading of level 1.
 *
 * @throws As `parseHtml`.
 */
export async function parseMarkdown(source: OpenSource, options: ReadingOptions): Promise<ParsedDocument> {
  const text = await decodeWhole(source, htmlLimit, options);
  const { metadata, body } = splitFrontMatter(text);
  const blocks = isTangled(body) ? blocksOfText(body) : markdownBlocks(body, source.name);
  if (blocks.length === 0) throw emptyDocument(source.name);
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1)?.text;
  return {
    documentId: source.documentId,
    mediaType: mediaTypes.markdown,
    source: source.source,
    metadata: {
      title: cleanText(metadata.title ?? heading ?? source.title),
      ...(source.url !== undefined && { url: source.url }),
      ...metadata,
    },
    blocks,
  };
}

function markdownBlocks(body: string, name: string): Block[] {
  const html = new Marked({ gfm: true, breaks: true, async: false }).parse(body);
  if (typeof html !== 'string') return blocksOfText(body);
  return walkHtml(loadMarkup(html, { xml: false, name }), { whole: true }).flatMap(joinBrokenLines);
}

/** Longest run of lines that is one paragraph; longer ones are texts pasted without blank lines between. */
const longestParagraph = 1_200;

/** Joins the lines of a paragraph that were broken for width. */
function joinBrokenLines(block: Block): readonly Block[] {
  if (block.kind !== 'paragraph' || !block.text.includes('\n')) return [block];
  if (block.text.length > longestParagraph) return blocksOfText(block.text);
  return [{ ...block, text: block.text.split('\n').reduce(joinLines) }];
}

/** Longest run of text without a blank line that is read as Markdown, in UTF-16 code units. */
const longestRun = 50_000;

/**
 * True for text whose marks are nested or heaped up beyond any honest use: Markdown parsers take time
 * that grows with the square of such input, so it is read as plain text.
 */
function isTangled(body: string): boolean {
  if (/^[ \t]*(?:[>*+-][ \t]?|\d{1,9}[.)][ \t]){40}/m.test(body)) return true;
  if (/^[ \t]{120,}(?:[*+-]|\d{1,9}[.)])[ \t]/m.test(body)) return true;
  if (/(?:[*_~`[\]()<>!|\\]\s?){400}/.test(body)) return true;
  return body.split(/\n\s*\n/).some((run) => run.length > longestRun && marksIn(run) > 2_000);
}

function marksIn(run: string): number {
  let count = 0;
  for (const character of run) if ('*_~`[]()<>!|\\'.includes(character)) count += 1;
  return count;
}
