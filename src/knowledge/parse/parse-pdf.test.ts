import { describe, expect, it } from 'vitest';
import { makePdf, type PdfPageDrawing, type PdfText } from '../testing/make-pdf.ts';
import { failureCode, outline, parseNamed } from '../testing/parse-all.ts';
import { startPdfThread } from './pdf-thread.ts';

/** Lines of running text below one another. */
function lines(texts: readonly string[], place: Partial<PdfText> & { y: number }): PdfText[] {
  return texts.map((text, index) => ({ x: 72, ...place, text, y: place.y + index * 15 }));
}

const filler = [
  'Readers may keep a book for fourteen days and may ask for one more',
  'week at the desk, unless another reader has reserved the book for',
  'himself in the meantime.',
];

function pdf(
  pages: readonly PdfPageDrawing[],
  properties?: Parameters<typeof makePdf>[1],
): Promise<string[]> {
  return parseNamed('guide.pdf', makePdf(pages, properties)).then(outline);
}

describe('parsePdf', () => {
  it('joins lines to paragraphs and finds headings by size and weight', async () => {
    const page = [
      { text: 'Chapter 1: Borrowing', x: 72, y: 100, size: 16, font: 'bold' as const },
      ...lines(filler, { y: 130 }),
      { text: 'Fees', x: 72, y: 200, font: 'bold' as const },
      ...lines(['A fee is due for each day after that.'], { y: 216 }),
    ];
    expect(await pdf([[], page])).toEqual([
      'p2 # Chapter 1: Borrowing',
      `p2 ${filler.join(' ')}`,
      'p2 ## Fees',
      'p2 A fee is due for each day after that.',
    ]);
  });

  it('finds a heading that is set like the text by its place', async () => {
    const page = [...lines(filler, { y: 130 }), ...lines(['Lost books', ...filler], { y: 205 })];
    expect(await pdf([page])).toEqual([
      `p1 ${filler.join(' ')}`,
      'p1 ## Lost books',
      `p1 ${filler.join(' ')}`,
    ]);
  });

  it('drops running heads, feet and page numbers, and joins a paragraph over the page break', async () => {
    const furniture = (page: number): PdfText[] => [
      { text: 'Town Library - Rules', x: 72, y: 40, size: 9 },
      { text: `Page ${page} of 4`, x: 280, y: 815, size: 9 },
    ];
    const open = 'A reader who has lost a book must tell the desk at once and pay the';
    const pages = [1, 2, 3, 4].map((page) => [
      ...furniture(page),
      ...lines(page % 2 === 1 ? [...filler, open] : ['price of a new copy.'], { y: 120 }),
    ]);
    expect(await pdf(pages)).toEqual([
      `p1 ${filler.join(' ')}`,
      `p1 ${open} price of a new copy.`,
      `p3 ${filler.join(' ')}`,
      `p3 ${open} price of a new copy.`,
    ]);
  });

  it('keeps numbers that are no page numbers', async () => {
    expect(await pdf([lines([...filler, '42'], { y: 300 })])).toEqual([`p1 ${filler.join(' ')}`, 'p1 42']);
  });

  it('leaves a table of contents out', async () => {
    const contents = ['Borrowing 3', 'Fees 5', 'Lost books 8', 'Opening hours 12', 'Appendix 15'];
    expect(await pdf([lines(contents, { y: 100 }), lines(filler, { y: 100 })])).toEqual([
      `p2 ${filler.join(' ')}`,
    ]);
  });

  it('joins hyphenated words', async () => {
    const text = ['Every reader has to show the library card that was issued at regis-', 'tration.'];
    expect(await pdf([lines(text, { y: 100 })])).toEqual([
      'p1 Every reader has to show the library card that was issued at registration.',
    ]);
  });

  it('reads list items, and numbers of footnotes as such', async () => {
    const page = [
      ...lines(['• a library card;', '• proof of address', '(a) a fee.'], { y: 100 }),
      { text: 'Cards are free', x: 72, y: 180 },
      { text: '2', x: 160, y: 175, size: 7 },
      { text: 'for residents.', x: 168, y: 180 },
    ];
    expect(await pdf([page])).toEqual([
      'p1 • a library card;',
      'p1 • proof of address',
      'p1 (a) a fee.',
      'p1 Cards are free² for residents.',
    ]);
  });

  it('reads a bordered table as rows, with cells that span rows', async () => {
    const box = (x: number, y: number, width: number, height: number) => ({
      box: [x, y, width, height] as const,
    });
    const page = [
      ...lines(filler, { y: 80 }),
      box(72, 200, 150, 20),
      box(222, 200, 150, 20),
      box(72, 220, 150, 40),
      box(222, 220, 150, 20),
      box(222, 240, 150, 20),
      { text: 'Day', x: 80, y: 214, font: 'bold' as const },
      { text: 'Hours', x: 230, y: 214, font: 'bold' as const },
      { text: 'Monday', x: 80, y: 244 },
      { text: '9 to 12', x: 230, y: 234 },
      { text: '2 to 5', x: 230, y: 254 },
      ...lines(['Closed on all other days.'], { y: 300 }),
    ];
    expect(await pdf([page])).toEqual([
      `p1 ${filler.join(' ')}`,
      'p1 row 1: Day: Monday; Hours: 9 to 12',
      'p1 row 2: Day: Monday; Hours: 2 to 5',
      'p1 Closed on all other days.',
    ]);
  });

  it('takes a frame around text for no table', async () => {
    expect(await pdf([[{ box: [60, 80, 450, 80] }, ...lines(filler, { y: 100 })]])).toEqual([
      `p1 ${filler.join(' ')}`,
    ]);
  });
});

