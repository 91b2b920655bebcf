import type { Block, ParsedDocument } from '../spec.ts';
import { isParseFailure, parseSource, type ParseFailure, type SourceToParse } from '../parse/parse-source.ts';
import type { ReadingOptions } from '../parse/decode-source.ts';

/** A parsed document with its blocks in a list. */
type WholeDocument = Omit<ParsedDocument, 'blocks'> & { readonly blocks: readonly Block[] };

/** Everything that came of a source. */
export interface ParsedSource {
  readonly documents: readonly WholeDocument[];
  readonly failures: readonly ParseFailure[];
}

/** Everything a stream gives, in a list. */
export async function collect<T>(stream: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of stream) all.push(value);
  return all;
}

/** Parses a source to its end. Errors that are thrown while blocks are consumed pass through. */
export async function parseAll(source: SourceToParse, options?: ReadingOptions): Promise<ParsedSource> {
  const documents: WholeDocument[] = [];
  const failures: ParseFailure[] = [];
  for await (const result of parseSource(source, options)) {
    if (isParseFailure(result)) failures.push(result);
    else documents.push({ ...result, blocks: await collect(result.blocks) });
  }
  return { documents, failures };
}

/** Parses a text or bytes under a file name. */
export function parseNamed(
  name: string,
  content: string | Uint8Array,
  options: ReadingOptions & { readonly mediaType?: string } = {},
): Promise<ParsedSource> {
  const { mediaType, ...reading } = options;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return parseAll({ bytes, name, ...(mediaType !== undefined && { mediaType }) }, reading);
}

/** The blocks of the only document, each on a line: `# heading`, `row 1: text`, `text`, with `p3` for a page. */
export function outline({ documents }: ParsedSource): string[] {
  return (documents[0]?.blocks ?? []).map((block) => {
    const page = block.page === undefined ? '' : `p${block.page} `;
    if (block.kind === 'heading') return `${page}${'#'.repeat(block.level)} ${block.text}`;
    return block.kind === 'row' ? `${page}row ${block.row}: ${block.text}` : page + block.text;
  });
}

/** The code of the only failure, or of the error that reading the blocks throws. */
export async function failureCode(parsing: Promise<ParsedSource>): Promise<string | undefined> {
  const { failures } = await parsing;
  return failures[0]?.error.code;
}
