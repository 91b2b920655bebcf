import { inputError, toLionrockError, type LionrockError } from '../../base/index.ts';
import type { ReadingOptions } from './decode-source.ts';
import { detectFormat } from './detect-format.ts';
import { openSource, sourceName, type OpenSource, type SourceToParse } from './open-source.ts';
import { parseDocx } from './parse-docx.ts';
import type { ParseResult } from './parse-failure.ts';
import { parseHtml } from './parse-html.ts';
import { parseJson, parseJsonl } from './parse-json.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parsePdf } from './parse-pdf.ts';
import { parseTable } from './parse-table.ts';
import { parseText } from './parse-text.ts';
import { parseXml } from './parse-xml.ts';

export type { ReadingOptions } from './decode-source.ts';
export type { SourceToParse } from './open-source.ts';
export { isParseFailure, type ParseFailure, type ParseResult } from './parse-failure.ts';

/**
 * Turns a source into documents: PDF, HTML, DOCX, Markdown, plain text, tables, JSON, JSON Lines,
 * legislation in XML, feeds. What cannot be read is a {@link ParseFailure} in its place, never an
 * exception; the rest still comes.
 *
 * Text, tables and JSON Lines are read as a stream in constant memory. Their `blocks` are read from
 * the file while they are consumed, so a failure found late (a damaged quote, binary data) is thrown
 * there as a `LionrockError`; consume the blocks of a document before asking for the next result.
 *
 * @throws Only what `options.signal` was aborted with.
 * @example
 * for await (const result of parseSource({ path: 'guide.pdf' })) {
 *   if (isParseFailure(result)) warn(result.error);
 *   else for await (const block of result.blocks) index(result.documentId, block);
 * }
 */
export async function* parseSource(
  source: SourceToParse,
  options: ReadingOptions = {},
): AsyncGenerator<ParseResult, void, undefined> {
  let name = sourceName(source);
  try {
    options.signal?.throwIfAborted();
    const opened = await openSource(source);
    name = opened.name;
    yield* parseOpened(opened, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    yield { source: sourceName(source), error: knownError(error, name) };
  }
}

async function* parseOpened(source: OpenSource, options: ReadingOptions): AsyncGenerator<ParseResult> {
  if (source.head.length === 0) throw emptyFile(source.name);
  const format = detectFormat(source);
  if (format === 'pdf') yield* parsePdf(source, options);
  else if (format === 'html') yield await parseHtml(source, options);
  else if (format === 'markdown') yield await parseMarkdown(source, options);
  else if (format === 'docx') yield await parseDocx(source);
  else if (format === 'table') yield* parseTable(source, options);
  else if (format === 'json') yield* parseJson(source, options);
  else if (format === 'jsonl') yield* parseJsonl(source, options);
  else if (format === 'xml') yield* parseXml(source, options);
  else yield parseText(source, options);
}

function emptyFile(name: string): LionrockError {
  return inputError({
    code: 'knowledge.empty',
    message: `${name} is empty.`,
    cure: 'Check that it was saved or downloaded whole.',
  });
}

/** An error of a library means that the content is not what it should be: the user's to mend. */
function knownError(error: unknown, name: string): LionrockError {
  const known = toLionrockError(error);
  if (known.category !== 'internal') return known;
  return inputError({
    code: 'knowledge.unreadable',
    message: `${name} could not be read (${known.message.slice(0, 200)}).`,
    cure: 'Check that the file opens elsewhere; save it again, or convert it to PDF or text.',
    cause: error,
  });
}
