import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LionrockError } from '../../base/index.ts';
import { docxParagraph, makeDocx } from '../testing/make-docx.ts';
import { makePdf } from '../testing/make-pdf.ts';
import { failureCode, outline, parseAll, parseNamed } from '../testing/parse-all.ts';
import { htmlLimit } from './parse-html.ts';
import { parseSource } from './parse-source.ts';

describe('ids and titles', () => {
  it('names a file by its name and path, and finds it again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parse-'));
    try {
      const [one, other] = [join(folder, 'rules.txt'), join(folder, 'Rules 2026.txt')];
      await writeFile(one, 'Text.');
      await writeFile(other, 'Text.');
      const first = (await parseAll({ path: one })).documents[0];
      expect(first).toMatchObject({ source: one, mediaType: 'text/plain', metadata: { title: 'rules' } });
      expect(first?.documentId).toMatch(/^rules\.txt~[0-9a-f]{12}$/);
      await writeFile(one, 'Other text.');
      expect((await parseAll({ path: one })).documents[0]?.documentId).toBe(first?.documentId);
      expect((await parseAll({ path: other })).documents[0]?.documentId).toMatch(/^Rules 2026\.txt~/);
      const downloaded = await parseAll({
        path: one,
        url: 'https://example.org/a/b.txt?x=1#top',
        mediaType: 'text/plain',
      });
      expect(downloaded.documents[0]).toMatchObject({
        documentId: expect.stringMatching(/^example\.org\/a\/b\.txt~[0-9a-f]{12}$/),
        source: 'https://example.org/a/b.txt?x=1#top',
        metadata: { title: 'b', url: 'https://example.org/a/b.txt?x=1#top' },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('tells addresses apart by their query and not by their fragment', async () => {
    const id = async (name: string): Promise<string | undefined> =>
      (await parseNamed(name, 'Text.')).documents[0]?.documentId;
    expect(await id('https://example.org/a?x=1')).not.toBe(await id('https://example.org/a?x=2'));
    expect(await id('https://example.org/a#b')).toBe(await id('https://example.org/a'));
  });
});

describe('formats', () => {
  const html = '<!DOCTYPE html><html><body><p>Page.</p></body></html>';

  it.each([
    ['page.txt', html, undefined, 'text/html'],
    ['https://example.org/page', html, undefined, 'text/html'],
    ['https://example.org/page.php', '<p>Page.</p>', 'text/html; charset=utf-8', 'text/html'],
    ['https://example.org/data.csv', 'a,b\n1,2\n', 'text/plain', 'text/csv'],
    ['https://example.org/data', 'a,b\n1,2\n', 'text/csv', 'text/csv'],
    ['https://example.org/data', '{"text":"x"}', 'application/octet-stream', 'application/json'],
    [
      'https://example.org/feed',
      '<?xml version="1.0"?><rss><channel><item><title>x</title></item></channel></rss>',
      'text/html',
      'application/xml',
    ],
    ['records', '{"text":"x"}\n{"text":"y"}\n', undefined, 'application/jsonl'],
    ['notes', 'Just text.', undefined, 'text/plain'],
    ['notes.txt', '[1] A footnote.\n[2] Another.', undefined, 'text/plain'],
    ['notes', '[1] A footnote.', undefined, 'text/plain'],
    ['page.pdf', html, undefined, 'text/html'],
    ['readme.md', '<!DOCTYPE html>\n\n# Title\n\nText.', undefined, 'text/markdown'],
    ['old.doc', html, undefined, 'text/html'],
  ])('%s holding %j as %s is %s', async (name, content, mediaType, expected) => {
    const { documents } = await parseNamed(name, content, mediaType === undefined ? {} : { mediaType });
    expect(documents[0]?.mediaType).toBe(expected);
  });

  it('takes a PDF or DOCX for what it is under any name', async () => {
    const pdf = makePdf([[{ text: 'Rules of the library', x: 72, y: 100 }]]);
    expect(outline(await parseNamed('rules.txt', pdf))).toEqual(['p1 Rules of the library']);
    expect(outline(await parseNamed('rules.html', makeDocx(docxParagraph('Text.'))))).toEqual(['Text.']);
  });

  it.each([
    ['photo.png', '\x89PNG\r\n\x1a\n\0\0\0', 'knowledge.unsupported-type'],
    ['photo.txt', '\x89PNG\r\n\x1a\n\0\0\0', 'knowledge.not-text'],
    ['letter.rtf', '{\\rtf1 Text}', 'knowledge.unsupported-type'],
    ['pack.gz', '\x1f\x8b\x08\0\0', 'knowledge.unsupported-type'],
    ['letter.doc', '\xd0\xcf\x11\xe0\xa1\xb1', 'knowledge.unsupported-type'],
    ['data.bin', '\0\x01\x02\x03'.repeat(200), 'knowledge.not-text'],
  ])('refuses %s', async (name, content, code) => {
    expect(await failureCode(parseNamed(name, Buffer.from(content, 'latin1')))).toBe(code);
  });
});

describe('failures', () => {
  it('come in the place of documents, with a cure', async () => {
    const missing = await parseAll({ path: join(tmpdir(), 'no-such-file.txt') });
    expect(missing.failures).toMatchObject([{ error: { code: 'file.not-found' } }]);
    expect((await parseAll({ path: tmpdir() })).failures).toMatchObject([
      { error: { code: 'knowledge.not-a-file' } },
    ]);
    expect(missing.failures[0]?.error.cure).not.toBe('');
  });

  it('name the limit of formats that are held as a whole', async () => {
    const { failures } = await parseNamed('a.html', `<p>${'x'.repeat(htmlLimit.bytes)}</p>`);
    expect(failures[0]?.error).toMatchObject({ code: 'knowledge.file-too-large' });
    expect(failures[0]?.error.cure).toContain('Split it');
  });

  it('do not tell the query of an address, which may hold a token', async () => {
    const { failures } = await parseNamed('https://example.org/a.json?token=secret', '{');
    expect(failures[0]?.error.message).not.toContain('secret');
  });

  it('follow an abort', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(parseSource({ bytes: Buffer.from('x'), name: 'a.txt' }, { signal }).next()).rejects.toThrow(
      'stopped',
    );
  });

  it('name an encoding that does not exist', async () => {
    const reading = parseNamed('a.txt', 'x', { encoding: 'klingon' });
    await expect(reading).rejects.toMatchObject({ code: 'knowledge.unknown-encoding' });
  });
});

/** What is wrong with the outcome of parsing anything: it must be documents with text, or typed errors with a cure. */
async function problems(name: string, content: string | Uint8Array): Promise<unknown[]> {
  try {
    const { documents, failures } = await parseNamed(name, content);
    const untyped = failures.filter(({ error }) => error.category === 'internal' || error.cure === '');
    const empty = documents.flatMap(({ blocks }) => blocks.filter((block) => block.text.trim() === ''));
    return [...untyped, ...empty];
  } catch (error) {
    return LionrockError.isInstance(error) ? [] : [error];
  }
}

describe('whatever is given', () => {
  const valid: Readonly<Record<string, Buffer>> = {
    'a.pdf': makePdf([
      [
        { text: 'Rules of the library', x: 72, y: 100 },
        { box: [60, 90, 100, 30] },
        { text: '規則', x: 72, y: 130, font: 'han' },
      ],
    ]),
    'a.docx': makeDocx(docxParagraph('Rules', '1') + docxParagraph('Text.')),
    'a.html': Buffer.from(
      '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><main><h1>A</h1><table><tr><th>x<td>y</table><ul><li>z</ul></main></body></html>',
    ),
    'a.md': Buffer.from('---\ntitle: T\n---\n# A\n\n- b\n\n| c | d |\n|---|---|\n| e | f |\n'),
    'a.txt': Buffer.from('Chapter 1\n\n第一條 文字。\n\n1. item\n\f[page 3]\n讀 者 須 知 。\n'),
    'a.csv': Buffer.from('a,b\n"c ""d""",e\n1,2,3\n'),
    'a.json': Buffer.from(
      '[{"id":"a","text":"x","sections":[{"heading":"h","text":"t"}]},{"b":[1,{"c":null}]}]',
    ),
    'a.jsonl': Buffer.from(
      '{"kind":"x","schema":1}\n{"id":"a","text":"x"}\n{"question":"q","answer":"long"}\n',
    ),
    'a.xml': Buffer.from(
      '<?xml version="1.0"?><law xmlns="http://x/schemas/elm/1.0"><meta><docNumber>1</docNumber></meta><main><section><num value="1">1.</num><heading>H</heading><content>c</content></section></main></law>',
    ),
    'a.rss': Buffer.from(
      '<rss><channel><title>T</title><item><title>a</title><link>http://x/y</link><description>&lt;p&gt;b</description></item></channel></rss>',
    ),
  };
  const names = Object.keys(valid);
  // Each PDF starts a thread.
  const runs = (name: string): number => (name === 'a.pdf' ? 12 : 60);

  it.each(names)('%s ends with documents or typed errors for random text', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (content) => {
        expect(await problems(name, content)).toEqual([]);
      }),
      { numRuns: runs(name) },
    );
  });

  it.each(names)('%s ends with documents or typed errors for random bytes', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await problems(name, bytes)).toEqual([]);
      }),
      { numRuns: runs(name) },
    );
  });

  it.each(names)('%s ends with documents or typed errors when it is damaged', async (name) => {
    const whole = valid[name] ?? Buffer.alloc(0);
    const change = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      remove: fc.nat({ max: 40 }),
      insert: fc.uint8Array({ maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let bytes = whole;
        for (const { at, remove, insert } of changes) {
          bytes = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
        }
        expect(await problems(name, bytes)).toEqual([]);
      }),
      { numRuns: runs(name) },
    );
  });

  it.each(names)(
    '%s ends with documents or typed errors when a part of it comes again and again',
    async (name) => {
      const whole = valid[name] ?? Buffer.alloc(0);
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: whole.length - 1 }),
          fc.integer({ min: 1, max: 30 }),
          async (at, length) => {
            const part = whole.subarray(at, at + length);
            const repeated = Buffer.concat(Array.from({ length: 2_000 }, () => part));
            const bytes = Buffer.concat([whole.subarray(0, at), repeated, whole.subarray(at + length)]);
            expect(await problems(name, bytes)).toEqual([]);
          },
        ),
        { numRuns: runs(name) / 4 },
      );
    },
    120_000,
  );

  it('is named in each failure', async () => {
    const { failures } = await parseNamed('rules.json', '{');
    expect(failures[0]?.source).toBe('rules.json');
    expect(failures[0]?.error.message).toContain(basename('rules.json'));
  });
});
