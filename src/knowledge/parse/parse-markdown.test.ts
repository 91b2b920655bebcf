import { describe, expect, it } from 'vitest';
import { failureCode, outline, parseNamed } from '../testing/parse-all.ts';

describe('parseMarkdown', () => {
  it('reads headings, lists, tables, links and code', async () => {
    const text = `# Library

Open *every* day, see [the rules](https://example.org/rules).

## Fees
- **cards**: free
- books
  1. first day

| Day | Hours |
| --- | --- |
| Monday | 9 to 5 |

\`\`\`
let a = 1;
\`\`\`

<script>alert(1)</script><p>Closed.</p>`;
    const parsed = await parseNamed('library.md', text);
    expect(parsed.documents[0]?.metadata.title).toBe('Library');
    expect(outline(parsed)).toEqual([
      '# Library',
      'Open every day, see the rules.',
      '## Fees',
      '• cards: free',
      '• books',
      '1. first day',
      'row 1: Day: Monday; Hours: 9 to 5',
      'let a = 1;',
      'Closed.',
    ]);
  });

  it('understands front matter', async () => {
    const text = `---
title: "Rules of the Library"
as_of: 2026-01-31
publisher: Town
url: https://example.org/rules
language: zh-Hant
valid-to: 2026-12-31
tags: [a, b]
---
正文。`;
    expect((await parseNamed('rules.md', text)).documents[0]).toMatchObject({
      metadata: {
        title: 'Rules of the Library',
        asOf: '2026-01-31',
        publisher: 'Town',
        url: 'https://example.org/rules',
        language: 'zh-Hant',
        validTo: '2026-12-31',
      },
      blocks: [{ text: '正文。' }],
    });
  });

  it('takes a line of dashes that is no front matter for text', async () => {
    expect(outline(await parseNamed('a.md', '---\n\nText.\n\n---\n\nMore.'))).toEqual(['Text.', 'More.']);
  });

  it('joins lines that were broken for width, also Chinese ones', async () => {
    expect(outline(await parseNamed('a.md', 'The library lends\nbooks.\n\n圖書館星期日\n休息。'))).toEqual([
      'The library lends books.',
      '圖書館星期日休息。',
    ]);
  });

  it('parts a long text without blank lines', async () => {
    const paragraph = `${'The library lends books to all who live here and who hold a card of\n'.repeat(20)}its own.\n`;
    expect(outline(await parseNamed('a.md', paragraph + paragraph)).map((line) => line.slice(0, 11))).toEqual(
      ['The library', 'The library'],
    );
  });

  it('refuses what holds nothing', async () => {
    expect(await failureCode(parseNamed('a.md', '\n\n<!-- nothing -->\n'))).toBe('knowledge.empty');
  });

  it.each([
    ['quotes', '> '.repeat(50_000)],
    ['lists', `${'- '.repeat(50_000)}x`],
    ['brackets', '['.repeat(100_000)],
    ['emphasis', '*a '.repeat(50_000)],
    ['underscores', '_'.repeat(100_000)],
    ['backticks', '`'.repeat(100_001)],
    ['links', '[a]('.repeat(50_000)],
    ['images', '!['.repeat(50_000)],
    ['open tags', '<a '.repeat(50_000)],
    ['nested tags', `${'<div>'.repeat(50_000)}x`],
    ['pipes', `${'|'.repeat(20_000)}\n${'|-'.repeat(10_000)}\n`],
    ['tildes', '~'.repeat(100_000)],
    ['references', '[a]: <'.repeat(50_000)],
    ['entities', '&#'.repeat(100_000)],
    ['backslashes', '\\'.repeat(100_000)],
    ['emphasis over lines', '*a\n_b\n'.repeat(20_000)],
    ['deep lists', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}- x`).join('\n')],
  ])('ends for %s without number', async (_, text) => {
    const { documents, failures } = await parseNamed('a.md', text);
    expect(documents.length + failures.length).toBe(1);
  });
});
