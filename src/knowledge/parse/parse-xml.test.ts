import { describe, expect, it } from 'vitest';
import { failureCode, outline, parseNamed } from '../testing/parse-all.ts';

function law(body: string, lang = 'en'): string {
  return `<?xml version="1.0" encoding="UTF-8"?><ordinance xmlns="http://www.example.org/schemas/elm/1.0"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="${lang}"><meta><docName>Cap. 7</docName><docType>cap</docType>
    <docNumber>7</docNumber><dc:date>2026-01-31</dc:date><dc:publisher>Law Office</dc:publisher></meta><main>
    <docTitle>Library
       Ordinance</docTitle>${body}</main></ordinance>`;
}

describe('legislation', () => {
  it('reads parts, sections and subsections as headings', async () => {
    const body = `<part><num value="1">Part
      1</num><heading>Lending</heading><section><num value="2">2.</num><heading>Interpretation</heading>
      <subsection><num value="1">(1)</num><leadIn>In this Ordinance—</leadIn><def><term>card</term> (<term xml:lang="zh-Hant">圖書證</term>) means
      a card under <ref>section 3</ref>;</def></subsection></section>
      <section><num value="3">3.</num><heading>Cards</heading><leadIn>A card is—</leadIn><paragraph><num value="a">(a)</num><content>free; <sourceNote>(Amended
      2 of 2020)</sourceNote></content></paragraph><paragraph><num value="b">(b)</num><leadIn>issued to—</leadIn>
      <subparagraph><num value="i">(i)</num><content>residents.</content></subparagraph></paragraph></section></part>
      <section><num value="4">4.</num><sourceNote>(Omitted as spent)</sourceNote></section>`;
    const parsed = await parseNamed('cap_7.xml', law(body));
    expect(parsed.documents[0]?.metadata).toEqual({
      title: 'Cap. 7 Library Ordinance',
      publisher: 'Law Office',
      language: 'en',
      asOf: '2026-01-31',
      group: 'cap/7',
    });
    expect(outline(parsed)).toEqual([
      '# Part 1 Lending',
      '##### s. 2 Interpretation',
      '###### s. 2(1)',
      '(1) In this Ordinance—',
      'card (圖書證) means a card under section 3;',
      '##### s. 3 Cards',
      'A card is—',
      '(a) free; (Amended 2 of 2020)',
      '(b) issued to—',
      '(i) residents.',
      '##### s. 4',
      '(Omitted as spent)',
    ]);
  });

  it('numbers sections in Chinese in a Chinese law', async () => {
    const body =
      '<section><num value="12A">12A.</num><heading>費用</heading><subsection><num value="2">(2)</num><content>免費。</content></subsection></section>';
    const parsed = await parseNamed('cap_7_zh.xml', law(body, 'zh-Hant'));
    expect(parsed.documents[0]?.metadata).toMatchObject({ language: 'zh-Hant', group: 'cap/7' });
    expect(outline(parsed)).toEqual(['##### 第12A條 費用', '###### 第12A條(2)', '(2) 免費。']);
  });

  it('reads tables of schedules', async () => {
    const body =
      '<schedule><num>Schedule 1</num><table><thead><tr><th>Item</th><th>Fee</th></tr></thead><tr><td>Card</td><td>$0</td></tr></table></schedule>';
    expect(outline(await parseNamed('a.xml', law(body)))).toEqual([
      '# Schedule 1',
      'row 1: Item: Card; Fee: $0',
    ]);
  });
});

describe('feeds', () => {
  it('makes a document of each item of an RSS feed', async () => {
    const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Town News</title><language>zh-tw</language>
      <item><title>圖書館休息</title><link>https://example.org/news/1.htm</link><pubDate>Sat, 31 Jan 2026 00:10:00 +0800</pubDate>
      <description>&lt;p&gt;圖書館&lt;br/&gt;休息。&lt;/p&gt;&lt;p&gt;A &amp;amp; B&lt;/p&gt;</description></item>
      <item><title>Only a headline</title><guid isPermaLink="false">x1</guid></item></channel></rss>`;
    const { documents } = await parseNamed('news.xml', rss);
    expect(documents).toMatchObject([
      {
        documentId: expect.stringMatching(/^example\.org\/news\/1\.htm~[0-9a-f]{12}$/),
        metadata: {
          title: '圖書館休息',
          url: 'https://example.org/news/1.htm',
          publisher: 'Town News',
          language: 'zh-Hant',
          asOf: '2026-01-31',
        },
        blocks: [{ text: '圖書館\n休息。' }, { text: 'A & B' }],
      },
      {
        documentId: expect.stringMatching(/^news\.xml~[0-9a-f]{12}\/2$/),
        blocks: [{ text: 'Only a headline' }],
      },
    ]);
  });

  it('makes a document of each entry of an Atom feed', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Town</title><entry><title>New</title>
      <link rel="self" href="https://example.org/self"/><link rel="alternate" href="https://example.org/a"/>
      <published>2025-01-01T00:00:00Z</published><updated>2026-01-31T00:00:00Z</updated><content type="html"><![CDATA[<p>Text.</p>]]></content></entry></feed>`;
    expect((await parseNamed('atom.xml', atom)).documents).toMatchObject([
      {
        metadata: { url: 'https://example.org/a', language: 'en', asOf: '2026-01-31' },
        blocks: [{ text: 'Text.' }],
      },
    ]);
  });
});

describe('other XML', () => {
  it('reads plain children as rows and mixed text as paragraphs', async () => {
    const xml =
      '<list><title>Schools</title><school><name>Bay</name><pupils>95</pupils></school><school><name>Hill</name><pupils>80</pupils></school><note>As <b>counted</b>.</note></list>';
    const parsed = await parseNamed('schools.xml', xml);
    expect(parsed.documents[0]?.metadata.title).toBe('Schools');
    expect(outline(parsed)).toEqual([
      'Schools',
      'row 1: name: Bay; pupils: 95',
      'row 2: name: Hill; pupils: 80',
      'As counted.',
    ]);
  });

  it('refuses entities of its own', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
    expect(await failureCode(parseNamed('a.xml', bomb))).toBe('knowledge.xml-entities');
    const file = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    expect(await failureCode(parseNamed('a.xml', file))).toBe('knowledge.xml-entities');
  });

  it.for(['<law><part>Half a law', '<rss><channel><item><title>One</title></item>', '<a><b>Text</b>'])(
    'refuses a file that was cut short: %s',
    async (content) => {
      expect(await failureCode(parseNamed('a.xml', `<?xml version="1.0"?>${content}`))).toBe(
        'knowledge.xml-cut-short',
      );
    },
  );

  it('refuses nesting beyond measure, and what holds nothing', async () => {
    expect(await failureCode(parseNamed('a.xml', '<a>'.repeat(100_000)))).toBe('knowledge.malformed-markup');
    expect(await failureCode(parseNamed('a.xml', '<?xml version="1.0"?>'))).toBe('knowledge.not-xml');
    expect(await failureCode(parseNamed('a.xml', '<a><b/></a>'))).toBe('knowledge.empty');
  });
});
