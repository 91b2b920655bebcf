import { invalidRequest } from './read-failure.ts';

/** One part of a multipart body. Its content must be read to the end before the next part comes. */
export interface MultipartPart {
  /** Name of the form's field. */
  readonly name: string;
  /** Name of the file as its owner knows it, without folders; absent for a plain field. */
  readonly fileName?: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Longest headers of one part, in bytes. */
const longestHeaders = 16 * 1024;
const longestFileName = 255;

/**
 * Reads a `multipart/form-data` body part by part, without ever holding one whole.
 *
 * @param contentType the request's header, which names the boundary
 * @throws `server.invalid-request` when the body is cut off or not multipart
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): AsyncGenerator<MultipartPart> {
  const reader = new DelimitedReader(body);
  const delimiter = Buffer.from(`\r\n--${readBoundary(contentType)}`);
  // The first boundary needs no line break before it; what stands before it is to be passed over.
  reader.prepend('\r\n');
  await drain(reader.readUntil(delimiter));
  while (!(await reader.readsEnd())) {
    const headers = await reader.readHeaders();
    const content = reader.readUntil(delimiter);
    const fileName = headers.fileName;
    yield { name: headers.name, ...(fileName !== undefined && { fileName }), content };
    await drain(content);
  }
}

function readBoundary(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw invalidRequest('The content type of the request names no boundary.');
  return boundary;
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content) {
    // Whoever did not want it does not get it.
  }
}

/** Reads bytes up to delimiters, holding hardly more than one chunk. */
class DelimitedReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  prepend(text: string): void {
    this.#buffer = Buffer.concat([Buffer.from(text), this.#buffer]);
  }

  /** The bytes up to the delimiter, which is passed over. A second reading gives nothing. */
  async *readUntil(delimiter: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      const sure = at === -1 ? Math.max(0, this.#buffer.length - delimiter.length + 1) : at;
      const piece = this.#buffer.subarray(0, sure);
      this.#buffer = this.#buffer.subarray(at === -1 ? sure : at + delimiter.length);
      if (piece.length > 0) yield piece;
      if (at !== -1) return;
      await this.#fill();
    }
  }

  /** After a boundary: true at the last one, false before another part. */
  async readsEnd(): Promise<boolean> {
    while (this.#buffer.length < 2) await this.#fill();
    return this.#buffer.toString('latin1', 0, 2) === '--';
  }

  async readHeaders(): Promise<{ readonly name: string; readonly fileName?: string }> {
    let end = this.#buffer.indexOf('\r\n\r\n');
    while (end === -1) {
      if (this.#buffer.length > longestHeaders) throw invalidRequest('A part of the body has no content.');
      await this.#fill();
      end = this.#buffer.indexOf('\r\n\r\n');
    }
    const text = this.#buffer.toString('utf8', 0, end);
    this.#buffer = this.#buffer.subarray(end + 4);
    return readDisposition(text);
  }

  async #fill(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done === true) throw invalidRequest('The body of the request is cut off.');
    this.#buffer = this.#buffer.length === 0 ? Buffer.from(value) : Buffer.concat([this.#buffer, value]);
  }
}

function readDisposition(headers: string): { readonly name: string; readonly fileName?: string } {
  const value = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1];
  const name = value === undefined ? undefined : readParameter(value, 'name');
  if (value === undefined || name === undefined) throw invalidRequest('A part of the body has no name.');
  const fileName = readParameter(value, 'filename');
  return { name, ...(fileName !== undefined && { fileName: cleanFileName(fileName) }) };
}

/** Browsers write `%22` for a quotation mark in a name, other programs a backslash before it. */
function readParameter(value: string, parameter: string): string | undefined {
  const match = new RegExp(`(?:^|;)\\s*${parameter}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(value);
  const quoted = match?.[1]
    ?.replace(/\\(["\\])/g, '$1')
    .replace(/%22/g, '"')
    .replace(/%0[DA]/gi, ' ');
  return quoted ?? match?.[2];
}

/** A name to be shown: no folders, nothing that cannot be seen. */
function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replace(/\p{Cc}/gu, '').slice(-longestFileName) || 'file';
}
