import { decodeText, type DecodeOptions } from '../decode-text.ts';
import type { OpenSource, SizeLimit } from './open-source.ts';

/** How a user may want a source to be read. */
export interface ReadingOptions {
  /** Encoding of a text format. @default found from the content */
  readonly encoding?: string;
  readonly signal?: AbortSignal;
}

/**
 * Decodes a source as a stream of text.
 *
 * @throws What `decodeText` throws.
 */
export async function* decodeSource(
  source: OpenSource,
  options: ReadingOptions,
  declared: string | undefined = source.declaredCharset,
): AsyncGenerator<string> {
  const decoding: DecodeOptions = {
    name: source.name,
    ...(options.encoding !== undefined && { encoding: options.encoding }),
    ...(declared !== undefined && { declared }),
  };
  for await (const piece of decodeText(source.stream(), decoding)) {
    options.signal?.throwIfAborted();
    yield piece;
  }
}

/**
 * Decodes a source that must be held as a whole.
 *
 * @param declared - The encoding that the content itself declares.
 * @throws `knowledge.file-too-large` above the limit; what `decodeText` throws.
 */
export async function decodeWhole(
  source: OpenSource,
  limit: SizeLimit,
  options: ReadingOptions & { readonly declared?: string | undefined } = {},
): Promise<string> {
  const bytes = await source.readAll(limit);
  const held: OpenSource = { ...source, stream: () => once(bytes) };
  let text = '';
  for await (const piece of decodeSource(held, options, options.declared ?? source.declaredCharset))
    text += piece;
  return text;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