describe('Chinese in PDF files', () => {
  it('takes out the spaces between characters and keeps those around numbers', async () => {
    const page = lines(['讀 者 每 次 可 借 8 本 書 ， 為 期 14 天 ， 逾 期', '須 繳 付 罰 款 。'], {
      y: 100,
      font: 'han',
    });
    expect(await pdf([page])).toEqual(['p1 讀者每次可借 8 本書，為期 14 天，逾期須繳付罰款。']);
  });

  it('reads the stroke U+31D0, Kangxi radicals and compatibility ideographs as the characters they show', async () => {
    const page = lines(['讀者可借㇐本⼩說，\uf98e滿⼗⼆歲者可借兩本。'], { y: 100, font: 'han' });
    expect(await pdf([page])).toEqual(['p1 讀者可借一本小說，年滿十二歲者可借兩本。']);
  });

  it('reports private-use characters with their pages', async () => {
    const page = lines(['讀者須出示\ue3a1件方可借書。'], { y: 100, font: 'han' });
    const { documents, failures } = await parseNamed('guide.pdf', makePdf([page]));
    expect(failures).toMatchObject([
      {
        documentId: documents[0]?.documentId,
        error: { code: 'knowledge.private-use-characters', data: { count: 1, pages: [1] } },
      },
    ]);
  });

  it('reads ticks and crosses of Wingdings, which mean opposite things', async () => {
    const page = [
      { text: '\uf0fc', x: 72, y: 100, font: 'wingdings' as const },
      { text: 'books', x: 90, y: 100 },
      { text: '\uf0fb', x: 72, y: 130, font: 'wingdings' as const },
      { text: 'food', x: 90, y: 130 },
    ];
    expect(await pdf([page])).toEqual(['p1 ✓ books', 'p1 ✗ food']);
  });

  it('reports a text layer that does not spell Chinese', async () => {
    const noise = lines(
      Array.from({ length: 20 }, () => '㛔⽆ḳ庫㛇㗗昌㟡㒂ṓ㚱䘬⎹ₙ枰ẍ冒㕡⺷⮯屯⊭㊔'),
      { y: 100, font: 'han' },
    );
    const { failures } = await parseNamed('guide.pdf', makePdf([noise]));
    expect(failures.map(({ error }) => error.code)).toContain('knowledge.text-garbled');
  });

  it('sets no language, whatever the file is called', async () => {
    const page = lines(['公眾圖書館的開放時間'], { y: 100, font: 'han' });
    const { documents } = await parseNamed('guide_simplified_sc.pdf', makePdf([page]));
    expect(documents[0]?.metadata).not.toHaveProperty('language');
  });

  it('splits the number of an article from its text', async () => {
    const page = lines(['第五條 圖書館設於市中心，由市政府管理，並向所有居民開放', '。'], {
      y: 100,
      font: 'han',
    });
    expect(await pdf([page])).toEqual([
      'p1 ##### 第五條',
      'p1 圖書館設於市中心，由市政府管理，並向所有居民開放。',
    ]);
  });
});

