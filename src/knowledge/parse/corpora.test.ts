import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Block } from '../spec.ts';
import { parseAll, type ParsedSource } from '../testing/parse-all.ts';
import { shareOfCommonHan } from './common-han.ts';

// Real files of public bodies, kept beside the repository and never in it.
const corpora = join(import.meta.dirname, '../../../../shared/data/corpora');

async function parseCorpus(context: TestContext, path: string): Promise<ParsedSource> {
  const file = join(corpora, path);
  if (!existsSync(file)) context.skip(`no test data at ../shared/data/corpora/${path}`);
  return parseAll({ path: file });
}

function blocksOf({ documents }: ParsedSource): readonly Block[] {
  return documents.flatMap((document) => document.blocks);
}

function textOf(parsed: ParsedSource): string {
  return blocksOf(parsed)
    .map((block) => block.text)
    .join('\n');
}

function headings(parsed: ParsedSource): string[] {
  return blocksOf(parsed).flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
}

/** Spaces between two Han characters, for each hundred Han characters. */
function spacedHan(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 1;
  return ((text.match(/\p{Script=Han} +(?=\p{Script=Han})/gu)?.length ?? 0) * 100) / han;
}

describe('real PDF files', () => {
  it.for([
    ['EO_guide_full_en.pdf', 120, 78],
    ['EO_guide_full_tc.pdf', 100, 64],
    ['continuous_contract_FAQ_en.pdf', 4, 2],
    ['continuous_contract_FAQ_tc.pdf', 4, 2],
  ] as const)(
    '%s gives headings, paragraphs and tables that can be quoted',
    async ([name, leastHeadings, pages], context) => {
      const parsed = await parseCorpus(context, `hk_labour/bilingual_pdf/${name}`);
      const blocks = blocksOf(parsed);
      const text = textOf(parsed);
      expect(headings(parsed).length).toBeGreaterThanOrEqual(leastHeadings);
      expect(blocks.filter((block) => block.kind === 'row').length).toBeGreaterThanOrEqual(2);
      expect(
        blocks.filter((block) => block.kind === 'row' && block.text.includes(': ')).length,
      ).toBeGreaterThanOrEqual(2);
      expect(Math.max(...blocks.map((block) => block.page ?? 0))).toBeLessThanOrEqual(pages);
      expect(blocks.filter((block) => /^\d+$/.test(block.text))).toEqual([]);
      expect(text).not.toMatch(/[\u31d0\u2e80-\u2fdf\uf900-\ufaff]/u);
      expect(spacedHan(text)).toBeLessThan(0.5);
      expect(parsed.documents[0]?.metadata.title).not.toMatch(/Microsoft|\.docx?$/);
      expect(parsed.documents[0]?.metadata.asOf).toMatch(/^2025-/);
      // An English text holds too little Chinese to tell.
      expect(shareOfCommonHan(text, 200) ?? 1).toBeGreaterThan(0.7);
    },
  );
});

describe('real text files', () => {
  it('reads the articles of a law in Chinese, in the script of its text', async (context) => {
    const parsed = await parseCorpus(
      context,
      'basic_law_trilingual/pdf_trap_simplified_booklet_textlayer.txt',
    );
    expect(
      headings(parsed).filter((heading) => /^第[一二三四五六七八九十百]+條$/.test(heading)).length,
    ).toBeGreaterThan(200);
    expect(parsed.documents[0]?.metadata).not.toHaveProperty('language');
    expect(textOf(parsed)).toContain('國');
    expect(textOf(parsed)).not.toContain('国');
  });

  it('reads the articles of a law in English', async (context) => {
    const parsed = await parseCorpus(context, 'basic_law_trilingual/fulltext_en.txt');
    expect(headings(parsed).filter((heading) => /^Article \d+$/.test(heading)).length).toBeGreaterThan(250);
  });

  it('joins spaced-out Chinese and counts pages', async (context) => {
    const parsed = await parseCorpus(context, 'hk_labour/bilingual_pdf_text/EO_guide_full_tc.txt');
    expect(spacedHan(textOf(parsed))).toBeLessThan(1);
    expect(blocksOf(parsed).at(-1)?.page).toBe(64);
  });
});

describe('real web pages', () => {
  it('reads the questions of an accordion with their answers', async (context) => {
    const parsed = await parseCorpus(context, 'hk_labour/html/fdh_faq.html');
    expect(headings(parsed).filter((heading) => /^Q\d+\..*\?$/.test(heading)).length).toBeGreaterThan(15);
    expect(parsed.documents[0]?.metadata.language).toBe('en');
    expect(textOf(parsed)).not.toMatch(/\$\(document\)|You are here|Expand All/);
  });

  it.for([
    'hk_labour/html/fdh_standard_contract_terms.html',
    'hk_labour/html/hiring_foreign_domestic_helpers.html',
  ])('%s begins with its heading', async (path, context) => {
    const parsed = await parseCorpus(context, path);
    expect(blocksOf(parsed)[0]?.kind).toBe('heading');
    expect(textOf(parsed)).not.toMatch(/Skip to|Share to/);
  });
});

describe('real tables', () => {
  it.for([
    ['hk_education/POA_SchoolNet_TC.csv', 'text/csv', 36],
    ['hk_education/scheme_kg_2526.csv', 'text/tab-separated-values', 722],
    ['ha_facilities/healthstat_table1.csv', 'text/tab-separated-values', 12],
  ] as const)('%s', async ([path, mediaType, rows], context) => {
    const parsed = await parseCorpus(context, path);
    expect(parsed.documents[0]?.mediaType).toBe(mediaType);
    expect(blocksOf(parsed).filter((block) => block.kind === 'row')).toHaveLength(rows);
    expect(parsed.failures).toEqual([]);
  });
});

describe('real legislation', () => {
  it('reads number, title, version and sections', async (context) => {
    const parsed = await parseCorpus(context, 'samples/hkel/cap_561A_20220324000000_en_c.trimmed.xml');
    expect(parsed.documents[0]?.metadata).toMatchObject({
      language: 'en',
      asOf: '2022-03-24',
      group: 'cap/561A',
    });
    expect(headings(parsed).filter((heading) => /^s\. \d/.test(heading)).length).toBeGreaterThanOrEqual(4);
  });
});

describe('everything else there', () => {
  it('is read without a failure', async (context) => {
    if (!existsSync(corpora)) context.skip('no test data at ../shared/data/corpora');
    const paths = await readdir(corpora, { recursive: true });
    const known = paths.filter(
      (path) => /\.(?:json|csv|md|html|xml|txt)$/.test(path) && !path.includes('lid/'),
    );
    const failed: string[] = [];
    for (const path of known) {
      const { documents, failures } = await parseAll({ path: join(corpora, path) });
      for (const { error } of failures)
        if (error.code !== 'knowledge.ragged-rows') failed.push(`${path}: ${error.code}`);
      if (documents.length === 0 && failures.length === 0) failed.push(`${path}: nothing`);
    }
    expect(known.length).toBeGreaterThan(100);
    // Recorded replies that hold an empty list only.
    expect(failed.filter((line) => !line.endsWith('knowledge.empty'))).toEqual([]);
  }, 60_000);
});
