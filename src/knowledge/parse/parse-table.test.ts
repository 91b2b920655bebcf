import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { LionrockError } from '../../base/index.ts';
import { collect, failureCode, outline, parseAll, parseNamed } from '../testing/parse-all.ts';
import { parseSource } from './parse-source.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

async function rows(text: string, name = 'table.csv'): Promise<string[]> {
  return outline(await parseNamed(name, text));
}

describe('parseTable', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['caret', '^'],
    ['bar', '|'],
  ])('finds the %s', async (_, mark) => {
    const text = [
      ['School', 'District', 'Telephone'],
      ['Hill School, Upper House', 'North', '2345 6789'],
      ['Bay School', 'East', ''],
    ]
      .map((row) => row.map((cell) => (cell.includes(mark) ? `"${cell}"` : cell)).join(mark))
      .join('\r\n');
    expect(await rows(text)).toEqual([
      'row 1: School: Hill School, Upper House; District: North; Telephone: 2345 6789',
      'row 2: School: Bay School; District: East',
    ]);
  });

  it('reads a byte-order mark, quotes, line breaks in cells, and UTF-16', async () => {
    const text = '"Name\nin full",Note\n"Lee, ""Bob""","two\nlines"\n\n\n張三,學生\n';
    const expected = [
      'row 1: Name in full: Lee, "Bob"; Note: two lines',
      'row 2: Name in full: 張三; Note: 學生',
    ];
    expect(await rows(`\uFEFF${text}`)).toEqual(expected);
    const wide = iconv.encode(text.replaceAll(',', '\t').replace('Lee\t', 'Lee,'), 'utf-16le', {
      addBOM: true,
    });
    const parsed = await parseNamed('table.csv', wide);
    expect(outline(parsed)).toEqual(expected);
    expect(parsed.documents[0]?.mediaType).toBe('text/tab-separated-values');
  });

  it('takes lines above the names of the columns for title and notes, and fills in groups', async () => {
    const text = `"Table 1. Visitors",,,,
,,,,(thousands)
,,,2024,2025
Adults,,,10,11
Children,under 6,,3,4
,6 to 12,,5,6
Notes,,,,`;
    const parsed = await parseNamed('t1.csv', text);
    expect(parsed.documents[0]?.metadata.title).toBe('Table 1. Visitors');
    expect(outline(parsed)).toEqual([
      'Table 1. Visitors',
      '(thousands)',
      'row 1: Adults; 2024: 10; 2025: 11',
      'row 2: Children; under 6; 2024: 3; 2025: 4',
      'row 3: Children; 6 to 12; 2024: 5; 2025: 6',
      'row 4: Notes',
    ]);
  });

  it('gives no names to a table that has none', async () => {
    expect(await rows('Hill School,2345 6789,120\nBay School,2345 6780,95\n')).toEqual([
      'row 1: Hill School; 2345 6789; 120',
      'row 2: Bay School; 2345 6780; 95',
    ]);
  });

  it('reads a table of one column', async () => {
    expect(await rows('Street\nHigh Street\nLow Street\n')).toEqual([
      'row 1: Street: High Street',
      'row 2: Street: Low Street',
    ]);
  });

  it('keeps ragged rows and says so after the document', async () => {
    const parsed = await parseNamed('t.csv', 'a,b\n1,2\n3\n4,5,6\n');
    expect(outline(parsed)).toEqual(['row 1: a: 1; b: 2', 'row 2: a: 3', 'row 3: a: 4; b: 5; 6']);
    expect(parsed.failures).toMatchObject([
      {
        documentId: parsed.documents[0]?.documentId,
        error: { code: 'knowledge.ragged-rows', data: { ragged: 2, rows: 3, first: 2 } },
      },
    ]);
  });

  it('can be read more than once', async () => {
    for await (const result of parseSource({ bytes: Buffer.from('a,b\n1,2\n3\n'), name: 't.csv' })) {
      if ('error' in result) continue;
      expect(await collect(result.blocks)).toEqual(await collect(result.blocks));
    }
  });

  it('throws a typed error for a quote that is never closed', async () => {
    const reading = parseAll({ bytes: Buffer.from('a,b\n"open,2\n3,4\n'), name: 't.csv' });
    await expect(reading).rejects.toMatchObject({ code: 'knowledge.table-damaged' });
    await expect(reading).rejects.toSatisfy((error) => LionrockError.isInstance(error));
    const endless = parseAll({ bytes: Buffer.from(`a,b\n"${'open,2\n'.repeat(400_000)}`), name: 't.csv' });
    await expect(endless).rejects.toMatchObject({ code: 'knowledge.table-damaged' });
  });

  it('refuses a web page and a binary file under the name of a table', async () => {
    expect(await failureCode(parseNamed('t.csv', '<!DOCTYPE html><html><body>Not found</body></html>'))).toBe(
      'knowledge.not-table',
    );
    expect(await failureCode(parseNamed('t.csv', Buffer.from('PK\x03\x04xl/workbook', 'latin1')))).toBe(
      'knowledge.not-table',
    );
    expect(
      await failureCode(
        parseNamed(
          't.csv',
          Uint8Array.from({ length: 3_000 }, (_, at) => (at * 31) % 256),
        ),
      ),
    ).toBe('knowledge.not-table');
  });

  it('reads a million cells as a stream', async () => {
    const text = `a,b,c,d\n${'1,2,3,4\n'.repeat(250_000)}`;
    let count = 0;
    for await (const result of parseSource({ bytes: Buffer.from(text), name: 't.csv' })) {
      if ('error' in result) continue;
      for await (const block of result.blocks) count += block.kind === 'row' ? 1 : 0;
    }
    expect(count).toBe(250_000);
  });
});

describe('sniffDelimiter', () => {
  it.each([
    ['a,b;c\n1,2;3\n4,5;6', ','],
    ['name\tnote\nLee\tyes, no, and, so, on\n', '\t'],
    ['"a;b","c"\n"d;e","f"\n', ','],
    ['only one column\nno mark here\n', ','],
    ['', ','],
  ])('%j', (sample, expected) => {
    expect(sniffDelimiter(sample)).toBe(expected);
  });
});
