import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProportion } from '../../statistics/index.ts';
import { findInjections } from './find-injections.ts';

// Lawful texts of many hands, kept beside the repository and never in it.
const folder = join(import.meta.dirname, '../../../../shared/data/corpora');
const passageLength = 1200;

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function passagesOf(file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const whole = file.endsWith('.jsonl')
    ? text
        .trimEnd()
        .split('\n')
        .flatMap((line) => stringsOf(JSON.parse(line)))
    : [text];
  return whole
    .filter(({ length }) => length >= 20)
    .flatMap((one) =>
      Array.from({ length: Math.ceil(one.length / passageLength) }, (_, at) =>
        one.slice(at * passageLength, (at + 1) * passageLength),
      ),
    );
}

describe('lawful texts', () => {
  // `every`: one passage of so many is read, to save time.
  it.for([
    { name: 'clic_qa_en', files: ['dev.jsonl'], every: 1 },
    { name: 'hk_law_en', files: ['sections.jsonl', 'documents.jsonl'], every: 3 },
    { name: 'legco_submissions_2026', files: ['submissions.jsonl'], every: 1 },
    {
      name: 'hk_labour',
      files: ['chunks_en.jsonl', 'bilingual_pdf_text/EO_guide_full_tc.txt', 'html/fdh_faq.html'],
      every: 1,
    },
  ])('of $name carry no instruction', { timeout: 120_000 }, ({ name, files, every }, context) => {
    const paths = files.map((file) => join(name, file));
    if (!paths.every((path) => existsSync(join(folder, path)))) {
      context.skip(`no test data at ../shared/data/corpora/${name}`);
    }
    const passages = paths.flatMap(passagesOf).filter((_, at) => at % every === 0);
    const flagged = passages.filter((passage) => findInjections(passage).length > 0);
    process.stdout.write(`${name}: flagged ${formatProportion(flagged.length, passages.length)}\n`);
    expect(passages.length).toBeGreaterThan(500);
    expect(flagged).toEqual([]);
  });
});
