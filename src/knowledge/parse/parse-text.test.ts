import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { collect, failureCode, outline, parseNamed } from '../testing/parse-all.ts';
import { longestLine, readTextLines } from './read-text-lines.ts';
import { longestParagraph, textBlocks } from './text-blocks.ts';

async function blocks(text: string): Promise<string[]> {
  return outline(await parseNamed('rules.txt', text));
}

describe('parseText', () => {
  it('joins lines that were broken for width, in both scripts', async () => {
    const text = `The library lends books, films and music to all
who live in the town and hold a card. Cards are
free.

圖書館向所有持證居民借出圖書、影片及音樂，圖書證
免費派發。`;
    expect(await blocks(text)).toEqual([
      'The library lends books, films and music to all who live in the town and hold a card. Cards are free.',
      '圖書館向所有持證居民借出圖書、影片及音樂，圖書證免費派發。',
    ]);
  });

  it('begins a paragraph at list marks, at fields, and after a short last line', async () => {
    const text = `To join, a reader shows the following at the desk:
1. a letter
2. a passport or
another proof
• a fee
Name: Chan
Street: High Street

The desk opens at nine on all days of the week, and closes at the
time shown.
On holidays it stays closed.`;
    expect(await blocks(text)).toEqual([
      'To join, a reader shows the following at the desk:',
      '1. a letter',
      '2. a passport or another proof',
      '• a fee',
      'Name: Chan',
      'Street: High Street',
      'The desk opens at nine on all days of the week, and closes at the time shown.',
      'On holidays it stays closed.',
    ]);
  });

  it.each([
    ['Part II\nLENDING\n\nText.', ['# Part II LENDING', 'Text.']],
    ['Chapter 3: Fees\n\nText.', ['## Chapter 3: Fees', 'Text.']],
    ['CHAPTER IV\n\nLending and Fees\n\nText.', ['## CHAPTER IV Lending and Fees', 'Text.']],
    ['Article 5\nText follows here.', ['##### Article 5', 'Text follows here.']],
    ['Section 12 Fees\nText follows here.', ['#### Section 12 Fees', 'Text follows here.']],
    ['The rule is in\nSection 12 of the Rules.', ['The rule is in Section 12 of the Rules.']],
    ['第三章 收費\n\n正文。', ['## 第三章 收費', '正文。']],
    [
      '第五條 圖書館設於市中心，全年開放予所\n有居民。',
      ['##### 第五條', '圖書館設於市中心，全年開放予所有居民。'],
    ],
    ['根據第五條的規定，讀者須繳費。', ['根據第五條的規定，讀者須繳費。']],
    ['附件一 收費表\n\n正文。', ['# 附件一 收費表', '正文。']],
    ['二、申請手續\n\n正文。', ['#### 二、申請手續', '正文。']],
    ['2.1 Opening Hours\n\nText.', ['##### 2.1 Opening Hours', 'Text.']],
    ['OPENING HOURS\nText follows here.', ['### OPENING HOURS', 'Text follows here.']],
    ['## Fees\nText.', ['## Fees', 'Text.']],
    ['Q1. May I eat?\nNo, not here.', ['###### Q1. May I eat?', 'No, not here.']],
    [
      'Lost books\nA reader who loses a book pays its price.',
      ['###### Lost books', 'A reader who loses a book pays its price.'],
    ],
  ])('knows headings: %j', async (text, expected) => {
    expect(await blocks(text)).toEqual(expected);
  });

  it('counts pages by form feeds and drops page numbers and contents', async () => {
    const text =
      'Contents\nFees ........ 2\n\n1\n\fA reader who has lost a book must tell\n\n2\n\n\fthe desk at once.\n\n7 days are\nallowed.';
    expect(await blocks(text)).toEqual([
      'p1 Contents',
      'p2 A reader who has lost a book must tell the desk at once.',
      'p3 7 days are allowed.',
    ]);
  });

  it('counts pages by marks', async () => {
    expect(await blocks('[page 3]\nOne.\n[page 7]\nTwo.')).toEqual(['p3 One.', 'p7 Two.']);
  });

  it('mends the characters and spaces of text taken from PDF files', async () => {
    expect(await blocks('讀 者 每 次 可 借 ㇐ 本 書 。\n\uf0b7 keep quiet')).toEqual([
      '讀者每次可借一本書。',
      '• keep quiet',
    ]);
  });

  it('decodes what it is given', async () => {
    const bytes = iconv.encode('圖書館星期日休息。', 'big5');
    expect(outline(await parseNamed('a.txt', bytes))).toEqual(['圖書館星期日休息。']);
    expect(outline(await parseNamed('a.txt', bytes, { encoding: 'big5' }))).toEqual(['圖書館星期日休息。']);
  });

  it('refuses a file that holds nothing', async () => {
    expect(await failureCode(parseNamed('a.txt', ''))).toBe('knowledge.empty');
    expect(await failureCode(parseNamed('a.txt', ' \n\f\n'))).toBe('knowledge.empty');
  });

  it('refuses binary data under the name of a text', async () => {
    const bytes = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256);
    expect(await failureCode(parseNamed('a.txt', bytes))).toBe('knowledge.not-text');
  });
});

describe('readTextLines', () => {
  it('gives the same lines whatever the pieces', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '字', '\n', '\r', '\f', ' '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (content, size) => {
        const pieces = content.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const whole = await collect(readTextLines([content]));
        expect(await collect(readTextLines(pieces))).toEqual(whole);
      }),
    );
  });

  it('cuts an endless line after sentences', async () => {
    const lines = await collect(readTextLines(['這是一句話。'.repeat(10_000)]));
    const texts = lines.map((line) => ('text' in line ? line.text : ''));
    expect(texts.every((text) => text.length <= longestLine && text.endsWith('。'))).toBe(true);
    expect(texts.join('')).toBe('這是一句話。'.repeat(10_000));
  });

  it('never cuts a character in two', async () => {
    const lines = await collect(readTextLines(['x', '😀'.repeat(20_000)]));
    expect(lines.some((line) => 'text' in line && /[\ud800-\udfff]/u.test(line.text))).toBe(false);
  });
});

describe('textBlocks', () => {
  it('reads a line of 100 MB in pieces', async () => {
    function* endless(): Generator<string> {
      const piece = 'words without an end '.repeat(3_000);
      for (let count = 0; count < 1_600; count += 1) yield piece;
    }
    let total = 0;
    let longest = 0;
    for await (const block of textBlocks(endless())) {
      total += block.text.length;
      longest = Math.max(longest, block.text.length);
    }
    expect(longest).toBeLessThanOrEqual(longestParagraph + longestLine);
    expect(total).toBeGreaterThan(99_000_000);
  });

  it('loses no word and never fails', async () => {
    const words = ['much longer line', 'a short line', '內容', 'item', 'WORDS', 'why?'];
    const line = fc.constantFrom(
      '',
      'Chapter 1',
      '第一條 內容',
      '1. item',
      'WORDS',
      'a short line',
      '一行字。',
      'Q1. why?',
      '•',
      '\f',
      '12',
      'a much longer line of text that goes on until it is full.',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const text = (await collect(textBlocks([lines.join('\n')]))).map((block) => block.text).join('\n');
        const given = words.filter((word) => lines.some((one) => one.includes(word)));
        expect(given.filter((word) => !text.includes(word))).toEqual([]);
      }),
    );
  });
});
