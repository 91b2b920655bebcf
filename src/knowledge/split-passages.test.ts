import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from './spec.ts';
import { type PassageDraft, type SplitOptions, splitPassages } from './split-passages.ts';

async function split(blocks: readonly Block[], options?: SplitOptions): Promise<PassageDraft[]> {
  const drafts: PassageDraft[] = [];
  for await (const draft of splitPassages(blocks, options)) drafts.push(draft);
  return drafts;
}

const heading = (level: number, text: string): Block => ({ kind: 'heading', level, text });
const paragraph = (text: string, page?: number): Block => ({
  kind: 'paragraph',
  text,
  ...(page !== undefined && { page }),
});
const row = (number: number, text: string): Block => ({ kind: 'row', row: number, text });
const bare = (text: string) => text.replace(/\s+/gu, '');
const weigh = (text: string) => text.length + 1.5 * (text.match(/\p{Script=Han}/gu)?.length ?? 0);

const words = fc.stringMatching(
  /^(?:[A-Za-z]{1,9}|\d{1,3}(?:,\d{3})?|工資|僱員，|。|\. |; |、|𠮷|“x” )(?: ?(?:[A-Za-z]{1,9}|[\d.]{1,5}|僱主|年假|，|。|\.|\n)){0,40}$/u,
);
const block: fc.Arbitrary<Block> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), words).map(([level, text]) => heading(level, text)),
  },
  { weight: 3, arbitrary: words.map((text) => paragraph(text)) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1 }), words).map(([at, text]) => row(at, text)) },
);

describe('splitPassages', () => {
  it('loses and doubles no text, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 300 }),
        async (blocks, target, limit) => {
          const body = blocks.filter(({ kind }) => kind !== 'heading');
          const drafts = await split(body, { target, limit });
          expect(bare(drafts.map(({ text }) => text).join(''))).toBe(
            bare(body.map(({ text }) => text).join('')),
          );
        },
      ),
    );
  });

  it('keeps the words of every heading in a locator or in a passage, mere labels excepted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 12 }), async (blocks) => {
        const drafts = await split(blocks);
        const kept = bare(
          drafts.flatMap(({ text, locator }) => [...(locator.headings ?? []), text]).join('\n'),
        );
        const telling = blocks.filter(({ kind, text }) => kind !== 'heading' || weigh(text.trim()) >= 40);
        expect(telling.filter(({ text }) => !kept.includes(bare(text)))).toEqual([]);
      }),
    );
  });

  it('never exceeds the limit of a passage but for one character, and cuts no character in two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 6 }), async (texts) => {
        const drafts = await split([paragraph(texts.join(' '))], { target: 60, limit: 90 });
        for (const { text } of drafts) {
          expect(weigh(text)).toBeLessThanOrEqual(94);
          expect(text).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it('cuts passages out word for word, so that they can be quoted', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        for (const draft of await split([paragraph(text)], { target: 20, limit: 30 })) {
          for (const line of draft.text.split('\n')) expect(text).toContain(line);
        }
      }),
    );
  });

  it('cuts a long sentence at commas, but never inside a number', async () => {
    const sentence = `A fee of ${'not less than $350,000 and up to $1,200,000, '.repeat(40)}is payable`;
    const drafts = await split([paragraph(sentence)], { target: 100, limit: 150 });
    expect(drafts.length).toBeGreaterThan(5);
    for (const { text } of drafts) expect(text).not.toMatch(/^\d{3}\b/);
  });

  it('begins a new passage at every heading and carries the headings above', async () => {
    const drafts = await split([
      heading(1, 'Wages'),
      paragraph('About wages.'),
      heading(2, 'Rate'),
      paragraph('The rate.'),
      heading(1, 'Leave'),
      paragraph('About leave.'),
    ]);
    expect(drafts).toEqual([
      { text: 'About wages.', locator: { headings: ['Wages'] } },
      { text: 'The rate.', locator: { headings: ['Wages', 'Rate'] } },
      { text: 'About leave.', locator: { headings: ['Leave'] } },
    ]);
  });

  it('keeps short paragraphs under one heading together and numbers the parts of a long one', async () => {
    const together = await split([heading(1, 'H'), paragraph('One.'), paragraph('Two.')]);
    expect(together).toEqual([{ text: 'One.\nTwo.', locator: { headings: ['H'] } }]);
    const long = 'word '.repeat(200).trim();
    const parts = await split([
      heading(1, 'H'),
      paragraph(long),
      paragraph(long),
      heading(1, 'I'),
      paragraph('x'),
    ]);
    expect(parts.map(({ locator }) => locator)).toEqual([
      { headings: ['H'], part: 1 },
      { headings: ['H'], part: 2 },
      { headings: ['I'] },
    ]);
  });

  it('tells pages and rows instead of parts where there are any', async () => {
    const long = 'word '.repeat(200).trim();
    const pages = await split([paragraph(long, 3), paragraph(long, 4)]);
    expect(pages.map(({ locator }) => locator)).toEqual([{ page: 3 }, { page: 4 }]);
    const cells = `Name: ${'clinic '.repeat(30).trim()}`;
    const rows = await split([paragraph('Before.'), row(1, cells), row(2, cells), paragraph('After.')]);
    expect(rows.map(({ locator }) => locator.row)).toEqual([undefined, 1, 2, undefined]);
    expect(rows.map(({ text }) => text)).toEqual(['Before.', cells, cells, 'After.']);
  });

  it('keeps a heading that is a sentence with nothing under it as text of the heading above', async () => {
    const drafts = await split([
      heading(1, 'Targets'),
      heading(2, 'Set up the centre for medical products in 2026.'),
      heading(2, 'Announce the arrangements for the pilot scheme in 2027.'),
      heading(2, 'Label'),
      heading(2, 'Ports'),
      paragraph('Install gates.'),
    ]);
    expect(drafts).toEqual([
      {
        text: 'Set up the centre for medical products in 2026.\nAnnounce the arrangements for the pilot scheme in 2027.',
        locator: { headings: ['Targets'] },
      },
      { text: 'Install gates.', locator: { headings: ['Targets', 'Ports'] } },
    ]);
  });

  it('leaves out empty blocks', async () => {
    expect(await split([heading(1, ' '), paragraph('\n'), row(1, '')])).toEqual([]);
  });
});
