import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMultipart } from './read-multipart.ts';

interface ReadPart {
  readonly name: string;
  readonly fileName?: string;
  readonly content: string;
}

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function readAll(
  bytes: Uint8Array,
  contentType: string,
  sizes: readonly number[] = [],
): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  for await (const { content, ...part } of readMultipart(cut(bytes, sizes), contentType)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece.slice());
    parts.push({ ...part, content: Buffer.concat(pieces).toString('base64') });
  }
  return parts;
}

/** A body as the platform's own encoder writes it. */
async function encode(form: FormData): Promise<{ bytes: Uint8Array; contentType: string }> {
  const response = new Response(form);
  const contentType = response.headers.get('content-type') ?? '';
  return { bytes: new Uint8Array(await response.arrayBuffer()), contentType };
}

function body(...lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.join('\r\n'));
}

const type = 'multipart/form-data; boundary=b';

describe('readMultipart', () => {
  it('reads what the platform writes, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.boolean()), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 30 }),
        async (files, sizes) => {
          const form = new FormData();
          for (const [index, [content, isFile]] of files.entries()) {
            if (isFile) form.append(`f${index}`, new File([content.slice()], `文件 ${index}.txt`));
            else form.append(`f${index}`, 'plain');
          }
          const { bytes, contentType } = await encode(form);
          const parts = await readAll(bytes, contentType, sizes);
          expect(parts).toEqual(
            files.map(([content, isFile], index) => ({
              name: `f${index}`,
              ...(isFile && { fileName: `文件 ${index}.txt` }),
              content: Buffer.from(isFile ? content : new TextEncoder().encode('plain')).toString('base64'),
            })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not mistake line breaks and half boundaries in a file for its end', async () => {
    const content = '\r\n--\r\n-b\r\n--c\r\n';
    const form = new FormData();
    form.append('file', new File([content], 'a.txt'));
    const { bytes, contentType } = await encode(form);
    expect(await readAll(bytes, contentType)).toEqual([
      { name: 'file', fileName: 'a.txt', content: Buffer.from(content).toString('base64') },
    ]);
  });

  it('passes over a part that is not read', async () => {
    const form = new FormData();
    form.append('a', new File(['x'.repeat(5000)], 'a'));
    form.append('b', new File(['y'], 'b'));
    const { bytes, contentType } = await encode(form);
    const names: string[] = [];
    for await (const { name } of readMultipart(cut(bytes, [100, 100]), contentType)) names.push(name);
    expect(names).toEqual(['a', 'b']);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\letters\\mine.doc', 'mine.doc'],
    ['say %22hi%22.txt', 'say "hi".txt'],
    ['/', 'file'],
  ])('shows the file name %j as %j', async (given, shown) => {
    const bytes = body(
      '--b',
      `Content-Disposition: form-data; name="file"; filename="${given.replaceAll('\\', '\\\\')}"`,
      '',
      'x',
      '--b--',
    );
    const [part] = await readAll(bytes, type);
    expect(part?.fileName).toBe(shown);
  });

  it.each([
    ['a type without a boundary', body('--b--'), 'multipart/form-data'],
    ['an empty body', body(''), type],
    ['a body without its boundary', body('hello'), type],
    ['a body that ends in a file', body('--b', 'Content-Disposition: form-data; name="f"', '', 'x'), type],
    ['a part without a name', body('--b', 'Content-Type: text/plain', '', 'x', '--b--'), type],
    ['a part without content', body('--b', 'x'.repeat(20_000)), type],
  ])('refuses %s', async (_, bytes, contentType) => {
    await expect(readAll(bytes, contentType)).rejects.toMatchObject({ code: 'server.invalid-request' });
  });

  it('reads or refuses any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('--b', '\r\n', '--', 'x', ': ', 'name="a"', ';')),
        async (parts) => {
          const outcome = await readAll(body(parts.join('')), type).then(
            () => 'read',
            (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
          );
          expect(['read', 'server.invalid-request']).toContain(outcome);
        },
      ),
    );
  });
});