describe('properties of PDF files', () => {
  const titled = [
    { text: 'Rules of the Town Library', x: 72, y: 100, size: 30 },
    ...lines(filler, { y: 200 }),
  ];
  const title = async (declared: string): Promise<string | undefined> => {
    const { documents } = await parseNamed('lib_rules.pdf', makePdf([titled], { title: declared }));
    return documents[0]?.metadata.title;
  };

  it('takes the declared title when the pages bear it', async () => {
    expect(await title('Town Library')).toBe('Town Library');
  });

  it('takes the largest lines when the declared title is made up or of another document', async () => {
    expect(await title('Microsoft Word - draft3 final.doc')).toBe('Rules of the Town Library');
    expect(await title('Annual Report of the Museum')).toBe('Rules of the Town Library');
    expect(await title('')).toBe('Rules of the Town Library');
  });

  it('falls back on the declared title, then on the file name', async () => {
    const plain = makePdf([lines(filler, { y: 100 })], { title: 'Rules of Lending' });
    expect((await parseNamed('lib_rules.pdf', plain)).documents[0]?.metadata.title).toBe('Rules of Lending');
    const bare = makePdf([lines(filler, { y: 100 })]);
    expect((await parseNamed('lib_rules.pdf', bare)).documents[0]?.metadata.title).toBe('lib_rules');
  });

  it('takes the day the file was made', async () => {
    const bytes = makePdf([lines(filler, { y: 100 })], { created: "D:20260131093000+08'00'" });
    expect((await parseNamed('a.pdf', bytes)).documents[0]?.metadata.asOf).toBe('2026-01-31');
  });
});

describe('PDF files that cannot be read', () => {
  it('names a password', async () => {
    expect(await failureCode(parseNamed('a.pdf', makePdf([[]], { locked: true })))).toBe(
      'knowledge.pdf-encrypted',
    );
  });

  it('names a scan and OCR as its cure', async () => {
    const { failures } = await parseNamed('a.pdf', makePdf([[{ box: [50, 50, 400, 600] }], []]));
    expect(failures[0]?.error).toMatchObject({ code: 'knowledge.pdf-no-text' });
    expect(failures[0]?.error.cure).toContain('OCR');
  });

  it('names damage, at whatever place the file is cut', async () => {
    const whole = makePdf([lines(filler, { y: 100 })]);
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.95]) {
      const bytes = whole.subarray(0, Math.floor(whole.length * part));
      expect(await failureCode(parseNamed('a.pdf', bytes))).toBe('knowledge.pdf-damaged');
    }
    expect(await failureCode(parseNamed('a.pdf', '%PDF-1.7\nnothing\n%%EOF\n'))).toBe(
      'knowledge.pdf-damaged',
    );
    expect(await failureCode(parseNamed('a.pdf', 'no PDF at all'))).toBe('knowledge.pdf-damaged');
  });

  it('gives up work that does not end, and stops the thread that does it', async () => {
    const thread = startPdfThread();
    await expect(thread.within(20, new Promise(() => undefined))).rejects.toThrow('no answer');
    expect(await thread.within(20, Promise.resolve(7))).toBe(7);
    await thread.stop();
    await expect(thread.within(10_000, new Promise(() => undefined))).rejects.toThrow('has ended');
  });

  it('leaves the globals of the process as they were', async () => {
    await pdf([lines(filler, { y: 100 })]);
    expect(['DOMMatrix', 'ImageData', 'Path2D'].filter((name) => name in globalThis)).toEqual([]);
  });
});
