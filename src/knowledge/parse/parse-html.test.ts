import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { failureCode, outline, parseNamed, type ParsedSource } from '../testing/parse-all.ts';

function page(body: string, head = ''): Promise<ParsedSource> {
  return parseNamed('page.html', `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`);
}

async function blocks(body: string): Promise<string[]> {
  return outline(await page(body));
}

describe('parseHtml', () => {
  it('reads headings, paragraphs and lists', async () => {
    const body = `<h1>Library</h1><p>Open
      every day.</p><ul><li>books<li>films</ul><ol start="3"><li>third<li>fourth<ul><li>inner</ul></ol>
      <dl><dt>Fee</dt><dd>10 dollars</dd></dl>`;
    expect(await blocks(body)).toEqual([
      '# Library',
      'Open every day.',
      '• books',
      '• films',
      '3. third',
      '4. fourth',
      '• inner',
      'Fee:',
      '10 dollars',
    ]);
  });

  it('leaves programs, controls, navigation and hidden elements out', async () => {
    const body = `<header><a href="/">Home</a></header><nav>Menu</nav><script>let a</script><style>p{}</style>
      <p>Content that stays.</p><p hidden>one</p><p style="display:none">two</p><p aria-hidden="true">three</p>
      <div class="breadcrumbs2">Home / Here</div><div class="sr-only">Skip</div><aside>Related</aside>
      <div class="shareBar"><a href="#">Share on everything</a></div><button>Print</button>
      <form><label>Search</label><input value="x"></form><template>four</template><footer>Imprint</footer>`;
    expect(await blocks(body)).toEqual(['Content that stays.']);
  });

  it('keeps what a control of the page unfolds, with the control as its heading', async () => {
    const body = `<h2>Questions</h2>
      <button aria-controls="a1" aria-expanded="false">How do I join the library?</button>
      <div id="a1" style="display: none"><p>Bring your card.</p></div>
      <details><summary>May I eat?</summary><p>No.</p></details>`;
    expect(await blocks(body)).toEqual([
      '## Questions',
      '### How do I join the library?',
      'Bring your card.',
      '### May I eat?',
      'No.',
    ]);
  });

  it('keeps a form that holds the whole page', async () => {
    expect(
      await blocks(`<form id="aspnet"><h1>Rules</h1><p>${'Quiet, please. '.repeat(20)}</p></form>`),
    ).toHaveLength(2);
  });

  it('takes the main element when it holds a fair part of the text', async () => {
    const body = `<div>Banner text</div><main><header><h1>Rules</h1></header><p>${'Quiet, please. '.repeat(20)}</p></main><div>Foot</div>`;
    expect((await blocks(body)).map((line) => line.slice(0, 14))).toEqual(['# Rules', 'Quiet, please.']);
  });

  it('reads tables as rows, with spanning cells and a second row of headings', async () => {
    const body = `<table><caption>Hours</caption>
      <tr><th rowspan="2">Day</th><th colspan="2">Open</th></tr><tr><th>from</th><th>to</th></tr>
      <tr><td>Monday</td><td>9</td><td>17</td></tr><tr><td rowspan="2">Tuesday</td><td>9</td><td>12</td></tr>
      <tr><td>14</td><td></td></tr></table>`;
    expect(await blocks(body)).toEqual([
      'Hours',
      'row 1: Day: Monday; Open – from: 9; Open – to: 17',
      'row 2: Day: Tuesday; Open – from: 9; Open – to: 12',
      'row 3: Day: Tuesday; Open – from: 14',
    ]);
  });

  it('names columns by a first row that is not marked, but not by data', async () => {
    const table = (rows: string[][]): string =>
      `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
    expect(
      await blocks(
        table([
          ['Day', 'Hours'],
          ['Monday', '9 to 5'],
          ['Tuesday', 'closed'],
        ]),
      ),
    ).toEqual(['row 1: Day: Monday; Hours: 9 to 5', 'row 2: Day: Tuesday; Hours: closed']);
    expect(
      await blocks(
        table([
          ['Fee', '1,000 dollars'],
          ['Deposit', '200 dollars'],
          ['Total', '1,200 dollars'],
        ]),
      ),
    ).toEqual(['row 1: Fee; 1,000 dollars', 'row 2: Deposit; 200 dollars', 'row 3: Total; 1,200 dollars']);
  });

  it('reads a table that only lays out the page as text', async () => {
    expect(
      await blocks(
        '<table><tr><td><h2>Left</h2><p>one</p></td><td><table><tr><td>inner</td></tr></table></td></tr></table>',
      ),
    ).toEqual(['## Left', 'one', 'inner']);
  });

  it('bears spans beyond all measure', async () => {
    const wide = `<table>${'<tr><td colspan="1000000000" rowspan="1000000000">x</td></tr>'.repeat(50)}</table>`;
    expect((await blocks(wide)).length).toBeLessThanOrEqual(50);
  });

  it('takes a short paragraph in bold for a heading', async () => {
    expect(await blocks('<h2>Rules</h2><p><b>Lost books</b></p><p>Pay.</p><p><b>Note:</b> free</p>')).toEqual(
      ['## Rules', '### Lost books', 'Pay.', 'Note: free'],
    );
  });

  it('joins Chinese lines without a space and keeps line breaks', async () => {
    expect(await blocks('<p>公眾圖書館\n   星期日休息。</p><p>香港仔<br>大街一號</p>')).toEqual([
      '公眾圖書館星期日休息。',
      '香港仔\n大街一號',
    ]);
  });

  it('says a block that is there twice for small screens once', async () => {
    expect(
      await blocks('<h2>Rules</h2><h2>Rules</h2><p>Quiet.</p><div class="visible-xs"><p>Quiet.</p></div>'),
    ).toEqual(['## Rules', 'Quiet.']);
  });

  it('reads raised numbers as such', async () => {
    expect(await blocks('<p>30 m<sup>2</sup>, see<sup>12</sup>, 1<sup>st</sup></p>')).toEqual([
      '30 m², see¹², 1st',
    ]);
  });
});

describe('what a page says of itself', () => {
  const metadata = async (head: string, options: { name?: string; lang?: string } = {}) => {
    const html = `<html${options.lang === undefined ? '' : ` lang="${options.lang}"`}><head>${head}</head><body><h1>Heading</h1><p>Text.</p></body></html>`;
    const { documents } = await parseNamed(options.name ?? 'page.html', html);
    return documents[0]?.metadata;
  };

  it('reads title, language, address, publisher and date', async () => {
    const head = `<title> Town
      Library </title><link rel="canonical" href="https://example.org/library"><meta property="og:site_name" content="Town">
      <meta name="Last-Modified" content="31 January 2026"><meta name="date" content="2020-01-01">`;
    expect(await metadata(head, { lang: 'zh-TW' })).toEqual({
      title: 'Town Library',
      url: 'https://example.org/library',
      publisher: 'Town',
      language: 'zh-Hant',
      asOf: '2026-01-31',
    });
  });

  it('falls back on heading and file name, and says nothing that is not there', async () => {
    expect(await metadata('')).toEqual({ title: 'Heading' });
    expect(
      (await parseNamed('rules.html', '<html><body><p>Text.</p></body></html>')).documents[0]?.metadata,
    ).toEqual({
      title: 'rules',
    });
  });

  it('completes a relative address and keeps its own', async () => {
    const name = 'https://example.org/en/page.html?session=1';
    expect((await metadata('<link rel="canonical" href="/en/page.html">', { name }))?.url).toBe(
      'https://example.org/en/page.html',
    );
    expect((await metadata('', { name }))?.url).toBe(name);
  });

  it('takes a time only when there is one', async () => {
    const dates = async (times: string): Promise<string | undefined> =>
      (await page(`<p>Text ${times}</p>`)).documents[0]?.metadata.asOf;
    expect(await dates('<time datetime="2026-01-31T09:00">today</time>')).toBe('2026-01-31');
    expect(
      await dates('<time datetime="2026-01-31"></time><time datetime="2025-01-31"></time>'),
    ).toBeUndefined();
  });
});

describe('encodings of pages', () => {
  const html = '<html><head><meta charset="big5"></head><body><p>學校</p></body></html>';

  it('follows the page, unless it is wrong', async () => {
    expect(outline(await parseNamed('a.html', iconv.encode(html, 'big5')))).toEqual(['學校']);
    expect(outline(await parseNamed('a.html', html))).toEqual(['學校']);
  });

  it('lets the server say it better', async () => {
    const bytes = iconv.encode(html.replace('big5', 'iso-8859-1'), 'big5');
    expect(outline(await parseNamed('a.html', bytes, { mediaType: 'text/html; charset=big5' }))).toEqual([
      '學校',
    ]);
  });
});

describe('pages built to do harm', () => {
  it.each([
    ['nested elements', '<div>'.repeat(100_000)],
    ['nested inline elements', '<b><i>'.repeat(50_000)],
    ['nested tables', '<table><tr><td>'.repeat(5_000)],
    ['nested lists', '<ul><li>'.repeat(10_000)],
    ['stray end tags', '<div>'.repeat(900) + '</p></b>'.repeat(500_000)],
  ])('refuses %s', async (_, body) => {
    expect(await failureCode(page(body))).toBe('knowledge.malformed-markup');
  });

  it.each([
    ['elements that close themselves', '<p>x'.repeat(20_000)],
    ['unclosed line breaks', 'x<br>'.repeat(50_000)],
    ['unclosed attributes', '<a href="'.repeat(20_000)],
    ['unclosed comments', '<!--'.repeat(100_000)],
    ['open brackets', '<'.repeat(200_000)],
    ['blank space', `x${' '.repeat(300_000)}y`],
    ['line breaks', `x${'<br> '.repeat(50_000)}y`],
    ['one row', `<table><tr>${'<td>x'.repeat(50_000)}</table>`],
    ['many rows', `<table>${'<tr><td>x<td>y'.repeat(20_000)}</table>`],
    ['entities', '&amp;'.repeat(200_000)],
  ])('bears %s', async (_, body) => {
    const { documents, failures } = await page(body);
    expect(documents.length + failures.length).toBe(1);
  });

  it('refuses a page without text', async () => {
    expect(await failureCode(page('<script>render()</script>'))).toBe('knowledge.empty');
  });
});
