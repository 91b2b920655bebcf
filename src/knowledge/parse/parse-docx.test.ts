import { describe, expect, it } from 'vitest';
import { docxParagraph, docxTable, makeDocx } from '../testing/make-docx.ts';
import { makeZip } from '../testing/make-zip.ts';
import { failureCode, outline, parseNamed } from '../testing/parse-all.ts';
import { mostEntries } from './check-archive.ts';

describe('parseDocx', () => {
  it('reads titles, headings, paragraphs and tables', async () => {
    const body =
      docxParagraph('圖書館規則', 'T') +
      docxParagraph('Lending', '1') +
      docxParagraph('Every reader may borrow eight books.') +
      docxParagraph('Fees', '2') +
      docxTable([
        ['Item', 'Fee'],
        ['Card', 'free'],
        ['Lost card', '20 dollars'],
      ]);
    const parsed = await parseNamed('rules.docx', makeDocx(body));
    expect(parsed.documents[0]).toMatchObject({
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      metadata: { title: '圖書館規則' },
    });
    expect(outline(parsed)).toEqual([
      '# 圖書館規則',
      '# Lending',
      'Every reader may borrow eight books.',
      '## Fees',
      'row 1: Item: Card; Fee: free',
      'row 2: Item: Lost card; Fee: 20 dollars',
    ]);
  });

  it('finds the document whatever the file is called', async () => {
    const bytes = makeDocx(docxParagraph('Text.'));
    expect(outline(await parseNamed('https://example.org/download?id=7', bytes))).toEqual(['Text.']);
  });

  it('refuses archives that unpack to too much', async () => {
    const bomb = { name: 'word/big.xml', content: ' '.repeat(200 * 1024 * 1024), deflate: true };
    expect(await failureCode(parseNamed('a.docx', makeDocx('', [bomb])))).toBe('knowledge.archive-too-large');
    const dense = { ...bomb, content: ' '.repeat(16 * 1024 * 1024) };
    expect(await failureCode(parseNamed('a.docx', makeDocx('', [dense])))).toBe(
      'knowledge.archive-too-large',
    );
  });

  it('is not deceived by the size an archive claims', async () => {
    const liar = {
      name: 'word/big.xml',
      content: ' '.repeat(16 * 1024 * 1024),
      deflate: true,
      claimedSize: 100,
    };
    expect(await failureCode(parseNamed('a.docx', makeDocx('', [liar])))).toBe('knowledge.docx-damaged');
  });

  it('refuses archives with too many parts', async () => {
    const parts = Array.from({ length: mostEntries + 1 }, (_, index) => ({
      name: `word/media/${index}.png`,
      content: '',
    }));
    expect(await failureCode(parseNamed('a.docx', makeDocx('', parts)))).toBe('knowledge.archive-too-large');
  });

  it('tells other files of its kind apart', async () => {
    const sheet = makeZip([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.xml', content: '<w/>' },
    ]);
    expect(await failureCode(parseNamed('a.docx', sheet))).toBe('knowledge.unsupported-type');
    const plain = makeZip([{ name: 'readme.txt', content: 'x' }]);
    expect(await failureCode(parseNamed('a.zip', plain))).toBe('knowledge.unsupported-type');
    expect(await failureCode(parseNamed('a.docx', 'no archive at all'))).toBe('knowledge.docx-damaged');
    expect(await failureCode(parseNamed('a.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toBe(
      'knowledge.unsupported-type',
    );
  });

  it('names damage, at whatever place the file is cut', async () => {
    const whole = makeDocx(docxParagraph('Text.'));
    for (const part of [0.1, 0.4, 0.8, 0.99]) {
      const code = await failureCode(
        parseNamed('a.docx', whole.subarray(0, Math.floor(whole.length * part))),
      );
      expect(code).toBe('knowledge.docx-damaged');
    }
    const broken = makeZip([{ name: 'word/document.xml', content: '<w:document><unclosed' }]);
    expect(await failureCode(parseNamed('a.docx', broken))).toBe('knowledge.docx-damaged');
  });
});
